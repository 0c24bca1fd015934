import type { WorkflowSeed } from '../agent/workflow-seed.ts';
import type { Failure } from '../failure.ts';
import type { CallFact } from '../record/call-fact.ts';
import type { CallCommand, Stream } from './call-command.ts';
import type { CallEvent } from './call-event.ts';
import type { EndReason, Handler } from './call-id.ts';
import type { CallPlan, OutgoingPlan, PracticePlan, Preparing, VoiceState } from './call-state.ts';
import { speakerOf } from './call-state.ts';
import { DEADLINE_MS, PREPARE_TELEPHONE_MS } from './deadlines.ts';
import { factOfCall } from './fact-of-event.ts';
import { go, lossOf, stay, type Step, withFailure, withoutFailure, withoutLoss } from './step.ts';

/** What the call starts from. The lead of a telephone call is a number: what the screen calls it is no name to greet. */
export const seedOf = ({ line, seed }: CallPlan, leadName: string): WorkflowSeed => ({
  ...seed,
  leadName: line === 'telephone' ? '' : leadName,
});

export const askVoice = (plan: CallPlan, leadName: string, handler: Handler = 'agent'): CallCommand => ({
  type: 'prepareVoice',
  callId: plan.callId,
  seed: seedOf(plan, leadName),
  resume: false,
  handler,
});

export function startCall(plan: PracticePlan | OutgoingPlan): Step {
  return plan.line === 'practice' ? startPractice(plan) : startOutgoing(plan);
}

function startOutgoing(plan: OutgoingPlan): Step {
  const { callId, leadName } = plan;
  const lead = { leadName, scenarioId: null };
  const voice: VoiceState = { state: 'preparing', last: null };
  return go({ phase: 'preparing', plan, degraded: [], voice, lead, progress: null, early: [] }, [
    { type: 'setDeadline', callId, deadline: 'prepare', afterMs: PREPARE_TELEPHONE_MS },
    askVoice(plan, leadName),
  ]);
}

/** The lead and the voice get ready side by side, unless only the lead knows its name. */
function startPractice(plan: PracticePlan): Step {
  const { callId, scenario, chance, leadName } = plan;
  const voice: VoiceState = leadName === null ? { state: 'waiting' } : { state: 'preparing', last: null };
  return go({ phase: 'preparing', plan, degraded: [], voice, lead: null, progress: null, early: [] }, [
    { type: 'setDeadline', callId, deadline: 'prepare', afterMs: DEADLINE_MS.prepare },
    { type: 'prepareLead', callId, scenario, chance },
    ...(leadName === null ? [] : [askVoice(plan, leadName)]),
  ]);
}

export function whilePreparing(state: Preparing, event: CallEvent): Step {
  switch (event.type) {
    case 'leadProgressed':
      return go({ ...state, progress: { done: event.done, total: event.total } });
    case 'leadPrepared':
      return state.lead ? stay(state) : leadReady(state, event.lead);
    case 'leadNotPrepared':
      return state.lead ? stay(state) : giveUp(state, 'failed', event.failure);
    case 'voicePrepared':
      if (state.voice.state !== 'preparing') return stay(state);
      return dialWhenReady({ ...state, voice: { state: 'ready', speaker: event.speaker } });
    case 'voiceNotPrepared':
      if (state.voice.state !== 'preparing') return stay(state);
      // A voice process that died, or that was not there when it was asked, is asked again once it is back.
      if (event.failure.kind === 'process-lost')
        return go({ ...state, voice: { state: 'lost', last: state.voice.last } });
      return giveUp(state, 'failed', event.failure);
    case 'hangUpRequested':
      return giveUp(state, event.by === 'app' ? 'app-closed' : 'cancelled');
    case 'deadlinePassed':
      if (event.deadline !== 'prepare') return stay(state);
      return giveUp(state, 'failed', {
        kind: 'deadline-passed',
        what: 'Preparing the call',
        afterMs: state.plan.line === 'practice' ? DEADLINE_MS.prepare : PREPARE_TELEPHONE_MS,
      });
    case 'hostLost':
      return hostLost(state, event);
    case 'hostStarted':
      return hostStarted(state, event.host);
    case 'partRecovered': {
      const next = recovered(state, withoutFailure(state.degraded, event.failure), event.part);
      return next === state ? stay(state) : go(next);
    }
    default:
      return noteEarly(state, event);
  }
}

function leadReady(state: Preparing, lead: Preparing['lead'] & object): Step {
  const next: Preparing = { ...state, lead, progress: null };
  if (state.voice.state !== 'waiting') return dialWhenReady(next);
  return go({ ...next, voice: { state: 'preparing', last: null } }, [askVoice(state.plan, lead.leadName)]);
}

