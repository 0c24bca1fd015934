import type { EndReason, Handler } from '../call/call-id.ts';
import type { WishStamp } from '../call/gate-wish.ts';
import type { TrunkSignal } from '../practice/trunk-end.ts';
import type { GateMover } from './line-call.ts';

export type ExchangeCommand =
  /** `over`: a practice trunk that was attached before, or the carrier whose signalling is told of by `carrierDid`. */
  | { type: 'dial'; callId: string; over: 'trunk' | 'carrier' }
  /** A call from the carrier rings here. */
  | { type: 'offer'; callId: string }
  | { type: 'accept'; callId: string; handler: Handler }
  | { type: 'carrierDid'; callId: string; signal: CarrierSignal }
  | { type: 'hangUp'; callId: string }
  | ({ type: 'setHandler'; callId: string; handler: Handler } & GateMover)
  /** While the human has the call: whether the caller hears their microphone. */
  | { type: 'mute'; callId: string; muted: boolean }
  | { type: 'keepClip'; pcm: Int16Array }
  | { type: 'playClip'; callId: string }
  /** Speaks for the human instead of the microphone; 16 kHz, null for the microphone itself. */
  | { type: 'useMicrophoneFile'; pcm: Int16Array | null };

/** What a carrier's far end does to a call. `early`: sound comes before the answer, and is heard instead of our ringing. */
export type CarrierSignal =
  | Exclude<TrunkSignal, { type: 'ringing' }>
  | { type: 'ringing'; early: boolean }
  | { type: 'busy' }
  | { type: 'lost' }
  /** Frames lost since the call began. */
  | { type: 'counted'; framesLost: number };

/** What the line tells main, but for parsing: see the events of the line's contract. */
export type ExchangeEvent =
  | { type: 'ringing'; callId: string }
  | { type: 'answered'; callId: string; lineMs: number }
  | { type: 'ended'; callId: string; reason: EndReason; lineMs: number; recordedMs: number }
  /** Where a screen wished it, also when the gates were so before. */
  | {
      type: 'handlerChanged';
      callId: string;
      handler: Handler;
      lineMs: number;
      by: 'main' | 'screen';
      wish?: WishStamp;
    }
  /** It is so from now until the gates move. */
  | { type: 'microphoneMuted'; callId: string; muted: boolean }
  /** A clip is over; what the caller heard of it lies between the two, and was all of it where it is `whole`. */
  | { type: 'clipPlayed'; callId: string; startedMs: number; endedMs: number; whole: boolean }
  | { type: 'digit'; callId: string; digit: string; lineMs: number }
  | ({ type: 'measured'; callId: string; lineMs: number } & Measurement)
  /** To be passed on to the carrier; nobody else is told. */
  | { type: 'carrierAsked'; callId: string; ask: 'invite' | 'accept' | 'hangUp' };

export type Measurement = {
  callerDb: number;
  usDb: number;
  microphoneDb: number;
  framesLost: number;
  underruns: number;
};
