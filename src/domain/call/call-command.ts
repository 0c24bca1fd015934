import type { Whisper } from '../agent/whisper.ts';
import type { WorkflowSeed } from '../agent/workflow-seed.ts';
import type { DialPermit } from '../compliance/dial-permit.ts';
import type { Deadline } from './call-event.ts';
import type { Handler } from './call-id.ts';
import type { WishesKnown } from './gate-wish.ts';

export type Stream = 'audio' | 'trunk' | 'recording';

type OfCall = { readonly callId: string };

/** What main tells the others to do about a call. */
export type CallCommand =
  | ({ readonly type: 'prepareLead'; readonly scenario: string; readonly chance: number } & OfCall)
  /** Nobody will call this lead. */
  | ({ readonly type: 'dismissLead' } & OfCall)
  | ({
      readonly type: 'prepareVoice';
      readonly seed: WorkflowSeed;
      readonly resume: boolean;
      readonly handler: Handler;
    } & OfCall)
  /** New ports for these streams, one end to each side; a stream that is given again replaces the old one. */
  | ({ readonly type: 'openStreams'; readonly streams: readonly Stream[] } & OfCall)
  | ({
      readonly type: 'dial';
      readonly to:
        | { readonly line: 'practice' }
        | { readonly line: 'telephone'; readonly permit: DialPermit; readonly detectMachines: boolean };
    } & OfCall)
  /** Turns a call away that comes in beside the one that is up: the carrier's function rings the fallback number. */
  | ({ readonly type: 'declineOffer' } & OfCall)
  /** Picks up a call that is offered. */
  | ({ readonly type: 'acceptCall'; readonly handler: Handler } & OfCall)
  | ({ readonly type: 'beginVoice' } & OfCall)
  /** `knows`: the screens' wishes that this takes into account. */
  | ({ readonly type: 'setGates'; readonly handler: Handler; readonly knows: WishesKnown } & OfCall)
  | ({ readonly type: 'muteMicrophone'; readonly muted: boolean } & OfCall)
  /** `lineMs`: where on the line's clock it became so; the line itself tells the voice as well. */
  | ({ readonly type: 'tellVoiceHandler'; readonly handler: Handler; readonly lineMs: number } & OfCall)
  | ({ readonly type: 'tellVoiceWhisper'; readonly whisper: Whisper } & OfCall)
  | ({ readonly type: 'playBridge' } & OfCall)
  /** The human is needed now: window to the front, ring tone. */
  | ({ readonly type: 'ringHuman' } & OfCall)
  | ({ readonly type: 'hangUpLine' } & OfCall)
  /** The line did not confirm that it hung up: make sure that nobody is heard any more. */
  | ({ readonly type: 'restartLine' } & OfCall)
  | ({ readonly type: 'closeVoice' } & OfCall)
  | ({ readonly type: 'closeRecording' } & OfCall)
  | ({ readonly type: 'setDeadline'; readonly deadline: Deadline; readonly afterMs: number } & OfCall);
