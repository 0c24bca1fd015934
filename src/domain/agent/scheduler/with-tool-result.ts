import type { AppointmentState } from '../appointment-state.ts';
import type { ToolRequest, ToolResult } from '../tool.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import type { Appointment } from '../../scheduling/appointment.ts';
import { sameSlot } from '../../scheduling/time-slot.ts';
import { isUntold } from './appointment-heard.ts';

/** The booked appointment that is to give way to the new one; null where there is none. */
export function replacesOf(state: AppointmentState | null): string | null {
  if (state === null) return null;
  if (state.stage === 'booked' || state.stage === 'found') return state.appointment.appointmentId;
  return 'replaces' in state ? state.replaces : null;
}

/**
 * The context in which an effect is asked for. It is remembered before the calendar hears of it: after a crash the call
 * knows that it may have been done, and looks. Pure.
 */
export function withToolBegun(context: WorkflowContext, request: ToolRequest): WorkflowContext {
  const { appointment: state } = context;
  if (request.tool === 'commit' && state?.stage === 'held' && isOf(state.appointment, request))
    return { ...context, appointment: { ...state, committing: true } };
  if (request.tool === 'cancel' && state?.stage === 'found' && isOf(state.appointment, request))
    return { ...context, appointment: { ...state, cancelling: true } };
  return context;
}

/** The context after a tool has answered, whoever is speaking by then: what is done is done. Pure. */
export function withToolResult(context: WorkflowContext, request: ToolRequest, result: ToolResult): WorkflowContext {
  return { ...context, appointment: stateAfter(context, request, result) };
}

function stateAfter(context: WorkflowContext, request: ToolRequest, result: ToolResult): AppointmentState | null {
  const { appointment: state } = context;
  if (request.tool === 'find' && result.tool === 'find')
    return result.answer.ok ? afterFind(context, result.answer.value) : state;
  if (result.tool === 'free' || result.tool === 'find') return state;
  if (request.tool === 'hold') return afterHold(state, request, result);
  if (request.tool === 'commit') return afterCommit(state, request, result);
  return request.tool === 'cancel' && result.answer.ok ? afterCancel(state, result.answer.value) : state;
}

type Effect = Extract<ToolResult, { tool: 'hold' | 'commit' | 'cancel' }>;
type Request<Tool extends ToolRequest['tool']> = Extract<ToolRequest, { tool: Tool }>;

const isOf = ({ appointmentId }: Appointment, request: { appointmentId: string }): boolean =>
  appointmentId === request.appointmentId;

function afterHold(
  state: AppointmentState | null,
  { slot }: Request<'hold'>,
  { answer }: Effect,
): AppointmentState | null {
  if (isUntold(state)) return state;
  const replaces = replacesOf(state);
  if (answer.ok) {
    if (answer.value.state === 'booked') return { stage: 'booked', appointment: answer.value, told: false };
    const readBack = state?.stage === 'held' && state.readBack && sameSlot(state.appointment.slot, slot);
    return { stage: 'held', appointment: answer.value, readBack, replaces };
  }
  if (answer.failure.kind !== 'slot-taken') return state;
  // What else was offered may overlap with what is gone: the calendar is asked anew.
  const { slots: lost, wish } = state?.stage === 'offered' ? state : { slots: [slot], wish: undefined };
  return { stage: 'asked', replaces, taken: true, lost, ...(wish ? { wish } : {}) };
}

function afterCommit(
  state: AppointmentState | null,
  request: Request<'commit'>,
  { answer }: Effect,
): AppointmentState | null {
  if (answer.ok) {
    const told = state?.stage === 'booked' && state.told && isOf(state.appointment, answer.value);
    return { stage: 'booked', appointment: answer.value, told };
  }
  const isHeld = state?.stage === 'held' && isOf(state.appointment, request);
  return isHeld && answer.failure.kind === 'slot-taken'
    ? { stage: 'asked', replaces: state.replaces, taken: true, lost: [state.appointment.slot] }
    : state;
}

function afterCancel(state: AppointmentState | null, gone: Appointment): AppointmentState | null {
  if (state === null || !('appointment' in state) || !isOf(state.appointment, gone)) return state;
  if (state.stage === 'held')
    return state.replaces === null ? { stage: 'none', why: 'declined' } : { stage: 'asked', replaces: state.replaces };
  return { stage: 'cancelled', appointment: gone, told: false };
}

/** What was booked in this call and is not known to be told was never told: the answer to it was lost. */
function afterFind(
  { appointment: state, callId }: WorkflowContext,
  found: Appointment | null,
): AppointmentState | null {
  if (state?.stage === 'held' && state.committing) return committed(state, found);
  if (state?.stage === 'found' && state.cancelling) return cancelled(state, found);
  const isOpen = state === null || state.stage === 'none' || state.stage === 'cancelled';
  return isOpen && found ? { stage: 'booked', appointment: found, told: found.callId !== callId } : state;
}

type State<Stage extends AppointmentState['stage']> = Extract<AppointmentState, { stage: Stage }>;

function committed({ committing: _, ...held }: State<'held'>, found: Appointment | null): AppointmentState {
  return found && sameSlot(found.slot, held.appointment.slot)
    ? { stage: 'booked', appointment: found, told: false }
    : held;
}

function cancelled({ cancelling: _, ...kept }: State<'found'>, found: Appointment | null): AppointmentState {
  if (found && isOf(found, kept.appointment)) return kept;
  return { stage: 'cancelled', appointment: { ...kept.appointment, state: 'cancelled' }, told: false };
}
