import { rmsDb } from './level.ts';

const FRAME_MS = 20;
const TICKS_PER_FRAME = 160;
const LEAST_DELAY_MS = 20;
const MOST_DELAY_MS = 80;
/** Before anything is known about the way here. */
const FIRST_DELAY_MS = 60;
/** Added to the spread that was seen. */
const MARGIN_MS = 5;
/** Packets over which the spread of arrival times is judged: about three seconds. */
const SEEN = 150;
const ENOUGH_SEEN = 25;
/** This much later than the most that is ever wanted, old sound is thrown away whatever it is. */
const HOPELESS_MS = 40;
/** Below this a frame can be left out or repeated without anybody hearing it. */
const QUIET_DB = -45;
/** How loud each further repeat of the last frame ends. */
const REPEAT_FADE = [0.6, 0.2, 0];
/** Two seconds: more than this is a flood, not a stream. */
const MOST_WAITING = 100;
const BLEND_SAMPLES = 24;

/** A packet as RTP has it: `timestamp` in samples at 8 kHz, `frame` 160 samples in [-1, 1]. */
export type SoundPacket = { seq: number; timestamp: number; frame: Float32Array };

export type JitterBuffer = {
  /** `nowMs`: the time at which `pull` would next be called. */
  push(packet: SoundPacket, nowMs: number): void;
  /** The next 20 ms to be heard (160 samples at 8 kHz): called every 20 ms by whoever plays. */
  pull(nowMs: number): Float32Array;
  counts(): JitterCounts;
};

export type JitterCounts = {
  /** Frames whose sound was never heard: lost on the way, too late, or too old. */
  lost: number;
  /** Times in which a voice was held up because nothing had arrived. */
  stretched: number;
  /** Quiet frames left out or put in to follow the other side's clock and the jitter. */
  adjusted: number;
};

type State = {
  waiting: Map<number, { seq: number; frame: Float32Array }>;
  /** Place in the stream (timestamp / 160) of the frame to be heard next. */
  next: number | null;
  startAtMs: number;
  started: boolean;
  lastSeq: number;
  transits: number[];
  seen: number;
  least: number;
  spread: number;
  last: Float32Array;
  lastQuiet: boolean;
  repeats: number;
  counts: JitterCounts;
};

/** Learns how long packets take, relative to each other. The slowest two of the last three seconds do not count. */
function learnTransit(state: State, transitMs: number): void {
  state.transits[state.seen++ % SEEN] = transitMs;
  let least = Infinity;
  const slowest: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const transit of state.transits) {
    least = Math.min(least, transit);
    if (transit > slowest[0]) slowest.splice(0, 3, transit, slowest[0], slowest[1]);
    else if (transit > slowest[1]) slowest.splice(1, 2, transit, slowest[1]);
    else if (transit > slowest[2]) slowest[2] = transit;
  }
  state.least = least;
  state.spread = Number.isFinite(slowest[2]) ? slowest[2] - least : 0;
}

function wantedDelay(state: State): number {
  if (state.seen < ENOUGH_SEEN) return FIRST_DELAY_MS;
  return Math.min(MOST_DELAY_MS, Math.max(LEAST_DELAY_MS, state.spread + MARGIN_MS));
}

function push(state: State, packet: SoundPacket, nowMs: number): void {
  const place = Math.round(packet.timestamp / TICKS_PER_FRAME);
  learnTransit(state, nowMs - place * FRAME_MS);
  if (state.next === null) {
    state.next = place;
    state.startAtMs = nowMs + FIRST_DELAY_MS;
    state.lastSeq = packet.seq - 1;
  } else if (place < state.next) {
    if (state.started) return;
    state.next = place;
    state.lastSeq = packet.seq - 1;
  }
  if (state.waiting.size >= MOST_WAITING) state.counts.lost++;
  else state.waiting.set(place, { seq: packet.seq, frame: packet.frame });
}

/** Repeats what was heard last, quieter each time. */
function repeatFading(state: State): Float32Array {
  const from = state.repeats === 0 ? 1 : (REPEAT_FADE[state.repeats - 1] ?? 0);
  const to = REPEAT_FADE[state.repeats] ?? 0;
  state.repeats++;
  return state.last.map((sample, i) => sample * (from + ((to - from) * i) / state.last.length));
}

/** After a repeat the true sound comes back within 3 ms instead of with a click. */
function blendBack(state: State, frame: Float32Array): Float32Array {
  const level = REPEAT_FADE[state.repeats - 1] ?? 0;
  const out = frame.slice();
  for (let i = 0; i < BLEND_SAMPLES; i++) {
    const weight = i / BLEND_SAMPLES;
    out[i] = out[i]! * weight + state.last[i]! * level * (1 - weight);
  }
  return out;
}

