import { expect, it } from 'vitest';
import { clauseBoundary, clausesOf, firstSentence } from './clauses.ts';

async function* tokens(text: string) {
  await Promise.resolve();
  yield* text.split(/(?= )/);
}

async function cut(text: string): Promise<string[]> {
  const clauses: string[] = [];
  for await (const clause of clausesOf(tokens(text))) clauses.push(clause);
  return clauses;
}

it.each([
  ['Sure. I can do that.', ['Sure.', 'I can do that.']],
  ['Good question, I will ask.', ['Good question,', 'I will ask.']],
  ['Mr. Miller will call you back today.', ['Mr. Miller will call you', 'back today.']],
  [
    'J. P. Miller Bros. Realty is open. Call at 9 a.m. tomorrow.',
    ['J. P. Miller Bros. Realty', 'is open.', 'Call at 9 a.m. tomorrow.'],
  ],
  ['So do I. Thanks.', ['So do I.', 'Thanks.']],
  ['It sold for 3.5 million.', ['It sold for 3.5 million.']],
  ['Thanks', ['Thanks']],
  ['...', []],
  [
    'Got it. We have three homes near the park, two of them with a garden, and one that is brand new.',
    ['Got it.', 'We have three homes near the park,', 'two of them with a garden,', 'and one that is brand new.'],
  ],
])('cuts %j', async (text, clauses) => {
  expect(await cut(text)).toEqual(clauses);
});

it('loses no word, whatever the text', async () => {
  const text =
    'I would like to see whether the house that you have on the corner of the street near the old church is still for sale and if so when we could come by to have a look at it together with my wife';
  const clauses = await cut(text);
  expect(clauses.join(' ')).toBe(text);
  expect(clauses[0]!.split(' ').length).toBeLessThanOrEqual(7);
});

it('does not cut at a mark before what follows has begun', () => {
  expect(clauseBoundary('It costs 3.', true)).toBe(0);
  expect(clauseBoundary('Yes, ', true)).toBe(0);
  expect(clauseBoundary('Mr. ', true)).toBe(0);
});

it('cuts a sentence that is whole before the next one is known', () => {
  expect(clauseBoundary('Got it. ', true)).toBe('Got it. '.length);
});

it.each([
  ['Hi Ms. Reyes, this is Joe, an AI. Do you have a minute?', 'Hi Ms. Reyes, this is Joe, an AI.'],
  ['Hi Dana, this is Joe with St. James Realty. Hello?', 'Hi Dana, this is Joe with St. James Realty.'],
  ['Who is this? I asked first.', 'Who is this?'],
  ['It was 3.5 million', 'It was 3.5 million'],
])('finds the first sentence of %j', (text, sentence) => {
  expect(firstSentence(text)).toBe(sentence);
});
