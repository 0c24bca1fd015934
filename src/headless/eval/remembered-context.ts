import type { Clock } from '../../base/clock.ts';
import { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import { openCheckpointsOnDisk } from '../../voice/think/checkpoint/checkpoints-on-disk.ts';

export type Remembered = Pick<WorkflowContext, 'appointment' | 'objections'>;

/** What the checkpoint says of a call's appointment and objections: read back as after a crash. */
export async function rememberedOf(
  callId: string,
  folder: string,
  clock: Pick<Clock, 'wallTime'>,
): Promise<Remembered> {
  const checkpoints = await openCheckpointsOnDisk(folder, clock);
  try {
    const tuple = await checkpoints.saver.getTuple({ configurable: { thread_id: callId } });
    const context = WorkflowContext.safeParse(tuple?.checkpoint.channel_values['context']);
    return context.success ? context.data : { appointment: null, objections: [] };
  } finally {
    checkpoints.close();
  }
}
