import type { FloorFact } from './floor-fact.ts';

/** What is noticed of an utterance that nobody here answers: while the human is the handler, of both sides. */
export type Overheard = { readonly final: boolean; readonly silentMs: number };

export const NOTHING_OVERHEARD: Overheard = { final: false, silentMs: 0 };

/** Silence after which an utterance counts as said while nobody waits for its end. */
const SAID_AFTER_MS = 640;

export function afterOverhearing(overheard: Overheard, fact: FloorFact): Overheard {
  if (fact.type === 'voiceHeard') return NOTHING_OVERHEARD;
  if (fact.type === 'silenceHeard') return { ...overheard, silentMs: fact.silentMs };
  return fact.type === 'wordsRecognised' ? { ...overheard, final: fact.final } : overheard;
}

/** Whether it is over, and can be written down. */
export const isSaid = ({ final, silentMs }: Overheard): boolean => final && silentMs >= SAID_AFTER_MS;
