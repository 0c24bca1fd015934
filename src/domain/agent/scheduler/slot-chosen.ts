import type { TimeSlot } from '../../scheduling/time-slot.ts';
import { isWithin, type Window } from './window.ts';

const ONE = '(?:one|option|slot|time|choice)';
const FIRST = new RegExp(
  `^(?:\\w+ ){0,4}?(?:the )?(?:first|former|earlier|earliest|sooner)(?: ${ONE})?(?: (?:is|works|please|sounds|would|then|i|you|will|for).*)?$|\\b(?:number one|option one)\\b`,
);
const SECOND = new RegExp(
  `^(?:\\w+ ){0,4}?(?:the )?(?:second|latter|later|last|latest)(?: ${ONE})(?: (?:is|works|please|sounds|would|then|i|you|will|for).*)?$|^(?:the )?(?:second|latter)(?: please)?$|\\b(?:number two|option two)\\b`,
);
/** Nothing but a place: "the first", of two times, is no day of a month. */
const ONLY_PLACE =
  /^(?:(?:yes|okay|ok|oh|well|um|uh|then|maybe|let us (?:do|take)|i (?:will|would) (?:take|like)|i want) )*(?:the )?(?:first|second)(?: then| please)*$/;
const EITHER =
  /\b(?:either(?: one| of them| works| is fine| way)?|both (?:work|are fine|are good)|any of (?:them|those))\b/;
const NEGATED = /\b(?:not|no|never|neither|none|nope|nor)\b/;

/**
 * Which of the slots the caller takes, by what they say (`timeWords`): by its place ("the later one"), or since it is
 * the only one that the day or time they name fits. null where they take none, or it cannot be told which.
 */
export function slotChosen(words: string, offered: readonly TimeSlot[], window: Window | null): TimeSlot | null {
  if (NEGATED.test(words) || window?.refuses) return null;
  const fitting = window ? offered.filter((slot) => isWithin(window, slot)) : offered;
  if (window && fitting.length < 2 && !(fitting.length === 0 && ONLY_PLACE.test(words))) return fitting[0] ?? null;
  return byPlace(words, offered);
}

function byPlace(words: string, offered: readonly TimeSlot[]): TimeSlot | null {
  const [first, last] = [offered[0], offered.at(-1)];
  if (!first || !last) return null;
  if (EITHER.test(words)) return first;
  if (offered.length < 2) return null;
  if (FIRST.test(words)) return first;
  return SECOND.test(words) || ONLY_PLACE.test(words) ? last : null;
}
