import { msToSamples } from './pcm.ts';

/** How long a speech takes to fall silent once it is hushed. */
export const HUSH_FADE_SAMPLES = msToSamples(5);
/** The voice moves from silent to full, or back, within this. */
const GAIN_RAMP_SAMPLES = msToSamples(10);
/** A writer that runs this far ahead does not look at the reports; its speech is given up rather than kept for ever. */
const WAITING_LIMIT_SAMPLES = msToSamples(60_000);

/** Positions are samples on the line's clock; each speech ends in exactly one `finished` or `hushed`. */
export type PlayoutReport = {
  type: 'played' | 'finished' | 'hushed';
  speechId: string;
  /** How many samples of the speech have gone out. */
  samples: number;
  /** Just after the last of them. */
  atSample: number;
};

export type Playout = {
  say(speechId: string, pcm: Int16Array): void;
  end(speechId: string): void;
  hush(speechId: string): void;
  /** Hushes every speech whose id answers true. */
  hushWhere(chosen: (speechId: string) => boolean): void;
  /** Nothing more will go out: every open speech is reported as hushed where it stands. */
  close(): void;
  setGain(gain: number): void;
  /** Overwrites `out[from, from + count)` with the next samples and moves the clock on by `count`. */
  read(out: Float32Array, from: number, count: number): void;
  /** Reports how far the present speech has got, if any of it went out since it was last reported. */
  reportPlayed(): void;
  /** How often a speech ran dry before it ended. */
  underruns(): number;
};

type Speech = {
  readonly id: string;
  readonly pieces: Int16Array[];
  /** Samples of the first piece that are gone. */
  offset: number;
  waiting: number;
  played: number;
  reported: number;
  lastAt: number;
  ended: boolean;
  dry: boolean;
  /** Samples of fade left, or null while it is not being hushed. */
  fade: number | null;
};

type State = {
  position: number;
  queue: Speech[];
  /** Speeches that are over, and may not come back. */
  retired: Set<string>;
  gain: number;
  gainTarget: number;
  underruns: number;
  report: (report: PlayoutReport) => void;
};

function retire(state: State, speech: Speech, type: 'finished' | 'hushed'): void {
  state.queue.splice(state.queue.indexOf(speech), 1);
  state.retired.add(speech.id);
  state.report({ type, speechId: speech.id, samples: speech.played, atSample: speech.lastAt });
}

function hushSpeech(state: State, speech: Speech): void {
  if (speech.fade !== null) return;
  if (speech.played === 0 || speech.waiting === 0) retire(state, speech, 'hushed');
  else speech.fade = HUSH_FADE_SAMPLES;
}

function endSpeech(state: State, speech: Speech): void {
  speech.ended = true;
  if (speech.waiting === 0) retire(state, speech, 'finished');
}

/** The speech of that id while it is open; a new one begins where it is unknown, and ends all before it. */
function openSpeech(state: State, id: string): Speech | undefined {
  const known = state.queue.find((speech) => speech.id === id);
  if (known) return known.ended || known.fade !== null ? undefined : known;
  if (state.retired.has(id)) return undefined;
  for (const earlier of [...state.queue]) endSpeech(state, earlier);
  const speech: Speech = {
    id,
    pieces: [],
    offset: 0,
    waiting: 0,
    played: 0,
    reported: 0,
    lastAt: state.position,
    ended: false,
    dry: false,
    fade: null,
  };
  state.queue.push(speech);
  return speech;
}

function say(state: State, id: string, pcm: Int16Array): void {
  const speech = openSpeech(state, id);
  if (!speech || pcm.length === 0) return;
  speech.pieces.push(pcm);
  speech.waiting += pcm.length;
  speech.dry = false;
  if (speech.waiting > WAITING_LIMIT_SAMPLES) hushSpeech(state, speech);
}

function hush(state: State, id: string): void {
  const speech = state.queue.find((candidate) => candidate.id === id) ?? openSpeechToHush(state, id);
  if (speech) hushSpeech(state, speech);
}

