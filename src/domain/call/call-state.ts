import type { WorkflowSeed } from '../agent/workflow-seed.ts';
import type { DialPermit } from '../compliance/dial-permit.ts';
import type { Failure } from '../failure.ts';
import type { CallFact } from '../record/call-fact.ts';
import type { EndReason, Handler } from './call-id.ts';
import type { WishesKnown } from './gate-wish.ts';

type PlanOfAny = {
  readonly callId: string;
  readonly seed: Omit<WorkflowSeed, 'leadName'>;
  readonly recording: boolean;
  readonly appVersion: string;
};

export type PracticePlan = PlanOfAny & {
  readonly line: 'practice';
  /** Id of a scenario, or path of a scenario file. */
  readonly scenario: string;
  readonly scenarioTitle: string;
  /** null where only the scenario itself knows whom it calls: the voice is then prepared after the lead. */
  readonly leadName: string | null;
  /** Seed of the lead's chance, so that a call can be repeated. */
  readonly chance: number;
};

/** A call over the carrier. `number` is E.164, but for callers who withhold theirs. */
export type OutgoingPlan = PlanOfAny & {
  readonly line: 'telephone';
  readonly direction: 'outgoing';
  readonly leadName: string;
  readonly number: string;
  readonly permit: DialPermit;
  /** Whether the carrier listens who picks up, so that a machine is hung up on. It charges for that. */
  readonly detectMachines: boolean;
};
export type IncomingPlan = PlanOfAny & {
  readonly line: 'telephone';
  readonly direction: 'incoming';
  readonly leadName: string;
  readonly number: string;
  /** Who picks up, as the settings say. */
  readonly answeredBy: Handler;
};

/** What is fixed when a call is asked for, or comes in. */
export type CallPlan = PracticePlan | OutgoingPlan | IncomingPlan;

/** `scenarioId` is null for a lead who is not simulated. */
export type Lead = { readonly leadName: string; readonly scenarioId: string | null };

/** With what the agent speaks and thinks. */
export type Speaker = { readonly voiceId: string; readonly languageModel: string | null };

/** The voice process, as far as this call is concerned. */
export type VoiceState =
  /** It waits for the lead's name. */
  | { readonly state: 'waiting' }
  | { readonly state: 'preparing'; readonly last: Speaker | null }
  | { readonly state: 'ready'; readonly speaker: Speaker }
  | { readonly state: 'lost'; readonly last: Speaker | null };

/** `wallMs`: milliseconds since 1970. `lineMs`: on the line's clock. */
export type Answer = { readonly lineMs: number; readonly wallMs: number };

export type Progress = { readonly done: number; readonly total: number };

/** What remains to be told of a call that is over or being ended. */
export type CallPast = {
  readonly leadName: string;
  readonly speaker: Speaker | null;
  readonly handler: Handler;
  readonly answered: Answer | null;
  /** The last moment on the line's clock that is known of. */
  readonly lineMs: number;
};

type SoFar = { readonly plan: CallPlan; readonly degraded: readonly Failure[] };

export type Idle = { readonly phase: 'idle' };

/** Nothing has been dialled; both the lead and the voice get ready. `early`: facts that wait until the record is opened. */
export type Preparing = SoFar & {
  readonly phase: 'preparing';
  readonly voice: VoiceState;
  readonly lead: Lead | null;
  readonly progress: Progress | null;
  readonly early: readonly CallFact[];
};

/**
 * The line has been told to dial, or to pick up; `ringing` once the far end rings. `offered` is a call that came in, rings
 * here, and has been picked up by nobody. `handler` will serve the caller.
 */
export type Calling = SoFar & {
  readonly phase: 'offered' | 'dialling' | 'ringing';
  readonly voice: VoiceState;
  readonly lead: Lead;
  readonly handler: Handler;
};

/** Both sides can talk. */
export type Live = SoFar & {
  readonly phase: 'live';
  readonly voice: VoiceState;
  readonly lead: Lead;
  readonly handler: Handler;
  /** What the screens are known to have wished of the gates, directly. */
  readonly wishes: WishesKnown;
  /** The human has the call, and the caller does not hear them. */
  readonly muted: boolean;
  readonly answered: Answer;
  readonly lineMs: number;
};

/** The line has been told to hang up and has not confirmed it yet. */
export type HangingUp = SoFar & {
  readonly phase: 'ending';
  readonly stage: 'hanging-up';
  readonly past: CallPast;
  readonly reason: EndReason;
};

/** The line is down; the voice hands over its last turn and the recording is closed. */
export type WindingUp = SoFar & {
  readonly phase: 'ending';
  readonly stage: 'winding-up';
  readonly past: CallPast;
  readonly reason: EndReason;
  readonly voice: 'open' | 'closed';
  readonly recording: 'open' | 'closed';
};

/** Over; kept for the screen until it is put away or the next call is asked for. */
export type Ended = SoFar & { readonly phase: 'ended'; readonly past: CallPast; readonly reason: EndReason };

/** The one call of a softphone. Only legal states can be written down. */
export type CallState = Idle | Preparing | Calling | Live | HangingUp | WindingUp | Ended;

export const idle: Idle = { phase: 'idle' };

/** The call a state is about; null when there is none. */
export const callIdOf = (state: CallState): string | null => (state.phase === 'idle' ? null : state.plan.callId);

/** Whether a line is (or is about to be) up, so that closing the app has to hang up first. */
export const isCallUp = (state: CallState): boolean => state.phase !== 'idle' && state.phase !== 'ended';

/** The voice and mind that a state last knew of. */
export function speakerOf(voice: VoiceState): Speaker | null {
  switch (voice.state) {
    case 'waiting':
      return null;
    case 'ready':
      return voice.speaker;
    case 'preparing':
    case 'lost':
      return voice.last;
  }
}
