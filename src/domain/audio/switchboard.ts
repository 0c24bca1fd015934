import type { LineToVoice, RecordedFrame, VoiceToLine } from './audio-message.ts';
import { createDtmfDetector, type DtmfDetector, type KeyPressed } from './dtmf-detector.ts';
import { createLevelMeter, type LevelMeter } from './level.ts';
import { FRAME_SAMPLES, msToSamples, pcmFromFloat } from './pcm.ts';
import { createPlayout, type Playout } from './playout.ts';

/** One gate closes and the other opens within this. */
export const GATE_RAMP_SAMPLES = msToSamples(5);

export type Switchboard = {
  /**
   * The next samples of a call, any number of them (16 kHz, [-1, 1], all three equally long): what the caller says and
   * what the desk's microphone hears go in; what the caller is to hear is written to `out`.
   */
  process(caller: Float32Array, microphone: Float32Array, out: Float32Array): void;
  receive(message: VoiceToLine): void;
  /** Moves both gates from the very next sample on. What the agent was saying is dropped and reported as hushed. */
  setHandler(handler: 'agent' | 'human'): void;
  readonly handler: 'agent' | 'human';
  /** Says over the stream who has the call, as it does when the gates move. */
  tellHandler(): void;
  /** Whether the open microphone is silent to the caller and to the recording. Whoever takes over is not muted. */
  mute(muted: boolean): void;
  /** Drops what the agent was saying and plays this through the agent's gate at once, at full loudness. 16 kHz. */
  playClip(pcm: Int16Array): void;
  /** The voice process is gone or replaced: what it left behind is dropped and its ducking undone. Clips play on. */
  forgetVoice(): void;
  /** The call is over: what waits is reported as hushed. */
  close(): void;
  /** RMS in dBFS since this was last asked. */
  levels(): { callerDb: number; usDb: number; microphoneDb: number };
  /** Samples since the switchboard was made: the line's clock. */
  readonly position: number;
  underruns(): number;
};

/** So many samples of a clip went out, the last of them just before `atSample`; `whole` where that was all of it. */
export type ClipPlayed = { samples: number; atSample: number; whole: boolean };

export type SwitchboardDeps = {
  onLineToVoice(message: LineToVoice): void;
  /** Both sides of every 20 ms, as they really went in and out; null where nothing may be recorded. */
  onRecorded: ((frame: RecordedFrame) => void) | null;
  onClipPlayed?: (played: ClipPlayed) => void;
  /** Where the caller's keys come as sound: told of each press, and their tones are kept from the voice, which would take them for speech. */
  onKey?: (pressed: KeyPressed) => void;
};

type State = {
  deps: SwitchboardDeps;
  playout: Playout;
  keys: DtmfDetector | null;
  handler: 'agent' | 'human';
  /** 0: the agent's gate is open and the microphone's closed; 1: the other way round; between: on the way. */
  crossfade: number;
  muted: boolean;
  /** How much of the microphone a mute lets through: 0 or 1, or on the way. */
  unmuted: number;
  /** Whether the microphone's gate was open, however little, in the present frame. */
  microphoneHeard: boolean;
  position: number;
  filled: number;
  clips: number;
  caller: Float32Array;
  us: Float32Array;
  microphone: Float32Array;
  meters: { caller: LevelMeter; us: LevelMeter; microphone: LevelMeter };
};

type Block = { caller: Float32Array; microphone: Float32Array; out: Float32Array; from: number; count: number };

const CLIP_ID = 'clip:';
const isClip = (speechId: string): boolean => speechId.startsWith(CLIP_ID);
const anySpeech = (): boolean => true;

/** Moves on by one sample. It holds through a hand-back, so that nothing slips out while the gate closes. */
function unmute(state: State): number {
  const step = 1 / GATE_RAMP_SAMPLES;
  state.unmuted += Math.max(-step, Math.min(step, (state.muted ? 0 : 1) - state.unmuted));
  return state.unmuted;
}

/** Takes both sides through their gates, into `out` and into the frame that is being filled. */
function mix(state: State, { caller, microphone, out, from, count }: Block): void {
  state.playout.read(out, from, count);
  const target = state.handler === 'human' ? 1 : 0;
  for (let i = from; i < from + count; i++) {
    if (state.crossfade < target) state.crossfade = Math.min(1, state.crossfade + 1 / GATE_RAMP_SAMPLES);
    else if (state.crossfade > target) state.crossfade = Math.max(0, state.crossfade - 1 / GATE_RAMP_SAMPLES);
    if (state.crossfade > 0) state.microphoneHeard = true;
    const gated = (microphone[i] ?? 0) * state.crossfade * unmute(state);
    const us = out[i]! * (1 - state.crossfade) + gated;
    out[i] = us;
    const at = state.filled + i - from;
    state.caller[at] = caller[i] ?? 0;
    state.us[at] = us;
    state.microphone[at] = gated;
  }
  state.meters.caller.add(caller, from, count);
  state.meters.us.add(out, from, count);
  state.meters.microphone.add(microphone, from, count);
  state.filled += count;
  state.position += count;
}

