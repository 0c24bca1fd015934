import type { Port } from '../../base/port.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { EndReason, Handler } from '../call/call-id.ts';
import type { Failure } from '../failure.ts';
import { createTrunkEnd, type TrunkEnd, type TrunkSignal } from '../practice/trunk-end.ts';
import type { TrunkMessage } from '../practice/trunk-message.ts';
import type { VoiceToLine } from './audio-message.ts';
import type { CarrierSignal, ExchangeCommand, ExchangeEvent } from './exchange-command.ts';
import type { KeyPressed } from './dtmf-detector.ts';
import { createCarrierEnd, type CarrierBlock, type CarrierEnd, type FarEnd } from './far-end.ts';
import { stepLineCall, type LineCall, type LineCallAct, type LineCallInput } from './line-call.ts';
import { FRAME_MS, SAMPLE_RATE, msToSamples, samplesToMs } from './pcm.ts';
import { createRingback } from './ringback.ts';
import { createSoundLoop, type SoundLoop } from './sound-loop.ts';
import { createSwitchboard, type Switchboard } from './switchboard.ts';

/** Nobody lets a telephone ring for longer. */
const RING_SAMPLES = msToSamples(45_000);
/** How loud the agent is at the desk, whose people listen to the caller. */
const AGENT_AT_DESK = 0.5;
const GLIDE = 1 / msToSamples(5);

export type StreamName = 'audio' | 'recording' | 'trunk';

export type Exchange = {
  /** Done when this returns; `lineMs` is where on the line's clock. */
  command(command: ExchangeCommand): Result<{ lineMs: number }, Failure>;
  /**
   * Takes a stream for a call: before it is dialled, or in its course in place of one that was lost. One that carries no
   * sound is none of the line's, and closed.
   */
  attach(offer: { stream: StreamName | 'calendar'; callId: string }, port: Port): void;
  /**
   * The next samples (16 kHz, any number of them): what the desk's microphone hears; `speaker` is overwritten with what
   * the desk is to hear. Called by whatever is the clock, all the time or from dialling to the end. `carrier` is the
   * carrier's sound in the same block, where there is a carrier.
   */
  process(microphone: Float32Array, speaker: Float32Array, carrier?: CarrierBlock): void;
  /** Whether time that the audio thread has lost must be made up for: a carrier's sound is lost with it. */
  readonly keepsTime: boolean;
  readonly call: LineCall;
  /** Closes all streams. */
  close(): void;
};

type Streams = Partial<Record<StreamName, Port>>;

type State = {
  tell: (event: ExchangeEvent) => void;
  now: () => number;
  call: LineCall;
  /** Streams of the call that is up or comes next. */
  callId: string | null;
  streams: Streams;
  trunk: TrunkEnd | null;
  carrier: CarrierEnd;
  /** The far end of the call that is up. */
  farEnd: FarEnd | null;
  earlySound: boolean;
  switchboard: Switchboard | null;
  ringback: (speaker: Float32Array) => void;
  rungSamples: number;
  recordedFrames: number;
  clip: Int16Array;
  microphoneFile: SoundLoop;
  agentAtDesk: number;
  caller: Float32Array;
  out: Float32Array;
  microphone: Float32Array;
};

const lineMs = (state: State): number => samplesToMs(state.switchboard?.position ?? 0);

function beginAudio(state: State, callId: string, handler: Handler): void {
  const switchboard = createSwitchboard({
    onLineToVoice: (message) => state.streams.audio?.post(message),
    onRecorded(frame) {
      if (!state.streams.recording) return;
      state.streams.recording.post(frame);
      state.recordedFrames = frame.seq + 1;
    },
    onClipPlayed({ samples, atSample, whole }) {
      const startedMs = samplesToMs(atSample - samples);
      if (samples > 0) state.tell({ type: 'clipPlayed', callId, startedMs, endedMs: samplesToMs(atSample), whole });
    },
    // A trunk says which key was pressed; a carrier passes on what it sounds like.
    ...(state.farEnd === state.carrier ? { onKey: (pressed) => keyPressed(state, callId, pressed) } : {}),
  });
  state.switchboard = switchboard;
  state.recordedFrames = 0;
  state.microphoneFile.rewind();
  switchboard.setHandler(handler);
  state.tell({ type: 'answered', callId, lineMs: 0 });
}

