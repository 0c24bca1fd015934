import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import { launchTelephoneLine, type TelephoneLine } from '../launch/launch-telephone-line.ts';
import { toneOf } from '../launch/tone.ts';
import { readBenchArguments } from '../../src/headless/bench/bench-arguments.ts';
import { reportBench } from '../../src/headless/bench/bench-report.ts';
import { loseVoices, whisperUnheard } from './line-app.ts';
import { arrivedSince, isLoud, none, rest, spread, wallNow, within } from './line-figures.ts';
import { switchHands } from './line-hands.ts';

// A call over the real SDK against the emulated edge on this machine: how long sound takes each way, how fast the call
// changes hands, what is lost in ten minutes with one core burned, and what the caller hears of a voice process that is
// killed. GOALS G9, G19.

type Harness = {
  got: Record<'audio', { at: number; data: { type: string; seq: number; pcm: Int16Array } }[]>;
  ports: Record<string, { postMessage(message: unknown): void }>;
};
declare const harness: Harness;

const BURSTS = { full: 100, quick: 10 };
const SWITCHES = { full: 500, quick: 12 };
const WHISPERS = { full: 200, quick: 10 };
const KILLS = { full: 20, quick: 1 };
const CALL_S = { full: 600, quick: 6 };
const BURST_GAP_MS = 400;
/** Nothing that belongs to a burst comes later. */
const LATEST_MS = 350;
const BURST_HZ = 1_000;
const FRAME_SAMPLES = 960;

/** From each moment to the first arrival after it; those to which nothing came are left out and counted by the caller. */
const delays = (sent: readonly number[], arrived: readonly number[]): number[] =>
  sent.flatMap((at) => {
    const first = arrived.find((one) => one >= at && one - at < LATEST_MS);
    return first === undefined ? [] : [first - at];
  });

const loudAtFarEnd = (far: EdgeCall) =>
  arrivedSince(far, 0)
    .filter(isLoud)
    .map(({ atMs }) => atMs);

/** From the voice process's message to the far end's packet. */
async function toFarEnd(line: TelephoneLine, far: EdgeCall, count: number) {
  const burst = [...toneOf({ hz: BURST_HZ, seconds: 0.04 }, 16_000)];
  const sent = await line.app.evaluate(
    async (_, { pcm, times, gapMs }) => {
      const at: number[] = [];
      for (let i = 0; i < times; i++) {
        at.push(performance.timeOrigin + performance.now());
        harness.ports['audio']!.postMessage({ type: 'say', speechId: `burst${i}`, pcm: Int16Array.from(pcm) });
        harness.ports['audio']!.postMessage({ type: 'end', speechId: `burst${i}` });
        await new Promise((done) => setTimeout(done, gapMs));
      }
      return at;
    },
    { pcm: burst, times: count, gapMs: BURST_GAP_MS },
  );
  return { sent: sent.length, delays: delays(sent, loudAtFarEnd(far)) };
}

/** From the far end's packet to the frame in the voice process. */
async function fromFarEnd(line: TelephoneLine, far: EdgeCall, count: number) {
  const burst = toneOf({ hz: BURST_HZ, seconds: 0.02 }, 48_000);
  const sent: number[] = [];
  for (let i = 0; i < count; i++) {
    await far.play(burst);
    sent.push(wallNow());
    await rest(BURST_GAP_MS);
  }
  const heard = await line.app.evaluate(() =>
    harness.got.audio
      .filter(({ data }) => data.type === 'heard' && data.pcm.some((x) => Math.abs(x) > 3_000))
      .map(({ at }) => performance.timeOrigin + at),
  );
  return { sent: sent.length, delays: delays(sent, heard) };
}

/** A long call in which both sides talk all along, with a core burned. */
async function longCall(line: TelephoneLine, far: EdgeCall, seconds: number) {
  const burner = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  far.playLoop(toneOf({ hz: BURST_HZ, seconds: 1 }, 48_000));
  const from = far.received().length;
  const gaps = await line.app.evaluate(async (_, lasts) => {
    const began = performance.now();
    const first = harness.got.audio.length;
    let sent = 0;
    await new Promise<void>((done) => {
      const timer = setInterval(() => {
        const elapsed = performance.now() - began;
        for (; sent * 20 < elapsed + 300; sent++)
          harness.ports['audio']!.postMessage({ type: 'say', speechId: 'long', pcm: new Int16Array(320).fill(8000) });
        if (elapsed < lasts * 1000) return;
        clearInterval(timer);
        done();
      }, 10);
    });
    const heard = harness.got.audio.slice(first).filter(({ data }) => data.type === 'heard');
    return {
      heard: heard.length,
      gaps: heard.slice(1).filter(({ data }, i) => data.seq !== heard[i]!.data.seq + 1).length,
    };
  }, seconds);
  burner.kill();
  const { framesLost, underruns } = (await line.told('audio.measured')).at(-1) as Record<string, number>;
  return {
    ...gaps,
    framesLost: framesLost ?? null,
    underruns: underruns ?? null,
    ...arrivals(far.received().slice(from)),
  };
}

