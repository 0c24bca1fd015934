import type { FloorFact } from '../../domain/floor/floor-fact.ts';
import type { Ear } from '../hear/hearing.ts';
import type { Utterance } from './caller-utterance.ts';

/** Silence after which an utterance counts as said while nobody waits for its end. */
const SAID_AFTER_MS = 640;

/**
 * Listens without taking part: while the human is the handler both sides are written down and nobody is answered.
 */
export function createOverhearing(
  utterance: Utterance,
  ear: () => Ear,
  said: (text: string) => void,
): (fact: FloorFact) => void {
  let final = false;
  let silentMs = 0;
  return (fact) => {
    utterance.noticed(fact);
    if (fact.type === 'voiceHeard') {
      final = false;
      silentMs = 0;
    }
    if (fact.type === 'silenceHeard') silentMs = fact.silentMs;
    if (fact.type === 'wordsRecognised') final = fact.final;
    if (silentMs < SAID_AFTER_MS || !final) return;
    const text = utterance.finish();
    if (text) said(text);
    utterance.forget();
    ear().forget();
    final = false;
    silentMs = 0;
  };
}
