import { spawn } from 'node:child_process';
import { cpus } from 'node:os';
import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import { loudness } from '../doubles/twilio-edge/codec.ts';
import { launchTelephoneLine, type TelephoneLine } from '../launch/launch-telephone-line.ts';
import { shareOfTone, toneOf } from '../launch/tone.ts';
import { readBenchArguments } from '../../src/headless/bench/bench-arguments.ts';
import { atMost, type Figure, reportBench } from '../../src/headless/bench/bench-report.ts';

// A call over the real SDK against the emulated edge on this machine: how long sound takes each way, how fast the call
// changes hands, and what is lost in ten minutes with one core burned. GOALS G9, G19.

type Harness = {
  got: Record<'audio', { at: number; data: { type: string; seq: number; pcm: Int16Array } }[]>;
  ports: Record<string, { postMessage(message: unknown): void }>;
  ask(name: string, input: unknown): Promise<unknown>;
};
declare const harness: Harness;

const BURSTS = { full: 100, quick: 20 };
const SWITCHES = { full: 500, quick: 40 };
const CALL_S = { full: 600, quick: 20 };
const BURST_GAP_MS = 400;
const SWITCH_GAP_MS = 250;
const LOUD_DB = -30;
/** Nothing that belongs to a burst comes later. */
const LATEST_MS = 350;
const AGENT_HZ = 440;
const HUMAN_HZ = 1_000;

const rest = (ms: number) => new Promise((done) => setTimeout(done, ms));
const wallNow = () => performance.timeOrigin + performance.now();
const percentile = (values: readonly number[], share: number): number | null =>
  values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1]!;
type Limit = { share: number; ms: number };
const within = (metric: string, values: readonly number[], { share, ms }: Limit): Figure =>
  atMost(metric, { value: percentile(values, share), n: values.length }, { limit: ms, unit: 'ms' });

/** From each moment to the first arrival after it; those to which nothing came are left out and counted by the caller. */
const delays = (sent: readonly number[], arrived: readonly number[]): number[] =>
  sent.flatMap((at) => {
    const first = arrived.find((one) => one >= at && one - at < LATEST_MS);
    return first === undefined ? [] : [first - at];
  });

/** When frames at least this loud came to the far end, on the wall clock. */
const loudAtFarEnd = (far: EdgeCall) =>
  far.received().flatMap(({ pcm, atMs }) => (loudness(pcm) > LOUD_DB ? [performance.timeOrigin + atMs] : []));

/** From the voice process's message to the far end's packet. */
async function toFarEnd(line: TelephoneLine, far: EdgeCall, count: number) {
  const burst = [...toneOf({ hz: HUMAN_HZ, seconds: 0.04 }, 16_000)];
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
  const burst = toneOf({ hz: HUMAN_HZ, seconds: 0.02 }, 48_000);
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

/** The agent and the human take turns: until the one is gone from the far end, and the other is there. */
async function switchHands(line: TelephoneLine, far: EdgeCall, count: number) {
  await line.speakWith({ hz: HUMAN_HZ, seconds: 1 });
  const from = far.received().length;
  const taken = await line.app.evaluate(
    async (_, { pcm, times, gapMs }) => {
      const at: number[] = [];
      const speech = Int16Array.from(pcm);
      for (let i = 0; i < times; i++) {
        harness.ports['audio']!.postMessage({ type: 'say', speechId: `agent${i}`, pcm: speech });
        await new Promise((done) => setTimeout(done, gapMs));
        at.push(performance.timeOrigin + performance.now());
        harness.ports['gate']!.postMessage({ type: 'takeOver', callId: 'c1', wish: { screen: 'bench', count: i + 1 } });
        await new Promise((done) => setTimeout(done, gapMs));
        await harness.ask('gates.set', { callId: 'c1', handler: 'agent', knows: { bench: i + 1 } });
      }
      return at;
    },
    { pcm: [...toneOf({ hz: AGENT_HZ, seconds: 2 }, 16_000)], times: count, gapMs: SWITCH_GAP_MS },
  );
  const frames = far
    .received()
    .slice(from)
    .map(({ pcm, atMs }) => ({
      at: performance.timeOrigin + atMs,
      agent: loudness(pcm) > LOUD_DB && shareOfTone(pcm, AGENT_HZ, 48_000) > 0.5,
      human: loudness(pcm) > LOUD_DB && shareOfTone(pcm, HUMAN_HZ, 48_000) > 0.5,
    }));
  const silent: number[] = [];
  const audible: number[] = [];
  for (const at of taken) {
    const after = frames.filter((frame) => frame.at >= at && frame.at < at + SWITCH_GAP_MS);
    const last = after.filter(({ agent }) => agent).at(-1);
    const first = after.find(({ human }) => human);
    silent.push(last ? last.at - at : 0);
    audible.push(first ? first.at - at : Infinity);
  }
  return { silent, audible };
}

/** A long call in which both sides talk all along, with a core burned. */
async function longCall(line: TelephoneLine, far: EdgeCall, seconds: number) {
  const burner = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  far.playLoop(toneOf({ hz: HUMAN_HZ, seconds: 1 }, 48_000));
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
    arrived: far.received().length - from,
  };
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
const out = await toFarEnd(line, far, BURSTS[size]);
const back = await fromFarEnd(line, far, BURSTS[size]);
const hands = await switchHands(line, far, SWITCHES[size]);
const long = await longCall(line, far, CALL_S[size]);
await line.close();

const missed = out.sent - out.delays.length + back.sent - back.delays.length;
reportBench(
  'line',
  [
    within('speech from the voice process to the far end p50', out.delays, { share: 0.5, ms: 40 }),
    within('speech from the voice process to the far end p95', out.delays, { share: 0.95, ms: 60 }),
    within('far end to the voice process p50', back.delays, { share: 0.5, ms: 90 }),
    atMost('bursts that never arrived', { value: missed, n: out.sent + back.sent }, { limit: 0, unit: '' }),
    within('G19 take-over: agent silent at the far end p99', hands.silent, { share: 0.99, ms: 50 }),
    within('G19 take-over: human audible at the far end p99', hands.audible, { share: 0.99, ms: 150 }),
    atMost('G9 frames lost on the line', { value: long.framesLost, n: long.heard }, { limit: 0, unit: '' }),
    atMost('G9 pauses of the agent in mid-speech', { value: long.underruns, n: long.heard }, { limit: 0, unit: '' }),
    atMost('G9 gaps in what the voice process heard', { value: long.gaps, n: long.heard }, { limit: 0, unit: '' }),
  ],
  {
    json: args.json,
    detail: {
      edge: 'emulated, on this machine',
      cores: cpus().length,
      burnedCores: 1,
      seconds: CALL_S[size],
      framesAtFarEnd: long.arrived,
      toFarEndMs: {
        p50: percentile(out.delays, 0.5),
        p95: percentile(out.delays, 0.95),
        max: percentile(out.delays, 1),
      },
      fromFarEndMs: {
        p50: percentile(back.delays, 0.5),
        p95: percentile(back.delays, 0.95),
        max: percentile(back.delays, 1),
      },
      silentMs: {
        p50: percentile(hands.silent, 0.5),
        p99: percentile(hands.silent, 0.99),
        max: percentile(hands.silent, 1),
      },
      audibleMs: {
        p50: percentile(hands.audible, 0.5),
        p99: percentile(hands.audible, 0.99),
        max: percentile(hands.audible, 1),
      },
    },
  },
);
process.exit(0);
