import { failed, ok, type Result } from '../../base/result.ts';
import type { ChatMessage, LanguageModel, LanguageModelStatus } from '../../domain/engine/language-model.ts';
import type { Failure } from '../../domain/failure.ts';

/** One reply: its tokens; `then` ends it with a failure or never ends it. */
export type ScriptedReply = { tokens: readonly string[]; then?: Failure | 'silence' };

export type ScriptedLanguageModel = LanguageModel & {
  /** Every request, in order. */
  readonly asked: readonly (readonly ChatMessage[])[];
  readonly warmed: readonly (readonly ChatMessage[])[];
  /** Requests that are open at this moment: must be 0 when nobody reads any more. */
  readonly open: number;
  /** What `status` answers from now on. */
  setStatus(status: LanguageModelStatus): void;
};

/** A language model that says what it is told to, reply by reply; the last one again when the script is used up. */
export function createScriptedLanguageModel(script: readonly ScriptedReply[]): ScriptedLanguageModel {
  const asked: (readonly ChatMessage[])[] = [];
  const warmed: (readonly ChatMessage[])[] = [];
  let open = 0;
  let status: LanguageModelStatus = { state: 'ready', model: 'scripted', url: 'http://scripted.test' };

  async function* stream(
    messages: readonly ChatMessage[],
    signal: AbortSignal,
  ): AsyncGenerator<Result<string, Failure>> {
    const reply = script[Math.min(asked.length, script.length - 1)] ?? { tokens: [] };
    asked.push(messages);
    open++;
    try {
      for (const token of reply.tokens) {
        await Promise.resolve();
        if (signal.aborted) return;
        yield ok(token);
      }
      if (reply.then === 'silence') await aborted(signal);
      else if (reply.then) yield failed(reply.then);
    } finally {
      open--;
    }
  }

  return {
    stream,
    warm(messages) {
      warmed.push(messages);
      return Promise.resolve();
    },
    status: () => Promise.resolve(status),
    setStatus(next) {
      status = next;
    },
    asked,
    warmed,
    get open() {
      return open;
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
