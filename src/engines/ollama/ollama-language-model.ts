import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { ChatMessage, LanguageModel, LanguageModelStatus } from '../../domain/engine/language-model.ts';
import type { Failure } from '../../domain/failure.ts';
import { createOllamaAdmin } from './ollama-admin.ts';
import { ollamaFailure } from './ollama-failure.ts';
import { KEEP_ALIVE, requestOptions } from './ollama-options.ts';
import { ChatPart } from './ollama-replies.ts';
import { clientFor } from './ollama-request.ts';

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
};

const WORD_MS = 4_000;
const REPLY_MS = 15_000;
/** Reading a prefix may have to load the model first; nobody waits for it. */
const WARM_MS = 60_000;
/** After a deadline the server is left alone for so long: the next caller must not wait as the last one did. */
const REST_MS = 20_000;

/**
 * A chat model on an Ollama server. Failures come as the last item of a stream: language-model-unreachable, -missing,
 * -failed (also for a passed deadline). An abort ends a stream without an item.
 */
export function createOllamaLanguageModel(options: OllamaOptions): LanguageModel {
  const { url, clock } = options;
  const limits = { wordMs: options.wordMs ?? WORD_MS, replyMs: options.replyMs ?? REPLY_MS };
  const admin = createOllamaAdmin({ url, clock });
  let chosen = options.model;
  /** null: the server has not said yet where the model lies. */
  let onGpu: boolean | null = null;
  let restsUntil = -1;
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
  const findPlace = async (signal: AbortSignal) => {
    await place(signal);
    if (onGpu !== null || signal.aborted) return;
    await clock.during(load({ url, model: chosen, signal }));
    await place(signal);
  };

  async function* stream(
    messages: readonly ChatMessage[],
    signal: AbortSignal,
  ): AsyncGenerator<Result<string, Failure>> {
    if (signal.aborted) return;
    if (clock.now() < restsUntil) {
      yield failed({ kind: 'language-model-failed', detail: 'it did not answer in time a moment ago' });
      return;
    }
    const request = openRequest(clock, signal, limits);
    const parts = chat({ url, model: chosen, messages, onGpu, signal: request.signal });
    try {
      for (;;) {
        const part = await clock.during(parts.next());
        if (part.done || signal.aborted) return;
        if (part.value === '') continue;
        request.wordCame();
        yield ok(part.value);
        request.awaitWord();
      }
    } catch (error) {
      if (signal.aborted) return;
      if (request.passed !== null) restsUntil = clock.now() + REST_MS;
      yield failed(
        request.passed === null
          ? ollamaFailure(error, { url, model: chosen })
          : { kind: 'language-model-failed', detail: request.passed },
      );
    } finally {
      request.end();
      await parts.return(undefined).catch(() => {});
    }
  }

  return {
    stream,
    async warm(messages, signal) {
      // One at a time: the server finishes every prompt it has begun, and the next request waits behind it.
      if ((warming && !warming.aborted) || signal.aborted || clock.now() < restsUntil) return;
      warming = signal;
      const request = openRequest(clock, signal, { wordMs: WARM_MS, replyMs: WARM_MS });
      try {
        if (onGpu === null) await findPlace(request.signal);
        const parts = chat({ url, model: chosen, messages, onGpu, signal: request.signal, tokens: 1 });
        while (!(await clock.during(parts.next())).done);
      } catch {
        // A cold cache costs the next reply some milliseconds; it is told about its own failures itself.
      } finally {
        if (warming === signal) warming = null;
        request.end();
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
  };
}

const withTag = (name: string): string => (name.includes(':') ? name : `${name}:latest`);
const sameModel = (one: string, other: string): boolean => withTag(one) === withTag(other);

type Chat = {
  url: string;
  model: string;
  messages: readonly ChatMessage[];
  onGpu: boolean | null;
  signal: AbortSignal;
  tokens?: number;
};

/** Loads the model without asking anything. */
async function load({ url, model, signal }: { url: string; model: string; signal: AbortSignal }): Promise<void> {
  await clientFor(url, signal).generate({ model, prompt: '', keep_alive: KEEP_ALIVE, options: requestOptions(true) });
}

/** Text as it comes. Throws what the client throws; leaving the loop ends the request on the server. */
async function* chat({ url, model, messages, onGpu, signal, tokens }: Chat): AsyncGenerator<string> {
  const client = clientFor(url, signal);
  try {
    const parts = await client.chat({
      model,
      messages: messages.map((message) => ({ ...message })),
      stream: true,
      keep_alive: KEEP_ALIVE,
      options: requestOptions(onGpu === true, tokens),
    });
    for await (const part of parts) yield ChatPart.parse(part).message?.content ?? '';
  } finally {
    client.abort();
  }
}

/** One signal for the caller's abort and both deadlines, and what passed. */
function openRequest(clock: Clock, signal: AbortSignal, limits: { wordMs: number; replyMs: number }) {
  const control = new AbortController();
  let passed: string | null = null;
  const expire = (what: string) => () => {
    passed = what;
    control.abort();
  };
  const abort = () => control.abort();
  signal.addEventListener('abort', abort, { once: true });
  const arm = () => clock.after(limits.wordMs, expire(`no word within ${limits.wordMs} ms`));
  let wordCame = arm();
  const cancelReply = clock.after(limits.replyMs, expire(`not finished within ${limits.replyMs} ms`));
  return {
    signal: control.signal,
    get passed() {
      return passed;
    },
    wordCame: () => wordCame(),
    awaitWord() {
      wordCame = arm();
    },
    end() {
      wordCame();
      cancelReply();
      signal.removeEventListener('abort', abort);
      control.abort();
    },
  };
}