function dialWhenReady(state: Preparing): Step {
  const { plan, degraded, voice, lead } = state;
  const { callId } = plan;
  if (!lead || voice.state !== 'ready') return go(state);
  return go(
    { phase: 'dialling', plan, degraded, voice, lead, handler: 'agent' },
    [
      { type: 'openStreams', callId, streams: streamsOf(plan) },
      {
        type: 'dial',
        callId,
        to:
          'permit' in plan
            ? { line: 'telephone', permit: plan.permit, detectMachines: plan.detectMachines }
            : { line: 'practice' },
      },
      { type: 'setDeadline', callId, deadline: 'dial', afterMs: DEADLINE_MS.dial },
    ],
    openRecord(state),
  );
}

export const streamsOf = ({ line, recording }: CallPlan): Stream[] => [
  'audio',
  ...(line === 'practice' ? (['trunk'] as const) : []),
  ...(recording ? (['recording'] as const) : []),
];

/** The record is opened when it is known with what the agent speaks, or that it never will. */
function openRecord({ plan, lead, voice, early }: Preparing): CallFact[] {
  const speaker = speakerOf(voice);
  return [
    {
      type: 'callRequested',
      ...whomOf(plan),
      leadName: lead?.leadName ?? plan.leadName ?? '',
      scenarioId: plan.line === 'practice' ? (lead?.scenarioId ?? plan.scenario) : null,
      languageModel: speaker?.languageModel ?? null,
      voiceId: speaker?.voiceId ?? '',
      appVersion: plan.appVersion,
    },
    ...early,
  ];
}

/** Whom a call goes to or comes from, and by which rule it was allowed. */
export function whomOf(
  plan: CallPlan,
): Pick<Extract<CallFact, { type: 'callRequested' }>, 'line' | 'direction' | 'number' | 'rule'> {
  if (plan.line === 'practice') return { line: 'practice', direction: 'outgoing', number: null, rule: null };
  const { direction, number } = plan;
  return { line: 'telephone', direction, number, rule: 'permit' in plan ? plan.permit.ruleVersion : null };
}

function giveUp(state: Preparing, reason: EndReason, failure?: Failure): Step {
  const { plan, degraded, lead, voice } = state;
  const past = {
    leadName: lead?.leadName ?? plan.leadName ?? '',
    speaker: speakerOf(voice),
    handler: 'agent' as const,
    answered: null,
    lineMs: 0,
  };
  return go(
    { phase: 'ended', plan, degraded: failure ? withFailure(degraded, failure) : degraded, past, reason },
    [
      ...(plan.line === 'practice' ? [{ type: 'dismissLead', callId: plan.callId } as const] : []),
      { type: 'closeVoice', callId: plan.callId },
    ],
    [
      ...openRecord(state),
      ...(failure ? [{ type: 'degraded', failure } as const] : []),
      { type: 'callEnded', reason, lineMs: 0 },
    ],
  );
}

/** A process that dies whenever it is asked will die again: nobody is kept waiting for that. A call can do without the store. */
const MOST_LOSSES = 3;
const lossesOf = ({ early }: Preparing, host: string): number =>
  early.filter(
    (fact) =>
      fact.type === 'degraded' &&
      fact.failure.kind === 'process-lost' &&
      fact.failure.part === host &&
      !fact.failure.onPurpose,
  ).length;

function hostLost(state: Preparing, event: Extract<CallEvent, { type: 'hostLost' }>): Step {
  const { host } = event;
  const failure = lossOf(event);
  // Without the simulated lead there is nobody to call; the others come back in time or the deadline ends it.
  const hopeless = !failure.onPurpose && host !== 'store' && lossesOf(state, host) + 1 >= MOST_LOSSES;
  if ((host === 'practice' && state.plan.line === 'practice') || hopeless) return giveUp(state, 'failed', failure);
  const noted: Preparing = {
    ...state,
    degraded: withFailure(state.degraded, failure),
    early: [...state.early, { type: 'degraded', failure }],
  };
  const wasAsked = host === 'voice' && state.voice.state !== 'waiting';
  return go(wasAsked ? { ...noted, voice: { state: 'lost', last: speakerOf(state.voice) } } : noted);
}

function hostStarted(state: Preparing, host: string): Step {
  const next = recovered(state, withoutLoss(state.degraded, host), host);
  const leadName = state.lead?.leadName ?? state.plan.leadName;
  if (host !== 'voice' || state.voice.state !== 'lost' || leadName === null)
    return next === state ? stay(state) : go(next);
  return go({ ...next, voice: { state: 'preparing', last: state.voice.last } }, [askVoice(state.plan, leadName)]);
}

/** `degraded` is what is left. */
const recovered = (state: Preparing, degraded: Preparing['degraded'], part: string): Preparing =>
  degraded.length === state.degraded.length
    ? state
    : { ...state, degraded, early: [...state.early, { type: 'recovered', part }] };

function noteEarly(state: Preparing, event: CallEvent): Step {
  const fact = factOfCall(event);
  if (!fact) return stay(state);
  const degraded = event.type === 'partDegraded' ? withFailure(state.degraded, event.failure) : state.degraded;
  return go({ ...state, degraded, early: [...state.early, fact] });
}
