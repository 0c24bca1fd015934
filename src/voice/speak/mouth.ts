import { failed, ok, type Result } from '../../base/result.ts';
import { pcmFromFloat, SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import { resample } from '../../domain/audio/resample.ts';
import type { TextToSpeech } from '../../domain/engine/text-to-speech.ts';
import type { Failure } from '../../domain/failure.ts';
import { trimSilence } from './trim-silence.ts';

/** A clause as sound: 16 kHz, edges trimmed, its pause behind it. */
export type SpokenClause = { text: string; pcm: Int16Array };

export type Mouth = {
  /** Clauses → sound, one at a time; whoever pulls decides how far ahead. Ends at the first failure or abort. */
  speak(clauses: AsyncIterable<string>, signal: AbortSignal): AsyncGenerator<Result<SpokenClause, Failure>>;
  /** Renders clauses that are likely to be said, so that they are there at once. */
  rehearse(clauses: readonly string[], signal: AbortSignal): Promise<void>;
  readonly voiceId: string;
};

/** Clauses kept as sound. Short first clauses repeat; the bound is about 20 MB. */
const KEPT_CLAUSES = 200;

export function createMouth(textToSpeech: TextToSpeech): Mouth {
  const kept = new Map<string, Int16Array>();

  const keep = (text: string, pcm: Int16Array) => {
    kept.delete(text);
    kept.set(text, pcm);
    if (kept.size > KEPT_CLAUSES) kept.delete(kept.keys().next().value ?? '');
  };

  async function render(text: string, signal: AbortSignal): Promise<Result<Int16Array, Failure>> {
    const ready = kept.get(text);
    if (ready) {
      keep(text, ready);
      return ok(ready);
    }
    const spoken = await textToSpeech.synthesise(text, signal);
    if (!spoken.ok) return failed(spoken.failure);
    if (signal.aborted) return ok(new Int16Array(0));
    const pcm = pcmFromFloat(
      trimSilence(resample(spoken.value, textToSpeech.sampleRate, SAMPLE_RATE), SAMPLE_RATE, /[.?!]["')]?$/.test(text)),
    );
    keep(text, pcm);
    return ok(pcm);
  }

  return {
    voiceId: textToSpeech.voiceId,
    async *speak(clauses, signal) {
      for await (const text of clauses) {
        if (signal.aborted) return;
        const pcm = await render(text, signal);
        if (signal.aborted) return;
        yield pcm.ok ? ok({ text, pcm: pcm.value }) : pcm;
        if (!pcm.ok) return;
      }
    },
    async rehearse(clauses, signal) {
      for (const text of clauses) {
        if (signal.aborted) return;
        await render(text, signal);
      }
    },
  };
}