/** A hush may overtake the first words of its speech: these must not be heard either. */
function openSpeechToHush(state: State, id: string): Speech | undefined {
  if (state.retired.has(id)) return undefined;
  state.retired.add(id);
  state.report({ type: 'hushed', speechId: id, samples: 0, atSample: state.position });
  return undefined;
}

function stepGain(state: State): number {
  const step = 1 / GAIN_RAMP_SAMPLES;
  if (state.gain < state.gainTarget) state.gain = Math.min(state.gainTarget, state.gain + step);
  else if (state.gain > state.gainTarget) state.gain = Math.max(state.gainTarget, state.gain - step);
  return state.gain;
}

/** Copies up to `count` samples of the speech's first piece; answers how many. */
function copyRun(state: State, speech: Speech, target: { out: Float32Array; from: number; count: number }): number {
  const piece = speech.pieces[0]!;
  const fading = speech.fade !== null;
  const length = Math.min(target.count, piece.length - speech.offset, speech.fade ?? Infinity);
  for (let i = 0; i < length; i++) {
    const fade = fading ? (speech.fade! - i) / HUSH_FADE_SAMPLES : 1;
    target.out[target.from + i] = (piece[speech.offset + i]! / 32768) * stepGain(state) * fade;
  }
  speech.offset += length;
  if (speech.offset === piece.length) {
    speech.pieces.shift();
    speech.offset = 0;
  }
  speech.waiting -= length;
  speech.played += length;
  state.position += length;
  speech.lastAt = state.position;
  if (fading) speech.fade! -= length;
  return length;
}

function settle(state: State, speech: Speech): void {
  if (speech.fade === 0 || (speech.fade !== null && speech.waiting === 0)) retire(state, speech, 'hushed');
  else if (speech.waiting === 0 && speech.ended) retire(state, speech, 'finished');
}

function read(state: State, out: Float32Array, range: { from: number; count: number }): void {
  let { from, count } = range;
  while (count > 0) {
    const speech = state.queue[0];
    if (!speech || speech.waiting === 0) break;
    const done = copyRun(state, speech, { out, from, count });
    from += done;
    count -= done;
    settle(state, speech);
  }
  if (count === 0) return;
  out.fill(0, from, from + count);
  for (let i = 0; i < count && state.gain !== state.gainTarget; i++) stepGain(state);
  state.position += count;
  const starving = state.queue[0];
  if (starving && starving.played > 0 && !starving.dry) {
    starving.dry = true;
    state.underruns++;
  }
}

/**
 * The mouth of the agent: what waits to be said, one speech after the other, and the truth about how far it got.
 * A speech that was hushed, ended or superseded takes no more samples, however late they arrive.
 */
export function createPlayout(deps: { report: (report: PlayoutReport) => void }): Playout {
  const state: State = {
    position: 0,
    queue: [],
    retired: new Set(),
    gain: 1,
    gainTarget: 1,
    underruns: 0,
    report: deps.report,
  };
  return {
    say: (speechId, pcm) => say(state, speechId, pcm),
    end(speechId) {
      const speech = state.queue.find((candidate) => candidate.id === speechId);
      if (speech) endSpeech(state, speech);
    },
    hush: (speechId) => hush(state, speechId),
    hushWhere(chosen) {
      for (const speech of [...state.queue]) if (chosen(speech.id)) hushSpeech(state, speech);
    },
    close() {
      for (const speech of [...state.queue]) retire(state, speech, 'hushed');
    },
    setGain(gain) {
      if (Number.isFinite(gain)) state.gainTarget = Math.min(1, Math.max(0, gain));
    },
    read: (out, from, count) => read(state, out, { from, count }),
    reportPlayed() {
      const speech = state.queue[0];
      if (!speech || speech.played === speech.reported) return;
      speech.reported = speech.played;
      state.report({ type: 'played', speechId: speech.id, samples: speech.played, atSample: speech.lastAt });
    },
    underruns: () => state.underruns,
  };
}
