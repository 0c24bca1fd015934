import type { Clock } from '../../base/clock.ts';
import type { AppointmentState } from '../../domain/agent/appointment-state.ts';
import { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import type { CallOutcome } from '../../domain/practice/call-outcome.ts';
import { openCheckpointsOnDisk } from '../../voice/think/checkpoint/checkpoints-on-disk.ts';

/** What the checkpoint says of a call's appointment and objections: read back as after a crash. */
export async function rememberedOf(
  callId: string,
  folder: string,
  clock: Pick<Clock, 'wallTime'>,
): Promise<Pick<CallOutcome, 'appointment' | 'objections'>> {
  const checkpoints = await openCheckpointsOnDisk(folder, clock);
  try {
    const tuple = await checkpoints.saver.getTuple({ configurable: { thread_id: callId } });
    const context = WorkflowContext.safeParse(tuple?.checkpoint.channel_values['context']);
    if (!context.success) return { appointment: null, objections: [] };
    return { appointment: appointmentIn(context.data.appointment), objections: context.data.objections };
  } finally {
    checkpoints.close();
  }
}

const appointmentIn = (state: AppointmentState | null): CallOutcome['appointment'] =>
  state && 'appointment' in state ? state.appointment : null;
