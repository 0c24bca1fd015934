import type { Clock } from '../../base/clock.ts';
import type { ChatMessage } from '../../domain/engine/language-model.ts';
import { KEEP_ALIVE, requestOptions } from './ollama-options.ts';
import { ChatPart } from './ollama-replies.ts';
import { clientFor } from './ollama-request.ts';

export type Chat = {
  url: string;
  model: string;
  messages: readonly ChatMessage[];
  onGpu: boolean | null;
  signal: AbortSignal;
  /** Longest answer, in tokens; that of a reply where it is not said. */
  tokens?: number;
  temperature?: number;
  /** A JSON Schema that the answer obeys. */
  format?: object;
};

/** Loads the model without asking anything. */
export async function load({ url, model, signal }: Pick<Chat, 'url' | 'model' | 'signal'>): Promise<void> {
  await clientFor(url, signal).generate({ model, prompt: '', keep_alive: KEEP_ALIVE, options: requestOptions(true) });
}

/** Text as it comes. Throws what the client throws; leaving the loop ends the request on the server. */
export async function* chat({ url, model, messages, onGpu, signal, format, ...more }: Chat): AsyncGenerator<string> {
  const client = clientFor(url, signal);
  try {
    const parts = await client.chat({
      model,
      messages: messages.map((message) => ({ ...message })),
      stream: true,
      keep_alive: KEEP_ALIVE,
      options: requestOptions(onGpu === true, more),
      ...(format ? { format } : {}),
    });
    for await (const part of parts) yield ChatPart.parse(part).message?.content ?? '';
  } finally {
    client.abort();
  }
}

/** Longest waits, ms: for the first word and from each to the next; for all of it. */
export type Limits = { wordMs: number; replyMs: number };

/** One signal for the caller's abort and both deadlines, and what passed. */
export function openRequest(clock: Clock, signal: AbortSignal, limits: Limits) {
  const control = new AbortController();
  let passed: string | null = null;
  const expire = (what: string) => () => {
    passed = what;
    control.abort();
  };
  const abort = () => control.abort();
  if (signal.aborted) abort();
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
