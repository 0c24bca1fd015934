import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { silentLog } from '../base/log.ts';
import { createPortPair } from '../base/port.ts';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import { voiceContract } from '../contract/voice.ts';
import { connect } from '../contract/wire.ts';
import type { PartHealth } from '../domain/health/part-health.ts';
import { modelsFolder } from '../engines/models-folder.ts';
import { PROMPTS_FOLDER } from './testing/shipped-prompts.ts';
import { composeVoice } from './compose-voice.ts';

const folder = modelsFolder(process.env);
/** Moonshine alone. */
const bare = mkdtempSync(join(tmpdir(), 'latchkey-bare-models-'));
for (const name of ['encoder_model.ort', 'decoder_model_merged.ort', 'tokens.txt'])
  cpSync(join(folder, 'stt', name), join(bare, 'stt', name));
afterAll(() => {
  rmSync(bare, { recursive: true, force: true });
});

/** How the engines are, on a machine on which every look at the clock is `msPerLook` later than the last. */
async function health(env: Record<string, string>, msPerLook: number) {
  const still = createFakeClock();
  let looks = 0;
  const clock = { ...still, now: () => ++looks * msPerLook };
  const [mains, control] = createPortPair();
  composeVoice(
    { control, onStream: () => undefined },
    {
      env: { LATCHKEY_MODELS: folder, LATCHKEY_CHECKPOINTS: 'memory', LATCHKEY_OLLAMA_URL: 'none', ...env },
      clock,
      log: silentLog,
      random: () => 0,
      newId: () => 'id',
      shippedPrompts: PROMPTS_FOLDER,
    },
  );
  const client = connect(mains, voiceContract, { clock: still, log: silentLog, part: 'voice' });
  const answer = await client.call('engines.list', null);
  mains.close();
  const of = (part: PartHealth['part']) => answer.ok && answer.value.find((one) => one.part === part);
  return { hearing: of('speech-to-text'), voice: of('voice') };
}

it('hears with the default where the recogniser that was chosen is not installed', async () => {
  const { hearing } = await health({ LATCHKEY_MODELS: bare, LATCHKEY_RECOGNISER: 'whisper-base-en' }, 0);
  expect(hearing).toMatchObject({
    state: 'degraded',
    detail: 'moonshine-tiny-en',
    failure: { kind: 'choice-unusable', chosen: 'Whisper base', instead: 'Moonshine tiny' },
  });
});

it('speaks with the default where the machine is too slow for the voice that was chosen', async () => {
  const { hearing, voice } = await health({ LATCHKEY_VOICE: 'kokoro:am_puck' }, 60_000);
  expect(hearing).toMatchObject({ state: 'ready', detail: 'moonshine-tiny-en' });
  expect(voice).toMatchObject({
    state: 'degraded',
    detail: 'joe',
    failure: { kind: 'voice-too-slow', chosen: 'Kokoro Puck', instead: 'Joe' },
  });
});

it('is not started with a voice that there is not', async () => {
  await expect(health({ LATCHKEY_VOICE: 'puck' }, 0)).rejects.toThrow('LATCHKEY_VOICE');
});
