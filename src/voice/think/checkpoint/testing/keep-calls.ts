import type { Clock } from '../../../../base/clock.ts';
import { createRealClock } from '../../../../base/real-clock.ts';
import type { CheckpointChoice } from '../../../../domain/checkpoint/checkpoint-choice.ts';
import type { CheckpointsState } from '../../../../domain/checkpoint/checkpoints-state.ts';
import { createAgentFactory } from '../../agent-factory.ts';
import { type AgentOrchestrator, createAgentOrchestrator } from '../../agent-orchestrator.ts';
import { ANSWER_MS } from '../deadline.ts';
import { type Checkpoints, openCheckpoints } from '../open-checkpoints.ts';
import { CONNECT_MS } from '../try-server.ts';

/** What a voice process has of its checkpoints: several of these on one server are several processes. */
export type KeptCalls = AgentOrchestrator & {
  checkpoints: Checkpoints;
  /** All that was told, the first first. */
  states: CheckpointsState[];
  /** Once the place is so. */
  until(state: CheckpointsState['state']): Promise<void>;
};

/** On a busy machine a server that is well may take longer than a call would wait. */
export function createPatientClock(): Clock {
  const real = createRealClock();
  const isDeadline = (ms: number) => ms === ANSWER_MS || ms === CONNECT_MS;
  return { ...real, after: (ms, run) => real.after(isDeadline(ms) ? PATIENCE * ms : ms, run) };
}
const PATIENCE = 10;
/** What a call waits for a server, on that clock. */
export const PATIENT_ANSWER_MS = PATIENCE * ANSWER_MS;

export async function keepCalls(
  folder: string,
  choice: CheckpointChoice,
  clock = createPatientClock(),
): Promise<KeptCalls> {
  const states: CheckpointsState[] = [];
  let heard = () => {};
  const onState = (state: CheckpointsState) => {
    states.push(state);
    heard();
  };
  const checkpoints = await openCheckpoints({ folder, clock, onState });
  const until = async (wanted: CheckpointsState['state']) => {
    while (checkpoints.state.state !== wanted) await new Promise<void>((resolve) => (heard = resolve));
  };
  checkpoints.choose(choice);
  if (choice.kind !== 'disk') await until('ready');
  const orchestrator = createAgentOrchestrator({ agents: createAgentFactory(), checkpointer: checkpoints.saver });
  return { ...orchestrator, checkpoints, states, until };
}
