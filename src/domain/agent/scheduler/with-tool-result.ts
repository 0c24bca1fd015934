import type { AppointmentState } from '../appointment-state.ts';
import type { ToolRequest, ToolResult } from '../tool.ts';
import type { WorkflowContext } from '../workflow-context.ts';

/**
 * The context once a tool has really done something, whether or not anybody has heard of it yet. Looking changes
 * nothing, and neither does what failed, except that a slot that somebody else took is held no longer.
 */
export function withToolResult(context: WorkflowContext, request: ToolRequest, result: ToolResult): WorkflowContext {
  const appointment = afterResult(context.appointment, request, result);
  return appointment === context.appointment ? context : { ...context, appointment };
}

function afterResult(
  before: AppointmentState | null,
  request: ToolRequest,
  { answer }: ToolResult,
): AppointmentState | null {
  if (request.tool === 'free' || request.tool === 'find' || !answer.ok) return before;
  const appointment = answer.value;
  if (appointment === null || Array.isArray(appointment)) return before;
  const replaces = before !== null && 'replaces' in before ? before.replaces : null;
  if (request.tool === 'hold') return { stage: 'held', appointment, readBack: false, replaces };
  if (request.tool === 'commit') return { stage: 'booked', appointment, told: false };
  return { stage: 'cancelled', appointment, told: false };
}
