import type { PcmFrame } from './pcm.ts';

/**
 * What travels over the direct port between the line and the voice process, 50 times a second and unparsed
 * (both ends are ours). `atSample` is always a position on the line's clock.
 */
export type LineToVoice =
  /** 20 ms of what the caller said. */
  | ({ type: 'heard' } & PcmFrame)
  /** 20 ms of what the human at the desk said, only while the human is the handler. */
  | ({ type: 'spoken' } & PcmFrame)
  /** The caller has pressed this key. */
  | { type: 'pressed'; key: string; atSample: number }
  /** So many samples of this speech have gone out, the last of them just before `atSample`. */
  | { type: 'played'; speechId: string; samples: number; atSample: number }
  /** The whole speech has gone out. */
  | { type: 'finished'; speechId: string; samples: number; atSample: number }
  /** What was waiting of this speech was dropped: `samples` of it went out before. */
  | { type: 'hushed'; speechId: string; samples: number; atSample: number }
  /** The gates changed hands (take-over, hand-back), already done when this arrives; also who has them, on a new stream in a call. */
  | { type: 'handler'; handler: 'agent' | 'human'; atSample: number };

export type VoiceToLine =
  /** The next piece of a speech; any length, 16 kHz. At most 400 ms may wait in the line. */
  | { type: 'say'; speechId: string; pcm: Int16Array }
  /** Nothing more will follow of this speech. */
  | { type: 'end'; speechId: string }
  /** Drop what waits of this speech, fading within 5 ms. */
  | { type: 'hush'; speechId: string }
  /** Loudness of the agent's voice, 0 to 1, reached within 10 ms. 1 is normal; ducked is lower. */
  | { type: 'gain'; gain: number };

/** Goes to the store while recording is allowed: both sides of 20 ms, left the caller, right what went out. */
export type RecordedFrame = {
  readonly type: 'recorded';
  readonly seq: number;
  readonly caller: Int16Array;
  readonly us: Int16Array;
};
