import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Port } from '../../base/port.ts';
import type { Thought } from '../../domain/agent/thinker.ts';
import type { Whisper, WhisperAnswer } from '../../domain/agent/whisper.ts';
import type { Handler } from '../../domain/call/call-id.ts';
import type { Hearing } from '../hear/hearing.ts';
import type { Mouth } from '../speak/mouth.ts';
import type { Opener } from './opening.ts';
import type { Tell } from './tell.ts';

export type SessionDeps = {
  callId: string;
  thought: Thought;
  mouth: Mouth;
  hearing: Hearing;
  /** The audio stream: LineToVoice comes in, VoiceToLine goes out. */
  audio: Port;
  clock: Clock;
  log: Log;
  newId: () => string;
  tell: Tell;
  handler: Handler;
  opener: Opener;
  /** Whether the human wants to be told what they could say. */
  isCoaching: () => boolean;
  /** The call goes on after this process was lost: open with the bridging words. */
  resumed: boolean;
};

export type Session = {
  /** The far end picked up. */
  begin(): void;
  /** As main tells it: nothing comes of it where the line has told of that change, or of a later one. */
  setHandler(handler: Handler, lineMs: number): void;
  /** A note of the human at the desk, for the next reply: the one that is being prepared, while nobody hears it. */
  whisper(whisper: Whisper): Promise<WhisperAnswer>;
  end(): Promise<void>;
};

/** How long a caller who picked up is given to say hello before we begin. */
export const GREETING_WAIT_MS = 1_200;
/** The line is given so long to say how much of a hushed speech was heard. */
export const HUSH_REPORT_MS = 250;
/** Loudness of our voice while somebody speaks over it: -30 dB is silence to a listener, and can come back. */
export const DUCKED_GAIN = 0.03;
