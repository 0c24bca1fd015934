import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { silentLog } from '../base/log.ts';
import { spokenLines } from '../domain/practice/spoken-text.ts';
import { parseScenario } from './scenario-file.ts';
import { createVoiceCache, voiceFileName } from './voice-cache.ts';

const resources = fileURLToPath(new URL('../../resources', import.meta.url));
const shipped = join(resources, 'lead-voices');
const folders = [join(resources, 'scenarios'), fileURLToPath(new URL('../headless/bench/scenarios', import.meta.url))];

const lines = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => {
      const scenario = parseScenario(readFileSync(join(folder, file), 'utf8'), file);
      if (!scenario.ok) throw new Error(file);
      const { lead } = scenario.value;
      return spokenLines(scenario.value).map((words) => ({
        file,
        key: { voice: lead.voice, speed: lead.speed, words },
      }));
    }),
);

it('every line of every scenario that ships is there to be played', async () => {
  const cache = createVoiceCache({ own: join(shipped, 'nowhere'), shipped }, silentLog);
  const silent = [];
  for (const { file, key } of lines) if (!(await cache.find(key))) silent.push(`${file}: ${key.words}`);
  expect(silent, 'run: node scripts/ship-lead-voices.ts').toEqual([]);
});

it('nothing ships that no scenario says', () => {
  const wanted = new Set(lines.map(({ key }) => `${voiceFileName(key)}.ulaw`));
  expect(readdirSync(shipped).filter((file) => !wanted.has(file))).toEqual([]);
});
