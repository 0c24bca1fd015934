import type { Clock } from '../../../base/clock.ts';
import { summaryRequest } from '../../../domain/agent/analytics/summary-request.ts';
import type { LanguageModel } from '../../../domain/engine/language-model.ts';

/** Nobody waits for it, but the calls behind it do. */
const WORDING_MS = 30_000;
/** Longer than any summary that would be taken. */
const MOST_LETTERS = 800;

/** What a model makes of our summary; '' where there is none, where it breaks off, or where it takes too long. */
export async function wordSummary(
  ours: string,
  { languageModel, clock, signal }: { languageModel: LanguageModel | null; clock: Clock; signal: AbortSignal },
): Promise<string> {
  if (!languageModel || signal.aborted) return '';
  const own = new AbortController();
  const stop = () => own.abort();
  const cancel = clock.after(WORDING_MS, stop);
  signal.addEventListener('abort', stop, { once: true });
  let text = '';
  try {
    for await (const token of languageModel.stream(summaryRequest(ours), own.signal, 'suggestion')) {
      if (!token.ok) return '';
      text += token.value;
      if (text.length > MOST_LETTERS) return '';
    }
    return own.signal.aborted ? '' : text;
  } finally {
    cancel();
    signal.removeEventListener('abort', stop);
    own.abort();
  }
}
