import { spokenWords } from '../spoken-words.ts';
import { sentencesOf } from './find-promises.ts';

export type SummaryVerdict = { ok: true; text: string } | { ok: false; why: string };

const MOST_SENTENCES = 3;
const MOST_WORDS = 70;

/**
 * Whether a model's words for `ours` may stand in its place. They may say it more smoothly and nothing else: every word
 * that carries a meaning is one of ours, and what we deny they deny. A false alarm costs a smoother sentence.
 */
export function checkSummary(text: string, ours: string): SummaryVerdict {
  const worded = text.replace(/\s+/g, ' ').trim();
  const words = spokenWords(worded).split(' ').filter(Boolean);
  const refused = (why: string): SummaryVerdict => ({ ok: false, why });
  if (words.length < 3) return refused('empty');
  if (words.length > MOST_WORDS || sentencesOf(worded).length > MOST_SENTENCES) return refused('too long');
  if (/[?*#[\]{}<>|]|\byou(?:r|rs)?\b(?<!\bwith you)/i.test(worded)) return refused('not a report');
  const known = new Set(spokenWords(ours).split(' ').flatMap(formsOf));
  const strange = words.find(
    (word) => !MEANINGLESS.has(word) && !DENIES.has(word) && !formsOf(word).some((form) => known.has(form)),
  );
  if (strange !== undefined) return refused('a word that is not in the claims');
  if (denials(words) !== denials(spokenWords(ours).split(' '))) return refused('a denial more or less');
  return { ok: true, text: worded };
}

/** A word and what it is built on: "selling", "sells" and "sell" are one; a number is only itself. */
function formsOf(word: string): string[] {
  if (/\d/.test(word) || word.length < 4) return [word];
  const stem = word.replace(/(?:ing|ies|ied|ed|es|s)$/, '');
  return stem.length < 3 ? [word] : [word, stem, stem.replace(/(.)\1$/, '$1'), `${stem}e`];
}

const denials = (words: readonly string[]): number => words.filter((word) => DENIES.has(word)).length;
const DENIES: ReadonlySet<string> = new Set(['not', 'no', 'never', 'nobody', 'nothing', 'none', 'without', 'neither']);

/** What any report may be joined with: none of it says what happened. */
const MEANINGLESS: ReadonlySet<string> = new Set(
  (
    'a an the and or of to in on at for with about as by from is are was were be been being do does did has have had it its this ' +
    'that which who whom they them their he she his her him also so then now there caller lead call said says told ' +
    'tell tells asked asks wants want would will plans plan looking to'
  ).split(' '),
);
