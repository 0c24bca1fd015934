import { type CallSnapshot, idleSnapshot } from '../../domain/call/call-snapshot.ts';
import { type CallState, type Speaker, speakerOf } from '../../domain/call/call-state.ts';
import type { CallView } from './call-view.ts';

/** All that the screen shows, out of the call's state and what the voice tells. Pure. */
export function snapshotOf(state: CallState, view: CallView): CallSnapshot {
  if (state.phase === 'idle') return idleSnapshot;
  const { plan, degraded } = state;
  const told = view.callId === plan.callId ? view : null;
  const now = phaseFields(state);
  const { speaker, ...fields } = now;
  return {
    ...idleSnapshot,
    phase: state.phase,
    callId: plan.callId,
    scenarioTitle: plan.scenarioTitle,
    degraded: [...degraded],
    voiceId: speaker?.voiceId ?? '',
    languageModel: speaker?.languageModel ?? null,
    mind: told?.source ?? (speaker?.languageModel ? 'language-model' : 'rehearsed'),
    floor: state.phase === 'live' ? (told?.floor ?? 'waiting') : 'waiting',
    agent: told?.agent ?? null,
    agentReason: told?.agentReason ?? '',
    captions: [...(told?.captions ?? [])],
    latencies: [...(told?.latencies ?? [])],
    recording: state.phase === 'live' && plan.recording,
    ...fields,
  };
}

type Fields = Partial<CallSnapshot> & { speaker: Speaker | null };

function phaseFields(state: Exclude<CallState, { phase: 'idle' }>): Fields {
  switch (state.phase) {
    case 'preparing':
      return {
        leadName: state.lead?.leadName ?? state.plan.leadName ?? '',
        speaker: speakerOf(state.voice),
        progress: state.progress
          ? { ...state.progress, what: "Rendering the lead's voice" }
          : { done: 0, total: 1, what: state.lead ? 'Waking the voice' : 'Preparing the lead' },
      };
    case 'dialling':
    case 'ringing':
      return { leadName: state.lead.leadName, speaker: speakerOf(state.voice) };
    case 'live':
      return {
        leadName: state.lead.leadName,
        speaker: speakerOf(state.voice),
        handler: state.handler,
        answeredAtWallMs: state.answered.wallMs,
      };
    case 'ending':
    case 'ended':
      return {
        leadName: state.past.leadName,
        speaker: state.past.speaker,
        handler: state.past.handler,
        answeredAtWallMs: state.past.answered?.wallMs ?? null,
        endReason: state.reason,
      };
  }
}
