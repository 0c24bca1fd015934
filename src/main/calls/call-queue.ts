import type { Log } from '../../base/log.ts';
import type { CallCommand } from '../../domain/call/call-command.ts';
import type { CallEvent } from '../../domain/call/call-event.ts';
import { callIdOf, type CallState, idle } from '../../domain/call/call-state.ts';
import { reduceCall } from '../../domain/call/reduce-call.ts';
import type { CallFact } from '../../domain/record/call-fact.ts';

export type CallQueue = {
  push(event: CallEvent): void;
  state(): CallState;
};

export type CallQueueDeps = {
  perform(command: CallCommand): void;
  append(callId: string, fact: CallFact): void;
  changed(before: CallState, after: CallState): void;
  log: Log;
};

/** The one order of all that happens to a call: events are taken one by one, however they arrive. */
export function createCallQueue({ perform, append, changed, log }: CallQueueDeps): CallQueue {
  const events: CallEvent[] = [];
  let state: CallState = idle;
  let taking = false;

  const take = (event: CallEvent) => {
    const before = state;
    const step = reduceCall(before, event);
    state = step.state;
    if (before.phase !== state.phase)
      log.info('call', { callId: callIdOf(state), phase: state.phase, event: event.type });
    const callId = callIdOf(state) ?? callIdOf(before) ?? '';
    for (const fact of step.facts) append(callId, fact);
    for (const command of step.commands) perform(command);
    if (state !== before) changed(before, state);
  };

  /** A defect in what listens or performs costs one event its effects, never the call its queue: hanging up must work. */
  const takeSafely = (event: CallEvent) => {
    try {
      take(event);
    } catch (error) {
      log.error('event not taken whole', {
        callId: callIdOf(state),
        event: event.type,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  };

  return {
    push(event) {
      events.push(event);
      if (taking) return;
      taking = true;
      try {
        for (let next = events.shift(); next; next = events.shift()) takeSafely(next);
      } finally {
        taking = false;
      }
    },
    state: () => state,
  };
}
