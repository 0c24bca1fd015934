import { expect, it } from 'vitest';
import type { FloorFact } from './floor-fact.ts';
import { afterOverhearing, isSaid, NOTHING_OVERHEARD } from './overheard-utterance.ts';

const voice: FloorFact = { type: 'voiceHeard', voicedMs: 900, atSample: 0 };
const silence = (silentMs: number): FloorFact => ({ type: 'silenceHeard', silentMs, lastVoicedSample: 0 });
const words = (final: boolean): FloorFact => ({ type: 'wordsRecognised', text: 'I see.', final });
const melody: FloorFact = { type: 'endOfTurnScored', probability: 0.9 };

it.each([
  ['is over after a silence with all its words known', [voice, silence(320), words(true), silence(640)], true],
  ['is over when the words come late', [voice, silence(640), words(true)], true],
  ['is not over in a short pause, however finished it sounds', [voice, silence(320), words(true), melody], false],
  ['is not over while its words may still grow', [voice, silence(640), words(false)], false],
  ['is not over for who goes on', [voice, silence(640), words(true), voice, silence(320)], false],
])('what is overheard %s', (_, facts, said) => {
  expect(isSaid(facts.reduce(afterOverhearing, NOTHING_OVERHEARD))).toBe(said);
});
