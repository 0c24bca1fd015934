import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { spokenWords } from '../../domain/floor/spoken-words.ts';
import { HELD_OUT, TUNING } from './bench-floor-lines.ts';
import { readMarkedTurns } from './caller-corpus.ts';

const here = (path: string) => new URL(path, import.meta.url);
const withoutMarks = (text: string) => spokenWords(text.replaceAll(/\||<pause \d+ms>/g, ' '));

function measuredLines(): string[][] {
  const sets = [HELD_OUT, TUNING].flatMap(({ finished, hesitating }) => [...finished, ...hesitating]);
  const scenarios = readdirSync(here('./scenarios/')).map((file) => readFileSync(here(`./scenarios/${file}`), 'utf8'));
  const said = scenarios.flatMap((yaml) => [...yaml.matchAll(/say: '([^']*)'/g)].map(([, line]) => line ?? ''));
  return [...sets.map(({ text }) => text), ...said].map(withoutMarks);
}

/** Five words in a row, except the digits of a telephone number, which are all alike. */
const runsOfFive = (words: readonly string[]) =>
  words
    .slice(4)
    .map((_, i) => words.slice(i, i + 5).join(' '))
    .filter((run) => !/\b(five five five|oh one)\b/.test(run));

it('what the floor is measured on is not in what it was fitted to', () => {
  const lines = measuredLines();
  expect(lines.length).toBeGreaterThan(100);
  const whole = new Set(lines.filter(({ length }) => length >= 3).map((words) => words.join(' ')));
  const runs = new Set(lines.flatMap(runsOfFive));
  const known = readMarkedTurns(readFileSync(here('./caller-turns.txt'), 'utf8'), 0)
    .map(({ words }) => words)
    .filter((words) => whole.has(words.join(' ')) || runsOfFive(words).some((run) => runs.has(run)));
  expect(known.map((words) => words.join(' '))).toEqual([]);
});
