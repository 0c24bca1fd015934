import { FLOOR } from './floor-settings.ts';
import { spokenWords, wordSet } from './spoken-words.ts';

const BACKCHANNEL = wordSet(
  'mm mhm mmhmm hmm hm mum hum hun hung huh uh ah oh aha um m ok okay okey right yeah yes yep yup sure alright all good great nice i see cool fine',
);
/** What a recogniser makes of a hummed "mm-hmm" or "uh-huh"; counts only beside such a hum. */
const MISHEARD_HUM = wordSet('a an and the hi high ha out am amen men him home on one');
const INTERRUPTING = wordSet(
  "wait stop no not sorry actually hold hang excuse but what why how who when where can could would hey hello listen don't do remove take never i'm we can't",
);

export type Overlap = 'interruption' | 'backchannel' | 'unclear';

/** What words over our own voice are: somebody who wants the floor, or somebody who only says that they listen. */
export function judgeOverlap(text: string, voicedMs: number): Overlap {
  const words = spokenWords(text);
  const first = words[0];
  if (first === undefined) return 'unclear';
  if (INTERRUPTING.has(first) || words.slice(0, 3).some((word) => word === 'wait' || word === 'stop'))
    return 'interruption';
  if (words.length <= 3 && words.every((word) => BACKCHANNEL.has(word) || MISHEARD_HUM.has(word))) return 'backchannel';
  // A recogniser that hears but a hum may make a whole sentence of it, faster than anybody speaks.
  if (words.length > 1 + (voicedMs * FLOOR.wordsPerSecond) / 1000) return 'unclear';
  return words.length >= 3 && voicedMs >= FLOOR.enoughVoiceMs ? 'interruption' : 'unclear';
}
