import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { LanguageModel, LanguageModelStatus } from '../../domain/engine/language-model.ts';
import type { Failure } from '../../domain/failure.ts';
import { askServer, type Question } from './ask-server.ts';
import { createOllamaAdmin } from './ollama-admin.ts';
import { load, openRequest } from './ollama-chat.ts';
import { STRUCTURED_TOKENS } from './ollama-options.ts';
import { createServerBreaker } from './server-breaker.ts';
import { createServerQueue, type ServerQueue } from './server-queue.ts';
import { structuredAnswer } from './structured-answer.ts';

export type OllamaOptions = {
  url: string;
  /** '' takes the first model that the server has. */
  model: string;
  clock: Clock;
  /**
   * Longest wait for words, ms: for the first, since the server's own queue has no bound, and from each to the next, since
   * somebody listens. A model that thinks without speaking keeps them waiting as well.
   */
  wordMs?: number;
  /** Longest time for a whole reply, ms. */
  replyMs?: number;
  /** Shared by all that this process asks of the server; an own one where it is not given. */
  queue?: ServerQueue;
  /** Told when `health` has changed. */
  onHealth?: () => void;
};

type Wanted = Omit<Question['chat'], 'url' | 'model' | 'onGpu'>;

const WORD_MS = 4_000;
const REPLY_MS = 15_000;
/** Reading a prefix may have to load the model first; nobody waits for it. */
const WARM = { wordMs: 60_000, replyMs: 60_000 };
/** Nobody waits for a structured answer either; after so long the conversation has gone on without it. */
const STRUCTURED = { wordMs: 20_000, replyMs: 30_000 };
/** So often a structured answer makes way for a reply before it is given up. */
const MOST_WAYS = 5;

/**
 * A chat model on an Ollama server. Failures come as the last item of a stream: language-model-unreachable, -missing,
 * -failed (also for a passed deadline, and while the server is left alone). An abort ends a stream without an item.
 */
export function createOllamaLanguageModel(options: OllamaOptions): LanguageModel {
  const { url, clock } = options;
  const limits = { wordMs: options.wordMs ?? WORD_MS, replyMs: options.replyMs ?? REPLY_MS };
  const admin = createOllamaAdmin({ url, clock });
  const queue = options.queue ?? createServerQueue();
  const breaker = createServerBreaker({ clock, changed: () => options.onHealth?.() });
  let chosen = options.model;
  /** null: the server has not said yet where the model lies. */
  let onGpu: boolean | null = null;
  let warming: AbortSignal | null = null;

  const place = async (signal: AbortSignal) => {
    const running = await admin.listRunning(signal);
    const found = running.ok ? running.value.find(({ name }) => sameModel(name, chosen)) : undefined;
    if (found) onGpu = found.sizeVramBytes > 0;
  };
  /**
   * Only a loaded model shows where it lies, and the wrong thread count would make the server load it once more in the
   * middle of a call. So it is loaded without one; on a CPU it is loaded again then, which is quick for models that fit.
   */
  const findPlace = async (unbound: AbortSignal) => {
    const { signal, end } = openRequest(clock, unbound, WARM);
    try {
      await place(signal);
      if (onGpu !== null || signal.aborted) return;
      await clock.during(load({ url, model: chosen, signal }));
      await place(signal);
    } finally {
      end();
    }
  };
  const ask = ({ chat, ...question }: Omit<Question, 'chat'> & { chat: Wanted }) =>
    askServer({ clock, queue, breaker }, { ...question, chat: { url, model: chosen, onGpu, ...chat } });

  /** All of the text; asked for again where a reply took its place. */
  async function whole(chat: Wanted, signal: AbortSignal): Promise<Result<string, Failure>> {
    for (let ways = 0; ways < MOST_WAYS; ways++) {
      const answer = ask({ work: 'extraction', signal, limits: STRUCTURED, chat });
      let text = '';
      for (let part = await answer.next(); ; part = await answer.next()) {
        if (part.done && part.value === 'ended') return ok(text);
        if (part.done && part.value === 'aborted')
          return failed({ kind: 'refused', reason: 'Nobody waits for it any more.' });
        if (part.done) break;
        if (!part.value.ok) return part.value;
        text += part.value.value;
      }
    }
    return failed({ kind: 'language-model-failed', detail: 'replies were more urgent' });
  }

  return {
    stream: (messages, signal, asking = 'reply') => ask({ work: asking, signal, limits, chat: { messages } }),
    structured: (messages, schema, signal) =>
      structuredAnswer(
        (question, format) => whole({ messages: question, format, tokens: STRUCTURED_TOKENS, temperature: 0 }, signal),
        messages,
        schema,
      ),
    async warm(messages, signal) {
      // One at a time: the server finishes every prompt it has begun, and the next request waits behind it.
      if ((warming && !warming.aborted) || signal.aborted || breaker.refuses() !== null) return;
      warming = signal;
      try {
        if (onGpu === null) await findPlace(signal);
        const answer = ask({ work: 'warmUp', signal, limits: WARM, chat: { messages, tokens: 1 } });
        // A cold cache costs the next reply some milliseconds; it is told about its own failures itself.
        while (!(await answer.next()).done);
      } catch {
        // The same goes for a model that could not be loaded.
      } finally {
        if (warming === signal) warming = null;
      }
    },
    async status(): Promise<LanguageModelStatus> {
      const unbound = new AbortController().signal;
      const models = await admin.listModels(unbound);
      if (!models.ok) return { state: 'absent', failure: models.failure };
      const found =
        options.model === '' ? models.value[0] : models.value.find(({ name }) => sameModel(name, options.model));
      if (!found)
        return { state: 'absent', failure: { kind: 'language-model-missing', model: options.model || 'any' } };
      if (found.name !== chosen) onGpu = null;
      chosen = found.name;
      await place(unbound);
      return { state: 'ready', model: found.name, url };
    },
    health: () => ({ model: chosen, breaker: breaker.state }),
  };
}

const withTag = (name: string): string => (name.includes(':') ? name : `${name}:latest`);
const sameModel = (one: string, other: string): boolean => withTag(one) === withTag(other);
