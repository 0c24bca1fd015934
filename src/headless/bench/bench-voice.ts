import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRealClock } from '../../base/real-clock.ts';
import { silentLog } from '../../base/log.ts';
import { parseWav } from '../../domain/audio/wav.ts';
import type { HeadlessCall } from '../../domain/practice/headless-report.ts';
import { createThreadedSoftphone } from '../headless-softphone.ts';
import { followCall, startProcesses } from '../run-practice-call.ts';
import { readBenchArguments } from './bench-arguments.ts';
import { reportBench } from './bench-report.ts';
import { measureRecording, type MeasuredLine } from './measure-recording.ts';
import { voiceFigures, type MeasuredCall } from './voice-figures.ts';

/** `thinking` scenarios pause inside every line but the first. */
const SCENARIOS = ['turns-one', 'turns-two', 'thinking-one', 'thinking-two', 'overlaps'] as const;
const QUICK = ['turns-two'] as const;

const args = readBenchArguments(process.argv.slice(2));
const dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
const clock = createRealClock();
const softphone = createThreadedSoftphone({
  env: { ...process.env, ...(args.ollama ? {} : { LATCHKEY_OLLAMA_URL: 'none' }) },
  dataFolder,
  appVersion: 'bench',
  clock,
  log: silentLog,
  printed: () => {},
  seed: args.seed,
});

async function oneCall(name: string): Promise<MeasuredCall> {
  const scenario = fileURLToPath(new URL(`scenarios/${name}.yaml`, import.meta.url));
  const call = await followCall({
    softphone,
    clock,
    scenario,
    seed: args.seed,
    wav: null,
    show: () => {},
    signal: new AbortController().signal,
  });
  if (call.failure) throw new Error(`${name}: ${JSON.stringify(call.failure)}`);
  if (args.ollama && call.languageModel === null)
    throw new Error('No language model answered; start Ollama with a model, or leave --ollama out.');
  const lines = measured(call);
  process.stderr.write(
    `${name}: ${lines.map(({ name: line, voiceToVoiceMs, talkedOver }) => `${line} ${talkedOver ? 'over' : (voiceToVoiceMs ?? '–')}`).join(', ')}\n`,
  );
  return { name, call, lines };
}

/** The line's clock begins when the lead picks up, and so does the lead's own. */
function measured(call: HeadlessCall): MeasuredLine[] {
  const wav = call.wav === null ? undefined : parseWav(readFileSync(call.wav));
  if (!wav?.ok || !call.practice)
    throw new Error(`There is nothing to measure: ${JSON.stringify(wav ?? call.endReason)}`);
  const [caller, us] = wav.value.channels;
  if (!caller || !us) throw new Error('The recording is not stereo.');
  return measureRecording({ caller, us }, call.practice.said, 0);
}

await startProcesses(softphone);
const calls: MeasuredCall[] = [];
for (const name of args.quick ? QUICK : SCENARIOS) calls.push(await oneCall(name));
await softphone.close();
rmSync(dataFolder, { recursive: true, force: true });

const mind = calls[0]?.call.languageModel ?? 'rehearsed';
reportBench('voice', voiceFigures(calls, args.ollama), {
  json: args.json,
  detail: {
    mind,
    calls: calls.map(({ name, lines, call }) => ({
      name,
      lines,
      replies: call.turns.flatMap(({ startedMs, latency }) => (latency ? [{ startedMs, ...latency }] : [])),
    })),
  },
});
process.exit(0);