/** How many frames came to the far end, how many never did, and how many came twice, by the sender's own count of samples. */
function arrivals(frames: ReturnType<EdgeCall['received']>) {
  const numbers = frames.map(({ position }) => Math.round(position / FRAME_SAMPLES));
  const different = new Set(numbers);
  const span = numbers.length === 0 ? 0 : Math.max(...different) - Math.min(...different) + 1;
  return { arrived: numbers.length, dropped: span - different.size, doubled: numbers.length - different.size };
}

/** Says on stderr what is measured now, for the whole takes its time. */
async function stage<Value>(what: string, run: () => Promise<Value>): Promise<Value> {
  const from = wallNow();
  process.stderr.write(`${what} …`);
  const value = await run();
  process.stderr.write(` ${Math.round((wallNow() - from) / 1000)} s\n`);
  return value;
}

const args = readBenchArguments(process.argv.slice(2));
if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
  process.stderr.write(
    'This measurement opens a window: run it under a display, or with xvfb-run -a npm run bench:line\n',
  );
  process.exit(1);
}
const size = args.quick ? 'quick' : 'full';
const line = await launchTelephoneLine();
const far = await line.connect('c1');
const out = await stage(`${BURSTS[size]} bursts to the far end`, () => toFarEnd(line, far, BURSTS[size]));
const back = await stage(`${BURSTS[size]} bursts from the far end`, () => fromFarEnd(line, far, BURSTS[size]));
const hands = await stage(`${SWITCHES[size]} take-overs`, () => switchHands(line, far, SWITCHES[size]));
const long = await stage(`a call of ${CALL_S[size]} s`, () => longCall(line, far, CALL_S[size]));
await line.close();
const whispers = await stage(`${WHISPERS[size]} whispers`, () => whisperUnheard(WHISPERS[size]));
const lost = await stage(`${KILLS[size]} voice processes killed`, () => loseVoices(KILLS[size]));

const missed = out.sent - out.delays.length + back.sent - back.delays.length;
const ofFarEnd = long.arrived + long.dropped;
reportBench(
  'line',
  [
    within('speech from the voice process to the far end p50', out.delays, { share: 0.5, ms: 40 }),
    within('speech from the voice process to the far end p95', out.delays, { share: 0.95, ms: 60 }),
    within('far end to the voice process p50', back.delays, { share: 0.5, ms: 90 }),
    none('bursts that never arrived', missed, out.sent + back.sent),
    within('G19 take-over: agent silent at the far end p99', hands.silent, { share: 0.99, ms: 50 }),
    within('G19 take-over: human audible at the far end p99', hands.audible, { share: 0.99, ms: 150 }),
    none('G19 frames of the agent while the human has the call', hands.leaked, hands.silent.length),
    none('G19 frames that the far end heard of whispers', whispers.leaked, whispers.given),
    none('G9 frames lost on the line', long.framesLost, long.heard),
    none('G9 pauses of the agent in mid-speech', long.underruns, long.heard),
    none('G9 gaps in what the voice process heard', long.gaps, long.heard),
    none('G9 frames that never came to the far end', long.dropped, ofFarEnd),
    none('G9 frames that came to the far end twice', long.doubled, ofFarEnd),
    within('voice process killed: bridging sentence audible, worst', lost.bridge, { share: 1, ms: 400 }),
    within('voice process killed: agent speaks again, worst', lost.again, { share: 1, ms: 6_000 }),
  ],
  {
    json: args.json,
    detail: {
      edge: 'emulated, on this machine',
      cores: cpus().length,
      burnedCores: 1,
      seconds: CALL_S[size],
      framesAtFarEnd: long.arrived,
      framesListenedForWhispers: whispers.frames,
      toFarEndMs: spread(out.delays),
      fromFarEndMs: spread(back.delays),
      silentMs: spread(hands.silent),
      audibleMs: spread(hands.audible),
      bridgeMs: spread(lost.bridge),
      againMs: spread(lost.again),
    },
  },
);
process.exit(0);
