import { type CallSnapshot, idleSnapshot } from '../../domain/call/call-snapshot.ts';
import { type CallState, type Speaker, speakerOf } from '../../domain/call/call-state.ts';
import type { Failure } from '../../domain/failure.ts';
import { isRecordingOf } from '../../domain/record/recording-file.ts';
import { type CallView, emptyView } from './call-view.ts';

/** All that the screen shows, out of the call's state and what the voice tells. Pure. */
export function snapshotOf(state: CallState, view: CallView): CallSnapshot {
  if (state.phase === 'idle') return idleSnapshot;
  const { plan, degraded } = state;
  const { speaker, ...fields } = phaseFields(state);
  const told = view.callId === plan.callId ? view : emptyView(plan.callId);
  const live = state.phase === 'live';
  return {
    ...idleSnapshot,
    phase: state.phase,
    callId: plan.callId,
    line: plan.line,
    ...(plan.line === 'practice'
      ? { scenarioTitle: plan.scenarioTitle }
      : { direction: plan.direction, number: plan.number }),
    degraded: [...degraded],
    ...speaker,
    mind: told.source ?? (speaker?.languageModel ? 'language-model' : 'rehearsed'),
    floor: live ? told.floor : 'waiting',
    agent: told.agent,
    agentReason: told.agentReason,
    captions: [...told.captions],
    whispers: [...told.whispers],
    keys: [...told.keys],
    suggestion: live && state.handler === 'human' ? told.suggestion : null,
    qualification: told.qualification,
    scoreBefore: told.scoreBefore,
    objections: [...told.objections],
    ...appointmentShown(told, state.phase),
    latencies: [...told.latencies],
    recording: live && plan.recording && !degraded.some((failure) => stopsRecording(failure, plan.callId)),
    ...fields,
  };
}

/** What is not confirmed when a call ends is let go. */
const appointmentShown = ({ appointment: { appointment, hold } }: CallView, phase: CallState['phase']) => ({
  appointment,
  hold: phase === 'live' ? hold : null,
});

/** Whether the sound of a call is lost while this is so. */
const stopsRecording = (failure: Failure, callId: string): boolean =>
  failure.kind === 'process-lost' ? failure.part === 'store' : 'path' in failure && isRecordingOf(callId, failure.path);

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
    case 'offered':
    case 'dialling':
    case 'ringing':
      return { leadName: state.lead.leadName, speaker: speakerOf(state.voice), handler: state.handler };
    case 'live':
      return {
        leadName: state.lead.leadName,
        speaker: speakerOf(state.voice),
        handler: state.handler,
        muted: state.muted,
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
