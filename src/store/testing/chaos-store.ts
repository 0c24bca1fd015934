import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRandom } from '../../base/random.ts';
import { createRealClock } from '../../base/real-clock.ts';
import { runKillRound, type Acknowledged, type KillVerdict } from './kill-round.ts';
import { createTestFolder } from './open-test-store.ts';

// npm run chaos:store -- [--rounds N] [--seed N] [--json FILE]
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const random = createRandom(Number(values.seed));
const clock = createRealClock();
const { folder, remove } = createTestFolder();
const verdicts: KillVerdict[] = [];
const known: Acknowledged[] = [];
const startedMs = clock.now();
for (let round = 0; round < rounds; round++) {
  const verdict = await runKillRound({ folder, driver: 'better-sqlite3', round: `round${round}`, random, known });
  verdicts.push(verdict);
  for (const trouble of [...verdict.missing.map((fact) => `missing: ${fact}`), ...verdict.wrong])
    console.log(`round ${round}: ${trouble}`);
  if ((round + 1) % 20 === 0) console.log(`${round + 1} of ${rounds} rounds`);
}
const report = {
  rounds,
  seed: Number(values.seed),
  acknowledged: verdicts.reduce((sum, verdict) => sum + verdict.acknowledged, 0),
  missing: verdicts.flatMap((verdict) => verdict.missing),
  wrong: verdicts.flatMap((verdict) => verdict.wrong),
  durationMs: Math.round(clock.now() - startedMs),
};
console.log(
  `${report.acknowledged} facts acknowledged in ${rounds} rounds; ${report.missing.length} missing, ${report.wrong.length} other faults.`,
);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
remove();
process.exitCode = report.missing.length + report.wrong.length === 0 ? 0 : 1;
