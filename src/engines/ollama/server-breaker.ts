import { circuitBreaker, CircuitState, handleType, type IBackoff, type IBackoffFactory } from 'cockatiel';
import type { Clock } from '../../base/clock.ts';
import type { BreakerState } from '../../domain/engine/language-model.ts';

/** What became of a request. `late`: somebody has waited in vain. `abandoned`: nobody wanted it any more, it says nothing. */
export type RequestOutcome = { as: 'answered' | 'abandoned' } | { as: 'failed' | 'late'; why: string };

/** Left alone for so long: the next caller must not wait as the last one did. */
const REST_MS = 20_000;
/** So many quick failures in a row; one long wait is enough. */
const FAILURES = 3;

/** Between us and a server in trouble: closed → open → half-open, where one request tries. */
export type ServerBreaker = {
  /** Why nothing may be asked now; null where it may. Asking decides nothing. */
  refuses(): string | null;
  /** A request begins: answers how it is told what became of it; null where it may not. */
  begin(): ((outcome: RequestOutcome) => void) | null;
  readonly state: BreakerState;
};

class Trouble extends Error {
  readonly outcome: RequestOutcome;
  constructor(outcome: RequestOutcome) {
    super('why' in outcome ? outcome.why : outcome.as);
    this.outcome = outcome;
  }
}
const outcomeOf = (reason: unknown): RequestOutcome =>
  typeof reason === 'object' && reason !== null && 'error' in reason && reason.error instanceof Trouble
    ? reason.error.outcome
    : { as: 'abandoned' };
const WEIGHT: Readonly<Record<RequestOutcome['as'], number>> = { answered: 0, abandoned: 0, failed: 1, late: FAILURES };

/** @param changed told each time when `state` has become another one. */
export function createServerBreaker({ clock, changed }: { clock: Clock; changed: () => void }): ServerBreaker {
  let inARow = 0;
  let why = '';
  let restsUntil = 0;
  let sinceWallMs = 0;

  const policy = circuitBreaker(handleType(Trouble), {
    halfOpenAfter: restOnClock(clock, () => restsUntil),
    breaker: {
      state: null,
      success: () => void (inARow = 0),
      failure: () => (inARow += WEIGHT[outcomeOf(policy.lastFailure).as]) >= FAILURES,
    },
  });
  policy.onBreak((reason) => {
    const outcome = outcomeOf(reason);
    if (why === '') sinceWallMs = clock.wallTime();
    if ('why' in outcome) why = outcome.why;
    // A try that was called off has shown nothing: the next request is one again.
    restsUntil = outcome.as === 'abandoned' ? clock.now() : clock.now() + REST_MS;
  });
  policy.onReset(() => {
    why = '';
    inARow = 0;
  });
  policy.onStateChange(changed);

  const refuses = () => {
    if (policy.state === CircuitState.Closed) return null;
    return policy.state === CircuitState.Open && clock.now() >= restsUntil ? null : why;
  };
  return {
    refuses,
    begin() {
      if (refuses() !== null) return null;
      let tell = (_outcome: RequestOutcome) => {};
      const outcome = new Promise<RequestOutcome>((resolve) => (tell = resolve));
      const watched = policy.execute(async () => {
        const came = await outcome;
        if (came.as !== 'answered') throw new Trouble(came);
      });
      // What went wrong is told to whoever asked; here it only counts.
      watched.catch(() => {});
      return tell;
    },
    get state(): BreakerState {
      if (policy.state === CircuitState.Closed) return { state: 'closed' };
      if (policy.state === CircuitState.HalfOpen) return { state: 'half-open', why, sinceWallMs };
      const restMs = Math.max(0, restsUntil - clock.now());
      return { state: 'open', why, sinceWallMs, nextTryWallMs: clock.wallTime() + restMs };
    },
  };
}

/** The library asks how long to rest and looks at the wall clock itself; so it is told "for ever" or "no longer", by ours. */
function restOnClock(clock: Clock, untilMs: () => number): IBackoffFactory<unknown> {
  const rest: IBackoff<unknown> = {
    get duration() {
      return clock.now() < untilMs() ? Infinity : -Infinity;
    },
    next: () => rest,
  };
  return { next: () => rest };
}
