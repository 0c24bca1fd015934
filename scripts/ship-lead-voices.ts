// Renders every line of the scenarios that ship, and of the benchmarks, and keeps them as the telephone carries them in
// resources/lead-voices: the first practice call then starts at once, and a benchmark's callers sound the same everywhere.
//   node scripts/ship-lead-voices.ts          renders what is missing, removes what no scenario says any more
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../src/base/log.ts';
import { createRealClock } from '../src/base/real-clock.ts';
import { encodeMuLaw } from '../src/domain/audio/mu-law.ts';
import { describeFailure } from '../src/domain/failure.ts';
import { cacheFolder, modelsFolder } from '../src/engines/models-folder.ts';
import { createSherpaTextToSpeech } from '../src/engines/sherpa/sherpa-text-to-speech.ts';
import { createRenderer } from '../src/practice/prepare-steps.ts';
import { parseScenario } from '../src/practice/scenario-file.ts';
import { spokenLines } from '../src/domain/practice/spoken-text.ts';
import { createVoiceCache, voiceFileName } from '../src/practice/voice-cache.ts';

const root = join(import.meta.dirname, '..');
const shipped = join(root, 'resources', 'lead-voices');
const folders = [join(root, 'resources', 'scenarios'), join(root, 'src', 'headless', 'bench', 'scenarios')];
mkdirSync(shipped, { recursive: true });

const cache = createVoiceCache({ own: join(cacheFolder(process.env), 'lead-voices'), shipped }, silentLog);
const signal = new AbortController().signal;
const clock = createRealClock();
const wanted = new Set<string>();

async function shipScenario(path: string): Promise<void> {
  const scenario = parseScenario(readFileSync(path, 'utf8'), path);
  if (!scenario.ok) throw new Error(describeFailure(scenario.failure).says);
  const { lead } = scenario.value;
  const render = createRenderer(lead, {
    cache,
    signal,
    openVoice: (voice, speed) => createSherpaTextToSpeech({ folder: modelsFolder(process.env), voice, speed, clock }),
  });
  for (const words of spokenLines(scenario.value)) {
    const file = `${voiceFileName({ voice: lead.voice, speed: lead.speed, words })}.ulaw`;
    const pcm = await render(words);
    if (!pcm.ok) throw new Error(describeFailure(pcm.failure).says);
    wanted.add(file);
    writeFileSync(join(shipped, file), encodeMuLaw(pcm.value));
  }
}

for (const folder of folders) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml'))) {
    await shipScenario(join(folder, name));
    process.stdout.write(`${name}\n`);
  }
}
for (const file of readdirSync(shipped)) if (!wanted.has(file)) rmSync(join(shipped, file));
process.stdout.write(`${wanted.size} lines\n`);
// The voice's own threads may still be winding down; there is nothing left to wait for.
process.exit(0);
