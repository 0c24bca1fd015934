import type { CallEvent } from './call-event.ts';
import type { Handler } from './call-id.ts';
import type { Calling, IncomingPlan } from './call-state.ts';
import { whileUp } from './conduct-call.ts';
import { DEADLINE_MS } from './deadlines.ts';
import { hangUp } from './end-call.ts';
import { askVoice, streamsOf, whomOf } from './prepare-call.ts';
import { go, stay, type Step } from './step.ts';

/** The carrier's function gives up first and rings the fallback number; this is for one that does not. */
const OFFER_MS = 45_000;

/** A call came in: it rings here while the voice gets ready. The record begins at once, since nobody may ever pick up. */
export function startOffer(plan: IncomingPlan): Step {
  const { callId, leadName, answeredBy, appVersion } = plan;
  return go(
    {
      phase: 'offered',
      plan,
      degraded: [],
      voice: { state: 'preparing', last: null },
      lead: { leadName, scenarioId: null },
      handler: answeredBy,
    },
    [
      { type: 'setDeadline', callId, deadline: 'dial', afterMs: OFFER_MS },
      askVoice(plan, leadName, answeredBy),
      ...(answeredBy === 'human' ? [{ type: 'ringHuman', callId } as const] : []),
    ],
    [
      {
        type: 'callRequested',
        ...whomOf(plan),
        leadName,
        scenarioId: null,
        languageModel: null,
        voiceId: '',
        appVersion,
      },
    ],
  );
}

/** It rings and nobody has picked up yet. */
export function whileOffered(state: Calling, event: CallEvent): Step {
  const { callId } = state.plan;
  switch (event.type) {
    case 'voicePrepared': {
      if (state.voice.state !== 'preparing') return stay(state);
      const ready: Calling = { ...state, voice: { state: 'ready', speaker: event.speaker } };
      return state.handler === 'agent' ? pickUp(ready, 'agent') : go(ready);
    }
    case 'voiceNotPrepared': {
      // A voice process that was lost is started again, and picks up then.
      if (state.voice.state !== 'preparing' || event.failure.kind === 'process-lost') return stay(state);
      // The agent cannot answer: somebody else has to.
      const step = whileUp({ ...state, handler: 'human' }, event);
      return { ...step, commands: [...step.commands, { type: 'ringHuman', callId }] };
    }
    case 'answerRequested':
      if (event.handler === 'agent' && state.voice.state !== 'ready') return go({ ...state, handler: 'agent' });
      return pickUp(state, event.handler);
    case 'deadlinePassed':
      return event.deadline === 'dial' ? hangUp(state, 'missed') : stay(state);
    case 'hangUpRequested':
      return hangUp(state, event.by === 'app' ? 'app-closed' : 'rejected');
    default:
      return whileUp(state, event);
  }
}

function pickUp(state: Calling, handler: Handler): Step {
  const { callId } = state.plan;
  return go({ ...state, phase: 'dialling', handler }, [
    { type: 'openStreams', callId, streams: streamsOf(state.plan) },
    { type: 'acceptCall', callId, handler },
    { type: 'setDeadline', callId, deadline: 'dial', afterMs: DEADLINE_MS.dial },
  ]);
}
