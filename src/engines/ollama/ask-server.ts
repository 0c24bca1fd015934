import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { type Chat, chat, type Limits, openRequest } from './ollama-chat.ts';
import { ollamaFailure } from './ollama-failure.ts';
import type { RequestOutcome, ServerBreaker } from './server-breaker.ts';
import type { Place, ServerQueue, Work } from './server-queue.ts';

export type Question = { work: Work; signal: AbortSignal; limits: Limits; chat: Omit<Chat, 'signal'> };
/** `gaveWay`: a reply has taken its place at the server. */
export type Ending = 'ended' | 'aborted' | 'gaveWay' | 'failed';
type Door = { clock: Clock; queue: ServerQueue; breaker: ServerBreaker };
type Answer = AsyncGenerator<Result<string, Failure>, Ending>;

/** A passed deadline is told to the breaker as one only where somebody was kept waiting. */
const HEARD: ReadonlySet<Work> = new Set<Work>(['reply', 'suggestion']);

/**
 * One request, from the queue to its end: waits for a turn, asks where the breaker allows it, and answers text as it
 * comes. The deadlines run from here on, the wait in the queue included. A failure is the last item.
 */
export async function* askServer(door: Door, question: Question): Answer {
  const { signal, work } = question;
  if (signal.aborted) return 'aborted';
  const resting = door.breaker.refuses();
  if (resting !== null) {
    yield leftAlone(resting);
    return 'failed';
  }
  const request = openRequest(door.clock, signal, question.limits);
  try {
    const place = await door.queue.enter(work, request.signal);
    if (place) return yield* served(door, question, { request, place });
    if (signal.aborted) return 'aborted';
    yield failed({
      kind: 'language-model-failed',
      detail: `others were served, ${request.passed ?? 'without an end'}`,
    });
    return 'failed';
  } finally {
    request.end();
  }
}

type Turn = { request: ReturnType<typeof openRequest>; place: Place };

async function* served(door: Door, question: Question, turn: Turn): Answer {
  const { request, place } = turn;
  const tell = door.breaker.begin();
  if (!tell) {
    place.leave();
    yield leftAlone(door.breaker.refuses() ?? '');
    return 'failed';
  }
  let outcome: RequestOutcome = { as: 'abandoned' };
  const parts = chat({ ...question.chat, signal: AbortSignal.any([request.signal, place.signal]) });
  try {
    for (;;) {
      const part = await door.clock.during(parts.next());
      const given = givenUp(question, turn);
      if (part.done) outcome = ANSWERED;
      if (part.done || given) return given ?? 'ended';
      if (part.value === '') continue;
      outcome = ANSWERED;
      request.wordCame();
      yield ok(part.value);
      request.awaitWord();
    }
  } catch (error) {
    const given = givenUp(question, turn);
    if (given) return given;
    const failure = failureOf(error, question, request.passed);
    outcome = outcomeOf(failure, question.work, request.passed);
    yield failed(failure);
    return 'failed';
  } finally {
    tell(outcome);
    place.leave();
    await parts.return(undefined).catch(() => {});
  }
}
const ANSWERED: RequestOutcome = { as: 'answered' };

const givenUp = ({ signal }: Question, { place }: Turn): 'aborted' | 'gaveWay' | undefined =>
  signal.aborted ? 'aborted' : place.signal.aborted ? 'gaveWay' : undefined;

const leftAlone = (why: string): Result<string, Failure> =>
  failed({ kind: 'language-model-failed', detail: `it is left alone for a moment, since: ${why}` });

const failureOf = (error: unknown, { chat: { url, model } }: Question, passed: string | null): Failure =>
  passed === null ? ollamaFailure(error, { url, model }) : { kind: 'language-model-failed', detail: passed };

/** A server that says it has no such model is well. */
function outcomeOf(failure: Failure, work: Work, passed: string | null): RequestOutcome {
  if (failure.kind === 'language-model-missing') return { as: 'answered' };
  if (passed !== null && HEARD.has(work)) return { as: 'late', why: passed };
  return {
    as: 'failed',
    why: failure.kind === 'language-model-failed' ? failure.detail : 'nothing answers there',
  };
}
