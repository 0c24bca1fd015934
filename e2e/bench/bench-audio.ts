import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { _electron } from '@playwright/test';
import { readBenchArguments } from '../../src/headless/bench/bench-arguments.ts';
import { atMost, reportBench } from '../../src/headless/bench/bench-report.ts';
import { percentiles } from '../../src/headless/bench/measure-recording.ts';

// A long call through the built line window, both sides talking without a pause, while one core is burned: how many
// frames are lost, and how late the frames reach the voice process. GOALS G9.

type Harness = {
  ready?: boolean;
  got: Record<'audio', { at: number; data: { type: string; seq: number } }[]>;
  ports: Record<string, { postMessage(message: unknown): void }>;
  call(callId: string): Promise<{ ok: boolean }>;
  answer(byte: number): void;
  events(name: string): { payload: Record<string, number> }[];
};
declare const harness: Harness;

const CALL_S = 600;
const QUICK_S = 30;
const LOUD_MU_LAW = 0x9f;

const args = readBenchArguments(process.argv.slice(2));
if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
  process.stderr.write(
    'This measurement opens a window: run it under a display, or with xvfb-run -a npm run bench:audio\n',
  );
  process.exit(1);
}
const root = resolve(import.meta.dirname, '..', '..');
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const burner = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
const app = await _electron.launch({
  cwd: root,
  args: [...sandbox, resolve(root, 'e2e/doubles/line-window-app.cjs'), resolve(root, 'out')],
});

const ready = () => app.evaluate(() => harness.ready === true);
while (!(await ready())) await new Promise((look) => setTimeout(look, 100));
await app.evaluate(() => harness.call('c1'));
await app.evaluate((_, byte) => harness.answer(byte), LOUD_MU_LAW);
const seconds = args.quick ? QUICK_S : CALL_S;

// The agent talks all along, as far ahead as the voice process would be.
const result = await app.evaluate(async (_, lasts) => {
  const began = performance.now();
  let sent = 0;
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      const elapsed = performance.now() - began;
      for (; sent * 20 < elapsed + 300; sent++) {
        harness.ports['audio']!.postMessage({ type: 'say', speechId: 's1', pcm: new Int16Array(320).fill(8000) });
      }
      if (elapsed < lasts * 1000) return;
      clearInterval(timer);
      done();
    }, 10);
  });
  const heard = harness.got.audio.filter(({ data }) => data.type === 'heard');
  const gaps = heard.slice(1).filter(({ data }, i) => data.seq !== heard[i]!.data.seq + 1).length;
  const last = harness.events('audio.measured').at(-1)?.payload;
  return {
    arrivals: heard.map(({ at }) => at),
    gaps,
    framesLost: last?.['framesLost'] ?? null,
    underruns: last?.['underruns'] ?? null,
  };
}, seconds);
await app.close();
burner.kill();

const between = result.arrivals.slice(1).map((at, i) => at - result.arrivals[i]!);
const n = result.arrivals.length;
const spread = percentiles(between);
reportBench(
  'audio',
  [
    atMost('G9 frames lost on the line', { value: result.framesLost, n }, { limit: 0, unit: '' }),
    atMost('G9 pauses of the agent in mid-speech', { value: result.underruns, n }, { limit: 0, unit: '' }),
    atMost('G9 gaps in what the voice process heard', { value: result.gaps, n }, { limit: 0, unit: '' }),
    atMost(
      'G9 frames that came more than 20 ms late',
      { value: between.filter((ms) => ms > 40).length, n },
      { limit: 0, unit: '' },
    ),
  ],
  { json: args.json, detail: { seconds, burnedCores: 1, cores: cpus().length, betweenFramesMs: spread } },
);
process.exit(0);