/** The voice hears of it in its place among the caller's sounds. */
function keyPressed(state: State, callId: string, { key, atSample }: KeyPressed): void {
  state.streams.audio?.post({ type: 'pressed', key, atSample });
  state.tell({ type: 'digit', callId, digit: key, lineMs: samplesToMs(atSample) });
}

function endAudio(state: State, callId: string, reason: EndReason): void {
  state.switchboard?.close();
  const ended = {
    type: 'ended',
    callId,
    reason,
    lineMs: lineMs(state),
    recordedMs: state.recordedFrames * FRAME_MS,
  } as const;
  state.switchboard = null;
  state.trunk = null;
  state.farEnd = null;
  state.recordedFrames = 0;
  state.tell(ended);
}

function perform(state: State, act: LineCallAct): void {
  switch (act.type) {
    case 'invite':
      state.rungSamples = 0;
      state.ringback = createRingback();
      state.earlySound = false;
      state.farEnd?.invite(act.callId);
      return;
    case 'pickUp':
      state.rungSamples = 0;
      state.farEnd?.accept(act.callId);
      return;
    case 'tellRinging':
      state.tell({ type: 'ringing', callId: act.callId });
      return;
    case 'beginAudio':
      beginAudio(state, act.callId, act.handler);
      return;
    case 'moveGates': {
      const { callId, handler, wish } = act;
      state.microphoneFile.rewind();
      state.switchboard?.setHandler(handler);
      const by = wish ? { by: 'screen' as const, wish } : { by: 'main' as const };
      state.tell({ type: 'handlerChanged', callId, handler, lineMs: lineMs(state), ...by });
      return;
    }
    case 'sayBye':
      state.farEnd?.hangUp(act.callId);
      return;
    case 'endAudio':
      endAudio(state, act.callId, act.reason);
  }
}

function put(state: State, input: LineCallInput): Result<{ lineMs: number }, Failure> {
  const { call, acts, answer } = stepLineCall(state.call, input);
  state.call = call;
  for (const act of acts) perform(state, act);
  return answer.ok ? ok({ lineMs: lineMs(state) }) : answer;
}

const inputOfSignal = {
  ringing: { type: 'rang' },
  answered: { type: 'pickedUp' },
  declined: { type: 'declined' },
  busy: { type: 'wasBusy' },
  bye: { type: 'farEndHungUp' },
  lost: { type: 'farEndLost' },
} as const;

function hearSignal(state: State, signal: TrunkSignal | CarrierSignal): void {
  if (signal.type === 'counted') state.carrier.count(signal.framesLost);
  else if (signal.type !== 'digit') {
    if ('early' in signal) state.earlySound = signal.early;
    put(state, inputOfSignal[signal.type]);
  } else if (state.call.phase === 'live') {
    keyPressed(state, state.call.callId, { key: signal.digit, atSample: state.switchboard?.position ?? 0 });
  }
}

/** A port that was replaced is deaf: what it still brings belongs to nobody. */
function listen(state: State, stream: StreamName, port: Port): void {
  const current = () => state.streams[stream] === port;
  if (stream === 'audio') {
    port.onMessage((message) => current() && state.switchboard?.receive(message as VoiceToLine));
    port.onClose(() => current() && state.switchboard?.forgetVoice());
  }
  if (stream === 'trunk') {
    const trunk = createTrunkEnd({
      send: (message) => port.post(message),
      onSignal: (signal) => current() && hearSignal(state, signal),
      now: state.now,
    });
    state.trunk = trunk;
    port.onMessage((message) => current() && trunk.receive(message as TrunkMessage));
    port.onClose(() => current() && put(state, { type: 'farEndLost' }));
  }
}

