import { Device, type Call, type PreflightTest } from '@twilio/voice-sdk';
import type { Clock } from '../../../base/clock.ts';
import { failed, ok, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';
import { failureOfError, isTokenRefused, type CarrierError } from '../../../domain/telephony/carrier-trouble.ts';
import {
  qualityOf,
  type ConnectionProgress,
  type ConnectionReport,
  type ConnectionSample,
  type ConnectionTestEnd,
} from '../../../domain/telephony/connection-report.ts';
import { endDevice } from './end-device.ts';
import { trackPeerConnections, type PeerFigures } from './peer-connections.ts';
import { testDeviceClass } from './test-device.ts';

/** The SDK tells nothing where signalling stops half way. */
const PATIENCE_MS = { reaching: 10_000, calling: 15_000 } as const;
/** Long enough for the SDK's figures to settle; who tests with their voice wants to hear themselves. */
const LISTEN_MS = { tone: 12_000, voice: 20_000 } as const;
const LOOK_MS = 200;
const HEARD_DB = -50;

/** What is sent to the echo, and what is done with what comes back. */
type TestSound = {
  outgoing(): MediaStream;
  hear(stream: MediaStream): void;
  /** dBFS now. */
  levels(): { sentDb: number; heardDb: number };
  close(): void;
};
type Wish = { token: string; withVoice: boolean };
type Cancelled = 'asked' | 'call';

export type ConnectionTest = {
  /** Resolves when it is over. Fails where there is no sound to test with. */
  run(wish: Wish, openSound: () => Promise<Result<TestSound, Failure>>): Promise<Result<ConnectionTestEnd, Failure>>;
  stop(why: Cancelled): void;
};

type Course = {
  stage: ConnectionProgress['stage'];
  stageBeganMs: number;
  device: Device | null;
  edge: string;
  heard: boolean;
  samples: ConnectionSample[];
  counted: { received: number; lost: number };
  figures: PeerFigures;
  warnings: Set<string>;
};
/** With what a test ends: trouble, nothing in particular, or because it was stopped. */
type Over = (end: Failure | null | Cancelled) => void;

const unreachable = (detail: string): Failure => ({ kind: 'telephone-unreachable', detail });

/** Before there is a call, an error that is neither the token's nor the far end's means that the carrier was not reached. */
function failureOf(error: CarrierError, stage: Course['stage']): Failure | null {
  return stage === 'reaching' && !isTokenRefused(error) ? unreachable(error.message) : failureOfError(error);
}

function enter(course: Course, stage: Course['stage'], clock: Clock): void {
  course.stage = stage;
  course.stageBeganMs = clock.now();
}

/** The SDK's test: a Device and a call of its own, of which it tells. */
function begin(
  course: Course,
  deps: { token: string; sound: TestSound; clock: Clock; over: Over; peers: Peers },
): void {
  const { token, sound, clock, over, peers } = deps;
  const placed = (call: Call) => {
    call.on('audio', (element: HTMLAudioElement) => {
      element.muted = true;
      const stream = call.getRemoteStream();
      if (stream) sound.hear(stream);
    });
    // The error of a call that was refused comes in the same breath.
    call.on('disconnect', () => queueMicrotask(() => over(null)));
  };
  const opened = (device: Device) => {
    course.device = device;
    device.on('registered', () => {
      course.edge = device.edge ?? '';
      enter(course, 'calling', clock);
    });
  };
  const deviceFactory = testDeviceClass(
    { outgoing: sound.outgoing, PeerConnection: peers.PeerConnection },
    { opened, placed },
  );
  // The factory is read by the test, and not in its types.
  const options = { deviceFactory, signalingTimeoutMs: PATIENCE_MS.reaching } as PreflightTest.Options;
  const test = Device.runPreflight(token, options);
  test.on('connected', () => enter(course, 'listening', clock));
  test.on('sample', (sample: { mos: number | null; rtt?: number; jitter: number; totals: Totals }) => {
    course.samples.push({ mos: sample.mos, rttMs: sample.rtt ?? null, jitterMs: sample.jitter });
    course.counted = { received: sample.totals.packetsReceived, lost: sample.totals.packetsLost };
  });
  test.on('warning', ({ name }: { name: string }) => void course.warnings.add(name));
  test.on('failed', (error: CarrierError) => over(failureOf(error, course.stage)));
}
type Totals = { packetsReceived: number; packetsLost: number };
type Peers = ReturnType<typeof trackPeerConnections>;

/** Looks at it all the time: says how far it is, gathers what the SDK does not, and ends what has taken long enough. */
function watch(
  course: Course,
  deps: { withVoice: boolean; sound: TestSound; clock: Clock; over: Over; peers: Peers } & Listener,
): () => void {
  const { withVoice, sound, clock, over, peers, progressed } = deps;
  const listenMs = withVoice ? LISTEN_MS.voice : LISTEN_MS.tone;
  let cancel = () => {};
  const look = () => {
    const { stage } = course;
    const passedMs = clock.now() - course.stageBeganMs;
    const listens = stage === 'listening';
    const levels = listens ? sound.levels() : null;
    if (levels && levels.heardDb > HEARD_DB) course.heard = true;
    progressed({
      stage,
      share: listens ? Math.min(1, 0.2 + (0.8 * passedMs) / listenMs) : stage === 'calling' ? 0.1 : 0,
      levels,
    });
    if (listens) void peers.figures().then((figures) => (course.figures = figures ?? course.figures));
    if (listens && passedMs >= listenMs) over(null);
    else if (stage !== 'listening' && passedMs >= PATIENCE_MS[stage])
      over(unreachable(`no answer within ${PATIENCE_MS[stage] / 1000} s`));
    else cancel = clock.after(LOOK_MS, look);
  };
  look();
  return () => cancel();
}
type Listener = { progressed(progress: ConnectionProgress): void };

function reportOf(course: Course, failure: Failure | null, withVoice: boolean): ConnectionReport {
  const { edge, stage, heard, samples, counted, figures, warnings } = course;
  const answered = stage === 'listening';
  return {
    edge,
    failure,
    answered,
    heard,
    withVoice,
    quality: qualityOf(samples, { ...counted, lostOut: figures.lostOut }),
    relayed: figures.relayed,
    warnings: [...warnings],
  };
}

const freshCourse = (clock: Clock): Course => ({
  stage: 'reaching',
  stageBeganMs: clock.now(),
  device: null,
  edge: '',
  heard: false,
  samples: [],
  counted: { received: 0, lost: 0 },
  figures: { lostOut: null, relayed: null },
  warnings: new Set(),
});

/**
 * Twilio's preflight test against the echo of the carrier's function. What it measures is gathered as it comes: the SDK's
 * own report is given only where signalling is there to the very end.
 */
export function createConnectionTest({ clock, progressed }: { clock: Clock } & Listener): ConnectionTest {
  let stop: ((why: Cancelled) => void) | null = null;

  async function listen({ token, withVoice }: Wish, sound: TestSound): Promise<ConnectionTestEnd> {
    const peers = trackPeerConnections();
    const course = freshCourse(clock);
    let forget = () => {};
    const end = await new Promise<Failure | null | Cancelled>((over) => {
      stop = over;
      forget = watch(course, { withVoice, sound, clock, over, peers, progressed });
      begin(course, { token, sound, clock, over, peers });
    });
    forget();
    course.device?.disconnectAll();
    if (course.device) endDevice(course.device);
    peers.closeAll();
    if (end === 'asked' || end === 'call') return { ended: 'cancelled', why: end };
    return { ended: 'complete', report: reportOf(course, end, withVoice) };
  }

  return {
    async run(wish, openSound) {
      if (stop) return failed({ kind: 'refused', reason: 'The connection is being tested already.' });
      const early: Cancelled[] = [];
      stop = (why) => void early.push(why);
      const sound = await openSound();
      const [why] = early;
      const answer = !sound.ok
        ? sound
        : ok(why ? { ended: 'cancelled' as const, why } : await listen(wish, sound.value));
      stop = null;
      if (sound.ok) sound.value.close();
      return answer;
    },
    stop: (why) => stop?.(why),
  };
}