function play(state: State, place: number): Float32Array {
  const { seq, frame } = state.waiting.get(place)!;
  state.waiting.delete(place);
  const out = state.repeats > 0 ? blendBack(state, frame) : frame;
  state.next = place + 1;
  state.lastSeq = seq;
  state.last = frame;
  state.lastQuiet = rmsDb(frame) < QUIET_DB;
  state.repeats = 0;
  return out;
}

/** Goes on to the next place without playing this one. */
function leaveOut(state: State): void {
  const place = state.next!;
  const left = state.waiting.get(place);
  if (left) state.lastSeq = left.seq;
  else if (isMissing(state)) state.lastSeq++;
  state.waiting.delete(place);
  state.next = place + 1;
}

/** Whether the frame that is due is on its way or lost, rather than never sent because the other side was silent. */
function isMissing(state: State): boolean {
  return earliest(state)?.seq !== state.lastSeq + 1;
}

/** Throws away what nobody waits for any more: sound that is hopelessly old, and losses there is no time to bridge. */
function catchUp(state: State, delay: () => number): void {
  while (delay() > MOST_DELAY_MS + HOPELESS_MS && state.waiting.size > 1) {
    if (state.waiting.has(state.next!) || isMissing(state)) state.counts.lost++;
    leaveOut(state);
  }
  const late = wantedDelay(state) + FRAME_MS;
  while (delay() >= late && state.waiting.size > 0 && !state.waiting.has(state.next!) && isMissing(state)) {
    state.counts.lost++;
    leaveOut(state);
  }
}

/** Moves towards the wanted delay, a frame at a time and where nobody hears it. Answers whether to put a frame in. */
function followDelay(state: State, nowMs: number): boolean {
  const delay = () => nowMs - state.next! * FRAME_MS - state.least;
  catchUp(state, delay);
  const due = state.waiting.get(state.next!);
  if (!due || rmsDb(due.frame) >= QUIET_DB) return false;
  const wanted = wantedDelay(state);
  if (delay() >= wanted + FRAME_MS && state.waiting.has(state.next! + 1)) {
    leaveOut(state);
    state.counts.adjusted++;
    return false;
  }
  return delay() < Math.max(wanted - FRAME_MS, MARGIN_MS) && state.lastQuiet;
}

function earliest(state: State): { seq: number; place: number } | undefined {
  let found: { seq: number; place: number } | undefined;
  for (const [place, { seq }] of state.waiting) if (!found || place < found.place) found = { seq, place };
  return found;
}

/** What to play when the frame that is due is not there. */
function bridge(state: State, nowMs: number): Float32Array {
  const later = earliest(state);
  if (!later) {
    if (!state.lastQuiet && state.repeats === 0) state.counts.stretched++;
    return repeatFading(state);
  }
  if (!isMissing(state)) {
    // Nothing was lost: the other side was silent and sent nothing. Its next words come when they are due.
    if (nowMs - later.place * FRAME_MS - state.least >= wantedDelay(state)) return play(state, later.place);
    return repeatFading(state);
  }
  state.counts.lost++;
  state.lastSeq++;
  state.next = state.next! + 1;
  return repeatFading(state);
}

function pull(state: State, nowMs: number): Float32Array {
  if (state.next === null || (!state.started && nowMs < state.startAtMs)) return new Float32Array(TICKS_PER_FRAME);
  state.started = true;
  if (followDelay(state, nowMs)) {
    state.counts.adjusted++;
    return repeatFading(state);
  }
  return state.waiting.has(state.next) ? play(state, state.next) : bridge(state, nowMs);
}

/**
 * Makes an even stream of what arrives unevenly: puts packets in order, waits 20 to 80 ms as the way here demands,
 * and bridges what is missing with a fading repeat.
 */
export function createJitterBuffer(): JitterBuffer {
  const state: State = {
    waiting: new Map(),
    next: null,
    startAtMs: 0,
    started: false,
    lastSeq: 0,
    transits: [],
    seen: 0,
    least: 0,
    spread: 0,
    last: new Float32Array(TICKS_PER_FRAME),
    lastQuiet: true,
    repeats: 0,
    counts: { lost: 0, stretched: 0, adjusted: 0 },
  };
  return {
    push: (packet, nowMs) => push(state, packet, nowMs),
    pull: (nowMs) => pull(state, nowMs),
    counts: () => ({ ...state.counts }),
  };
}