/** Frame `seq` covers samples [seq · 320, (seq + 1) · 320) of the line's clock, whichever side it is of. */
function finishFrame(state: State): void {
  const seq = state.position / FRAME_SAMPLES - 1;
  const heard = pcmFromFloat(state.caller);
  const isKey = state.keys?.hear(state.caller) ?? false;
  state.deps.onLineToVoice({ type: 'heard', seq, pcm: isKey ? new Int16Array(FRAME_SAMPLES) : heard });
  if (state.microphoneHeard) state.deps.onLineToVoice({ type: 'spoken', seq, pcm: pcmFromFloat(state.microphone) });
  state.deps.onRecorded?.({ type: 'recorded', seq, caller: heard, us: pcmFromFloat(state.us) });
  state.playout.reportPlayed();
  state.microphoneHeard = false;
  state.filled = 0;
}

function receive(state: State, message: VoiceToLine): void {
  const { playout } = state;
  switch (message.type) {
    case 'say':
      if (state.handler === 'human') playout.hush(message.speechId);
      else playout.say(message.speechId, message.pcm);
      return;
    case 'end':
      playout.end(message.speechId);
      return;
    case 'hush':
      playout.hush(message.speechId);
      return;
    case 'gain':
      playout.setGain(message.gain);
  }
}

function setHandler(state: State, handler: 'agent' | 'human'): void {
  if (handler === 'human') state.muted = false;
  if (handler === state.handler) return;
  state.handler = handler;
  if (handler === 'human') state.playout.hushWhere(anySpeech);
  else state.playout.setGain(1);
  tellHandler(state);
}

const tellHandler = ({ deps, handler, position }: State): void =>
  deps.onLineToVoice({ type: 'handler', handler, atSample: position });

function playClip(state: State, pcm: Int16Array): void {
  state.playout.hushWhere(anySpeech);
  state.playout.setGain(1);
  if (state.handler === 'human') return;
  const id = `${CLIP_ID}${++state.clips}`;
  state.playout.say(id, pcm);
  state.playout.end(id);
}

/**
 * The whole audio path of one call: two gates, the agent's mouth, and an exact account of what went in and out. It owns
 * no clock: whoever calls `process` is the clock, an audio device or a 20 ms tick.
 */
export function createSwitchboard(deps: SwitchboardDeps): Switchboard {
  const playout = createPlayout({
    report(report) {
      const { type, speechId, samples, atSample } = report;
      if (!isClip(speechId)) deps.onLineToVoice(report);
      else if (type !== 'played') deps.onClipPlayed?.({ samples, atSample, whole: type === 'finished' });
    },
  });
  const state: State = {
    deps,
    playout,
    keys: deps.onKey ? createDtmfDetector(deps.onKey) : null,
    handler: 'agent',
    crossfade: 0,
    muted: false,
    unmuted: 1,
    microphoneHeard: false,
    position: 0,
    filled: 0,
    clips: 0,
    caller: new Float32Array(FRAME_SAMPLES),
    us: new Float32Array(FRAME_SAMPLES),
    microphone: new Float32Array(FRAME_SAMPLES),
    meters: { caller: createLevelMeter(), us: createLevelMeter(), microphone: createLevelMeter() },
  };
  return {
    process(caller, microphone, out) {
      for (let from = 0; from < out.length;) {
        const count = Math.min(out.length - from, FRAME_SAMPLES - state.filled);
        mix(state, { caller, microphone, out, from, count });
        if (state.filled === FRAME_SAMPLES) finishFrame(state);
        from += count;
      }
    },
    receive: (message) => receive(state, message),
    setHandler: (handler) => setHandler(state, handler),
    tellHandler: () => tellHandler(state),
    get handler() {
      return state.handler;
    },
    mute(muted) {
      if (state.handler === 'human') state.muted = muted;
    },
    playClip: (pcm) => playClip(state, pcm),
    forgetVoice() {
      playout.hushWhere((speechId) => !isClip(speechId));
      playout.setGain(1);
    },
    close: playout.close,
    levels: () => ({
      callerDb: state.meters.caller.take(),
      usDb: state.meters.us.take(),
      microphoneDb: state.meters.microphone.take(),
    }),
    get position() {
      return state.position;
    },
    underruns: playout.underruns,
  };
}
