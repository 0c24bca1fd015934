import { rmsDb } from '../../domain/audio/level.ts';
import { msToSamples, samplesToMs } from '../../domain/audio/pcm.ts';

/**
 * What a stereo recording alone says about a conversation. Nothing of our own clocks or marks enters: the simulated
 * lead's list only names its lines and says roughly where each begins. Times are ms, good to one 10 ms window.
 */

export type SaidLine = {
  name: string;
  kind: 'turn' | 'barge-in' | 'backchannel' | 'noise' | 'digit';
  startedMs: number;
  endedMs: number;
};

export type MeasuredLine = {
  name: string;
  kind: SaidLine['kind'];
  onsetMs: number;
  offsetMs: number;
  /** We were speaking when the caller began. */
  intoOurs: boolean;
  /** We began to speak between the caller's first and last sound. */
  talkedOver: boolean;
  /** Where we had talked over them: how long until we were silent again. */
  yieldedMs: number | null;
  /** From the caller's last sound to our first; null where we did not answer before the next line. */
  voiceToVoiceMs: number | null;
  /** From the caller's first sound to our silence, where they spoke into ours; null where we went on. */
  silentAfterMs: number | null;
  /** From the caller's first sound until a listener hears nothing of us (a ducked voice is below the threshold). */
  quietAfterMs: number | null;
};

type Span = { fromMs: number; toMs: number };

const WINDOW_MS = 10;
/** Runs of sound shorter than this are clicks. */
const SHORTEST_MS = 30;
/** A pause of ours longer than this means that we had stopped. */
const STOPPED_MS = 500;
/** A stop later than this is not put down to the caller's sound. */
const STOP_WITHIN_MS = { 'barge-in': 3_000, backchannel: 1_500, noise: 1_500, turn: 3_000, digit: 0 } as const;

/** Windows of 10 ms with sound: RMS over -45 dBFS and over 12 dB above this channel's noise floor. */
function voicedSpans(samples: Float32Array, joinMs: number): Span[] {
  const window = msToSamples(WINDOW_MS);
  const levels: number[] = [];
  for (let from = 0; from + window <= samples.length; from += window)
    levels.push(rmsDb(samples.subarray(from, from + window)));
  const sorted = [...levels].sort((a, b) => a - b);
  const threshold = Math.max(-45, (sorted[Math.floor(sorted.length / 10)] ?? -100) + 12);
  const spans: Span[] = [];
  let from: number | undefined;
  for (let index = 0; index <= levels.length; index++) {
    const voiced = index < levels.length && levels[index]! > threshold;
    if (voiced) from ??= index;
    else if (from !== undefined) {
      if ((index - from) * WINDOW_MS >= SHORTEST_MS) spans.push({ fromMs: from * WINDOW_MS, toMs: index * WINDOW_MS });
      from = undefined;
    }
  }
  return joined(spans, joinMs);
}

function joined(spans: Span[], joinMs: number): Span[] {
  const whole: Span[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last && span.fromMs - last.toMs <= joinMs) last.toMs = span.toMs;
    else whole.push({ ...span });
  }
  return whole;
}

type Sides = { caller: Span[]; ours: Span[]; speeches: Span[]; endMs: number };

/** `answeredMs` is where on the line's clock the lead's own clock began. Samples are 16 kHz in [-1, 1]. */
export function measureRecording(
  recording: { caller: Float32Array; us: Float32Array },
  said: readonly SaidLine[],
  answeredMs: number,
): MeasuredLine[] {
  const sides: Sides = {
    caller: voicedSpans(recording.caller, 0),
    ours: voicedSpans(recording.us, 50),
    speeches: voicedSpans(recording.us, STOPPED_MS),
    endMs: samplesToMs(recording.us.length),
  };
  const lines = said.filter(({ kind }) => kind !== 'digit');
  return lines.flatMap((line, index) => {
    const next = lines[index + 1];
    const untilMs = next ? next.startedMs + answeredMs : sides.endMs;
    const measured = measureLine(
      sides,
      { ...line, startedMs: line.startedMs + answeredMs, endedMs: line.endedMs + answeredMs },
      untilMs,
    );
    return measured ? [measured] : [];
  });
}

/** The jitter buffer delays what the lead said by up to this. */
const TRAVEL_MS = 200;

function measureLine(sides: Sides, line: SaidLine, untilMs: number): MeasuredLine | undefined {
  const mine = sides.caller.filter(
    ({ fromMs, toMs }) => toMs > line.startedMs - 20 && fromMs < line.endedMs + TRAVEL_MS,
  );
  const [first] = mine;
  const last = mine.at(-1);
  if (!first || !last) return undefined;
  const caller = { fromMs: first.fromMs, toMs: last.toMs };
  const under = during(sides.speeches, caller.fromMs);
  const measured = {
    name: line.name,
    kind: line.kind,
    onsetMs: caller.fromMs,
    offsetMs: caller.toMs,
    intoOurs: under !== undefined,
  };
  return under
    ? { ...measured, ...interrupted(sides, caller, { ourEndMs: under.toMs, kind: line.kind }) }
    : { ...measured, ...answered(sides, caller, untilMs) };
}

const during = (spans: Span[], atMs: number): Span | undefined =>
  spans.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);

/** The caller spoke into our speech. */
function interrupted(sides: Sides, caller: Span, { ourEndMs, kind }: { ourEndMs: number; kind: SaidLine['kind'] }) {
  const stopped = ourEndMs - caller.fromMs <= STOP_WITHIN_MS[kind];
  const quiet = during(sides.ours, caller.fromMs);
  return {
    talkedOver: false,
    yieldedMs: null,
    voiceToVoiceMs: null,
    silentAfterMs: stopped ? ourEndMs - caller.fromMs : null,
    quietAfterMs: quiet ? quiet.toMs - caller.fromMs : null,
  };
}

/** The caller spoke into our silence. */
function answered(sides: Sides, caller: Span, untilMs: number) {
  const over = sides.ours.find(({ fromMs }) => fromMs > caller.fromMs && fromMs < caller.toMs);
  const answer = sides.ours.find(({ fromMs }) => fromMs >= caller.toMs && fromMs <= untilMs);
  return {
    talkedOver: over !== undefined,
    yieldedMs: over ? over.toMs - over.fromMs : null,
    voiceToVoiceMs: over || !answer ? null : answer.fromMs - caller.toMs,
    silentAfterMs: null,
    quietAfterMs: null,
  };
}

export type Percentiles = { n: number; p50: number; p90: number; p95: number; max: number } | { n: 0 };

/** Linear interpolation between the closest ranks. */
export function percentiles(values: readonly number[]): Percentiles {
  if (values.length === 0) return { n: 0 };
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const low = sorted[Math.floor(place)]!;
    return Math.round(low + (sorted[Math.ceil(place)]! - low) * (place % 1));
  };
  return { n: sorted.length, p50: at(0.5), p90: at(0.9), p95: at(0.95), max: Math.round(sorted.at(-1)!) };
}
