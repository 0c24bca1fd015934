import type { Objection } from '../agent/objections/objection.ts';
import type { Qualification } from '../agent/qualification/score.ts';
import type { Whisper } from '../agent/whisper.ts';
import type { Failure } from '../failure.ts';
import type { Turn } from '../record/turn.ts';
import type { AnsweredBy } from '../telephony/carrier-message.ts';
import type { EndReason, Handler, Leg } from './call-id.ts';
import type { WishStamp } from './gate-wish.ts';
import type { IncomingPlan, Lead, OutgoingPlan, PracticePlan, Speaker } from './call-state.ts';

export type Deadline = 'prepare' | 'dial' | 'hangUp' | 'windUp';
export type HostName = 'voice' | 'line' | 'practice' | 'store';

type OfCall = { readonly callId: string };

/** What a person (or the app, when it is closed) asks for. */
export type CallWish =
  | { readonly type: 'callRequested'; readonly plan: PracticePlan | OutgoingPlan }
  | ({ readonly type: 'answerRequested'; readonly handler: Handler } & OfCall)
  /** `wish`: of a screen, which has told the line directly as well. */
  | ({ readonly type: 'takeOverRequested'; readonly wish?: WishStamp } & OfCall)
  | ({ readonly type: 'handBackRequested'; readonly wish?: WishStamp } & OfCall)
  /** Whether the caller hears the human who has the call. */
  | ({ readonly type: 'muteRequested'; readonly muted: boolean } & OfCall)
  /** A note to the agent that the caller never hears of. */
  | ({ readonly type: 'whisperRequested'; readonly whisper: Whisper } & OfCall)
  | ({ readonly type: 'hangUpRequested'; readonly by: 'human' | 'app' } & OfCall)
  | ({ readonly type: 'dismissRequested' } & OfCall);

export type LeadEvent =
  | ({ readonly type: 'leadProgressed'; readonly done: number; readonly total: number } & OfCall)
  | ({ readonly type: 'leadPrepared'; readonly lead: Lead } & OfCall)
  | ({ readonly type: 'leadNotPrepared'; readonly failure: Failure } & OfCall);

export type LineEvent =
  | ({ readonly type: 'dialFailed'; readonly failure: Failure } & OfCall)
  /** Somebody calls; it rings here. */
  | { readonly type: 'callOffered'; readonly plan: IncomingPlan }
  | ({ readonly type: 'lineRang' } & OfCall)
  | ({ readonly type: 'lineAnswered'; readonly lineMs: number; readonly atWallMs: number } & OfCall)
  | ({
      readonly type: 'lineEnded';
      readonly reason: EndReason;
      readonly lineMs: number;
      readonly failure?: Failure;
    } & OfCall)
  /** The gates have moved, whoever asked for it; or a screen has wished them to be as they were. */
  | ({
      readonly type: 'gatesChanged';
      readonly handler: Handler;
      readonly lineMs: number;
      readonly wish?: WishStamp;
    } & OfCall)
  | ({ readonly type: 'gatesFailed'; readonly failure: Failure } & OfCall)
  /** It is so until the gates move. */
  | ({ readonly type: 'microphoneMuted'; readonly muted: boolean } & OfCall)
  | ({ readonly type: 'digitReceived'; readonly digit: string; readonly lineMs: number } & OfCall)
  | ({ readonly type: 'lineMeasured'; readonly lineMs: number } & OfCall);

/** What only the carrier knows of a call. `callSid` is its name for a leg. */
export type CarrierEvent =
  | ({ readonly type: 'legOpened'; readonly leg: Leg; readonly callSid: string } & OfCall)
  | ({
      readonly type: 'machineDetected';
      readonly callSid: string;
      readonly answeredBy: AnsweredBy;
      readonly tookMs: number | null;
    } & OfCall)
  /** The far end's leg is over, or never came to be. */
  | ({ readonly type: 'farEndEnded'; readonly how: 'talked' | 'busy' | 'not-answered' | 'unreachable' } & OfCall)
  | ({
      readonly type: 'legEnded';
      readonly leg: Leg;
      readonly callSid: string;
      readonly connectedSeconds: number;
    } & OfCall)
  | ({
      readonly type: 'legPriced';
      readonly leg: Leg;
      readonly callSid: string;
      readonly price: string;
      readonly currency: string;
    } & OfCall);

export type VoiceEvent =
  | ({ readonly type: 'voicePrepared'; readonly speaker: Speaker } & OfCall)
  | ({ readonly type: 'voiceNotPrepared'; readonly failure: Failure } & OfCall)
  | ({ readonly type: 'turnFinished'; readonly turn: Turn } & OfCall)
  | ({
      readonly type: 'agentTransitioned';
      readonly from: string | null;
      readonly to: string;
      readonly reason: string;
    } & OfCall)
  | ({
      readonly type: 'callerBargedIn';
      readonly turnId: string;
      readonly lineMs: number;
      readonly duckedMs: number | null;
      readonly hushedMs: number;
    } & OfCall)
  | ({ readonly type: 'leadScored'; readonly qualification: Qualification } & OfCall)
  | ({ readonly type: 'objectionMet'; readonly objection: Objection } & OfCall)
  | ({ readonly type: 'agentHangUpRequested' } & OfCall)
  /** The voice has handed over all it had of the call (or cannot any more). */
  | ({ readonly type: 'voiceClosed' } & OfCall);

export type StoreEvent = { readonly type: 'recordingClosed'; readonly durationMs: number | null } & OfCall;

export type PartEvent =
  /** `callId` null: not about one call, but it matters to the one that is up. */
  | { readonly type: 'partDegraded'; readonly callId: string | null; readonly failure: Failure }
  /** What `partDegraded` told is over. */
  | { readonly type: 'partRecovered'; readonly part: string; readonly failure: Failure }
  /** `onPurpose`: somebody had it started anew. */
  | {
      readonly type: 'hostLost';
      readonly host: HostName;
      readonly exitCode: number | null;
      readonly onPurpose?: boolean;
    }
  | { readonly type: 'hostStarted'; readonly host: HostName };

/** A deadline that was set by a command has passed. One that is not waited for any more is a no-op. */
export type DeadlineEvent = { readonly type: 'deadlinePassed'; readonly deadline: Deadline } & OfCall;

/** Everything that can happen to a call. Wishes and facts meet in one queue. */
export type CallEvent =
  CallWish | LeadEvent | LineEvent | CarrierEvent | VoiceEvent | StoreEvent | PartEvent | DeadlineEvent;
