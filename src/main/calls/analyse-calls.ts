import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Result } from '../../base/result.ts';
import type { UnanalysedCall, UnanalysedQuery } from '../../contract/store.ts';
import { ANALYSIS_VERSION, type CallAnalysis } from '../../domain/agent/analytics/call-analysis.ts';
import type { Failure } from '../../domain/failure.ts';
import type { PartHealth } from '../../domain/health/part-health.ts';
import type { CallFact } from '../../domain/record/call-fact.ts';
import type { CallRecord } from '../../domain/record/call-record.ts';

/** So many calls are asked for at once, and so long is waited before the next ones. */
const BATCH = 5;
const BETWEEN_BATCHES_MS = 2_000;
/** How long a call that could not be analysed is let be, after each time; after the last it is left with the reason. */
const AGAIN_MS = [10_000, 60_000] as const;
/** The records, or the voice process, could not be asked at all. */
const TROUBLE_MS = 60_000;
/** Once every call was looked at, only those of the last day are: a call that ends now began in it. */
const DAY_MS = 24 * 60 * 60_000;

export type AnalyseCallsDeps = {
  clock: Clock;
  log: Log;
  isCallUp(): boolean;
  /** Whether there is a process that could do it. */
  isThere(): boolean;
  unanalysed(query: UnanalysedQuery): Promise<Result<{ calls: UnanalysedCall[]; left: number }, Failure>>;
  /** Answers `refused` where it was not tried, or was ended by a call that began. */
  analyse(record: CallRecord): Promise<Result<CallAnalysis, Failure>>;
  append(callId: string, nextSeq: number, fact: CallFact): void;
  report(state: PartHealth['state'], rest: { detail: string; failure?: Failure }): void;
};

export type CallAnalyses = {
  /**
   * A call is over, or the processes are there: analyses what has no analysis, a few at a time, and by itself again for what
   * is left. Resolves when nothing is being analysed.
   */
  look(): Promise<void>;
  /** Somebody wants this call analysed (again), also one that was given up. */
  again(callId: string): Promise<void>;
  stop(): void;
};

/** Has every call analysed that is over, only while none is up. */
export function createCallAnalyses(deps: AnalyseCallsDeps): CallAnalyses {
  const { clock, log, isCallUp, append, report } = deps;
  const mayWork = () => !stopped && !isCallUp() && deps.isThere();
  const failures = new Map<string, { times: number; dueMs: number }>();
  const wanted = new Set<string>();
  let sinceWallMs = 0;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let stopped = false;
  let cancel = () => {};

  function look(): Promise<void> {
    if (looking) lookAgain = true;
    else looking = rounds();
    return looking;
  }

  async function rounds(): Promise<void> {
    let nextMs: number | null = TROUBLE_MS;
    cancel();
    try {
      do {
        lookAgain = false;
        nextMs = await round();
      } while (lookAgain && !stopped);
    } finally {
      looking = null;
      if (nextMs !== null && !stopped) cancel = clock.after(nextMs, () => void look());
    }
  }

  /** Answers in how many ms there is something to do again; null for never, until somebody looks. */
  async function round(): Promise<number | null> {
    if (!mayWork()) return null;
    const question = query();
    const found = await deps.unanalysed(question);
    if (!found.ok) {
      report('degraded', { detail: '', failure: found.failure });
      return TROUBLE_MS;
    }
    const { calls, left } = found.value;
    for (const [at, call] of calls.entries()) {
      if (!mayWork()) return null;
      report('ready', { detail: toGo(left - at) });
      if ((await one(call)) === 'later') return mayWork() ? TROUBLE_MS : null;
    }
    if (left > calls.length) return BETWEEN_BATCHES_MS;
    forgetGone(question, calls);
    if (failures.size > 0)
      return Math.max(0, Math.min(...[...failures.values()].map(({ dueMs }) => dueMs)) - clock.now());
    sinceWallMs = clock.wallTime() - DAY_MS;
    report('ready', { detail: '' });
    return null;
  }

  /** What was asked for and is not among all that there is was deleted since: nobody waits for it. */
  function forgetGone({ except }: UnanalysedQuery, calls: readonly UnanalysedCall[]): void {
    for (const callId of failures.keys())
      if (!except.includes(callId) && !calls.some((call) => call.callId === callId)) failures.delete(callId);
  }

  const query = (): UnanalysedQuery => ({
    version: ANALYSIS_VERSION,
    sinceWallMs,
    limit: BATCH,
    except: [...failures].filter(([, { dueMs }]) => dueMs > clock.now()).map(([callId]) => callId),
    again: [...wanted],
  });

  async function one({ callId, nextSeq, record }: UnanalysedCall): Promise<'done' | 'later'> {
    const answer = await deps.analyse(record);
    // What a call that began meanwhile has ended, or the end of the app, says nothing about this one.
    if (!answer.ok && (stopped || isCallUp() || answer.failure.kind === 'refused')) return 'later';
    if (answer.ok) append(callId, nextSeq, { type: 'callAnalysed', analysis: answer.value });
    else if (!notedFailure(callId, answer.failure)) {
      append(callId, nextSeq, { type: 'analysisGivenUp', version: ANALYSIS_VERSION, failure: answer.failure });
    } else return 'done';
    failures.delete(callId);
    wanted.delete(callId);
    return 'done';
  }

  /** Whether it will be tried again. */
  function notedFailure(callId: string, failure: Failure): boolean {
    const times = (failures.get(callId)?.times ?? 0) + 1;
    log.warn('a call could not be analysed', { callId, times, failure });
    report('degraded', { detail: '', failure });
    const afterMs = AGAIN_MS[times - 1];
    if (afterMs !== undefined) failures.set(callId, { times, dueMs: clock.now() + afterMs });
    return afterMs !== undefined;
  }

  return {
    look,
    again(callId) {
      failures.delete(callId);
      wanted.add(callId);
      return look();
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}

const toGo = (calls: number): string => `${calls} ${calls === 1 ? 'call' : 'calls'} to go`;