function closeStreams(state: State): void {
  const left = state.streams;
  state.streams = {};
  state.trunk = null;
  for (const port of Object.values(left)) port.close();
}

function attach(state: State, offer: { stream: StreamName | 'calendar'; callId: string }, port: Port): void {
  const isUp = 'handler' in state.call;
  const { stream } = offer;
  if (stream === 'calendar') {
    port.close();
    return;
  }
  if (state.callId !== offer.callId) {
    if (isUp) {
      port.close();
      return;
    }
    closeStreams(state);
    state.callId = offer.callId;
  }
  if (stream === 'trunk' && isUp) {
    port.close();
    return;
  }
  if (stream === 'audio' && state.streams.audio) state.switchboard?.forgetVoice();
  state.streams[stream] = port;
  listen(state, stream, port);
  // A voice that comes back has not seen the gates move while it was away.
  if (stream === 'audio') state.switchboard?.tellHandler();
}

function playClip(state: State, callId: string): Result<{ lineMs: number }, Failure> {
  if (!state.switchboard || state.callId !== callId) return failed({ kind: 'not-found', what: `Call ${callId}` });
  state.switchboard.playClip(state.clip);
  if (state.clip.length === 0) return failed({ kind: 'refused', reason: 'There is no bridging sentence to play yet.' });
  return ok({ lineMs: lineMs(state) });
}

function mute(state: State, { callId, muted }: Extract<ExchangeCommand, { type: 'mute' }>) {
  const { switchboard } = state;
  if (!switchboard || state.callId !== callId) return failed<Failure>({ kind: 'not-found', what: `Call ${callId}` });
  if (switchboard.handler === 'agent')
    return failed<Failure>({ kind: 'refused', reason: 'The agent has the call: nobody hears the microphone.' });
  switchboard.mute(muted);
  state.tell({ type: 'microphoneMuted', callId, muted });
  return ok({ lineMs: lineMs(state) });
}

function dial(state: State, { callId, over }: Extract<ExchangeCommand, { type: 'dial' }>) {
  const trunk = state.callId === callId ? state.trunk : null;
  if ('handler' in state.call) return put(state, { type: 'dial', callId, connected: true });
  state.farEnd = over === 'carrier' ? takeCarrier(state, callId) : trunk;
  return put(state, { type: 'dial', callId, connected: state.farEnd !== null });
}

function takeCarrier(state: State, callId: string): FarEnd {
  if (state.callId !== callId) closeStreams(state);
  state.callId = callId;
  state.carrier.count(0);
  return state.carrier;
}

function offer(state: State, asked: Extract<ExchangeCommand, { type: 'offer' }>): Result<{ lineMs: number }, Failure> {
  if (!('handler' in state.call)) state.farEnd = takeCarrier(state, asked.callId);
  return put(state, asked);
}

function carrierDid(state: State, asked: Extract<ExchangeCommand, { type: 'carrierDid' }>) {
  const isIts = 'handler' in state.call && state.call.callId === asked.callId && state.farEnd === state.carrier;
  if (!isIts) return failed<Failure>({ kind: 'not-found', what: `Call ${asked.callId}` });
  hearSignal(state, asked.signal);
  return ok({ lineMs: lineMs(state) });
}

function command(state: State, asked: ExchangeCommand): Result<{ lineMs: number }, Failure> {
  switch (asked.type) {
    case 'dial':
      return dial(state, asked);
    case 'offer':
      return offer(state, asked);
    case 'carrierDid':
      return carrierDid(state, asked);
    case 'accept':
    case 'hangUp':
    case 'setHandler':
      return put(state, asked);
    case 'mute':
      return mute(state, asked);
    case 'keepClip':
      state.clip = asked.pcm;
      return ok({ lineMs: lineMs(state) });
    case 'playClip':
      return playClip(state, asked.callId);
    case 'useMicrophoneFile':
      state.microphoneFile.replace(asked.pcm);
      return ok({ lineMs: lineMs(state) });
  }
}

