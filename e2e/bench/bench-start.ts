import { atMost, reportBench } from '../../src/headless/bench/bench-report.ts';
import { readBenchArguments } from '../../src/headless/bench/bench-arguments.ts';
import { percentiles } from '../../src/headless/bench/measure-recording.ts';
import { launchApp } from '../launch/launch-app.ts';

// From starting the built application to a screen that can be used (its heading is there and its button answers), on a
// fresh data folder each time. GOALS G23.

const RUNS = 10;
const QUICK_RUNS = 3;

const args = readBenchArguments(process.argv.slice(2));
if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
  process.stderr.write(
    'This measurement opens a window: run it under a display, or with xvfb-run -a npm run bench:start\n',
  );
  process.exit(1);
}

async function oneStart(): Promise<number> {
  const began = performance.now();
  const app = await launchApp({ settings: { firstRunDone: true } });
  await app.screen.getByRole('button', { name: 'Practice call' }).click({ trial: true });
  const took = performance.now() - began;
  await app.close();
  return took;
}

const times: number[] = [];
// The first start of all fills the system's file cache and is left out.
await oneStart();
for (let run = 0; run < (args.quick ? QUICK_RUNS : RUNS); run++) times.push(await oneStart());
const spread = percentiles(times);
const p50 = spread.n === 0 ? null : (spread as { p50: number }).p50;
reportBench(
  'start',
  [atMost('G23 start to usable screen p50', { value: p50, n: spread.n }, { limit: 2_500, unit: 'ms' })],
  {
    json: args.json,
    detail: { spread },
  },
);
process.exit(0);
