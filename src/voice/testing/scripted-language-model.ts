import { failed, ok, type Result } from '../../base/result.ts';
import type { ChatMessage, LanguageModel, LanguageModelStatus } from '../../domain/engine/language-model.ts';
import type { Failure } from '../../domain/failure.ts';

/** One reply: its tokens; `then` ends it with a failure or never ends it. */
export type ScriptedReply = { tokens: readonly string[]; then?: Failure | 'silence' };

export type ScriptedLanguageModel = LanguageModel & {
  /** Every request, in order. */
  readonly asked: readonly (readonly ChatMessage[])[];
  readonly warmed: readonly (readonly ChatMessage[])[];
  /** Every structured request, in order. */
  readonly structuredAsked: readonly (readonly ChatMessage[])[];
  /** Requests that are open at this moment: must be 0 when nobody reads any more. */
  readonly open: number;
  /** What `status` answers from now on. */
  setStatus(status: LanguageModelStatus): void;
};

/** What a structured request is answered, one after the other: an answer is parsed as a model's is. */
export type ScriptedAnswer = Result<unknown, Failure>;

/** A language model that says what it is told to, reply by reply; the last one again when the script is used up. */
export function createScriptedLanguageModel(
  script: readonly ScriptedReply[],
  answers: readonly ScriptedAnswer[] = [],
): ScriptedLanguageModel {
  const asked: (readonly ChatMessage[])[] = [];
  const warmed: (readonly ChatMessage[])[] = [];
  const structuredAsked: (readonly ChatMessage[])[] = [];
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
    structured(messages, schema) {
      const answer = answers[structuredAsked.push(messages) - 1];
      if (!answer) return Promise.resolve(failed({ kind: 'language-model-failed', detail: 'nothing was scripted' }));
      return Promise.resolve(answer.ok ? ok(schema.parse(answer.value)) : answer);
    },
    status: () => Promise.resolve(status),
    setStatus(next) {
      status = next;
    },
    asked,
    warmed,
    structuredAsked,
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