function processLive(
  state: State,
  switchboard: Switchboard,
  block: { microphone: Float32Array; speaker: Float32Array },
): void {
  const { farEnd, caller, out } = state;
  const before = switchboard.position;
  farEnd?.pull(caller);
  const hasFile = state.microphoneFile.read(state.microphone);
  switchboard.process(caller, hasFile ? state.microphone : block.microphone, out);
  farEnd?.push(out);
  const target = switchboard.handler === 'agent' ? AGENT_AT_DESK : 0;
  for (let i = 0; i < block.speaker.length; i++) {
    const way = target - state.agentAtDesk;
    state.agentAtDesk += Math.max(-GLIDE, Math.min(GLIDE, way));
    block.speaker[i] = caller[i]! + out[i]! * state.agentAtDesk;
  }
  if (Math.floor(before / SAMPLE_RATE) !== Math.floor(switchboard.position / SAMPLE_RATE)) measure(state, switchboard);
}

function measure(state: State, switchboard: Switchboard): void {
  const underruns = switchboard.underruns();
  state.tell({
    type: 'measured',
    callId: state.callId ?? '',
    lineMs: lineMs(state),
    ...switchboard.levels(),
    framesLost: (state.farEnd?.framesLost() ?? 0) + underruns,
    underruns,
  });
}

function process(state: State, microphone: Float32Array, speaker: Float32Array): void {
  if (state.out.length !== speaker.length) {
    state.out = new Float32Array(speaker.length);
    state.caller = new Float32Array(speaker.length);
    state.microphone = new Float32Array(speaker.length);
  }
  if (state.switchboard) {
    processLive(state, state.switchboard, { microphone, speaker });
    return;
  }
  speaker.fill(0);
  if (state.call.phase !== 'dialling' && state.call.phase !== 'ringing') return;
  if (state.call.phase === 'ringing' && state.earlySound) state.farEnd?.pull(speaker);
  else if (state.call.phase === 'ringing') state.ringback(speaker);
  state.rungSamples += speaker.length;
  if (state.rungSamples >= RING_SAMPLES) put(state, { type: 'ringTimePassed' });
}

/**
 * One telephone line: its call, its streams and its sound. It has no clock and no thread of its own, so the same object
 * runs in an audio worklet and in a 20 ms tick of plain Node. The line's clock is 0 when the far end picks up.
 */
export function createExchange(deps: {
  tell: (event: ExchangeEvent) => void;
  /** Real time in ms, for dating what arrives; the sound's own clock is `process`. */
  now: () => number;
}): Exchange {
  const state: State = {
    ...deps,
    call: { phase: 'idle' },
    callId: null,
    streams: {},
    trunk: null,
    carrier: createCarrierEnd((ask, callId) => deps.tell({ type: 'carrierAsked', callId, ask })),
    farEnd: null,
    earlySound: false,
    switchboard: null,
    ringback: createRingback(),
    rungSamples: 0,
    recordedFrames: 0,
    clip: new Int16Array(0),
    microphoneFile: createSoundLoop(),
    agentAtDesk: AGENT_AT_DESK,
    caller: new Float32Array(0),
    out: new Float32Array(0),
    microphone: new Float32Array(0),
  };
  return {
    command: (asked) => command(state, asked),
    attach: (offer, port) => attach(state, offer, port),
    process(microphone, speaker, carrier) {
      state.carrier.face(carrier ?? null);
      carrier?.outgoing.fill(0);
      process(state, microphone, speaker);
    },
    get keepsTime() {
      return state.farEnd !== state.carrier;
    },
    get call() {
      return state.call;
    },
    close: () => closeStreams(state),
  };
}
