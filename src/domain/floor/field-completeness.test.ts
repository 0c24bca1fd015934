import { describe, expect, it } from 'vitest';
import { fieldCompleteness } from './field-completeness.ts';
import type { ExpectedAnswer } from './floor-fact.ts';
import { requiredSilence } from './required-silence.ts';

/** Silence (ms) after these words, their melody saying neither. */
const silence = (words: string, expected: ExpectedAnswer, score = 0.7) =>
  requiredSilence({ words, expected, scores: [score], pace: 0 });
const LONG = 1_500;
const QUICK = 520;

describe('a field that is not whole is waited for', () => {
  it.each<[ExpectedAnswer, string]>([
    ['phone-number', 'Five one two,'],
    ['phone-number', "It's 512-555."],
    ['phone-number', 'five five five, oh one four three'],
    ['phone-number', 'five one two, double five'],
    ['phone-number', 'eight hundred'],
    ['phone-number', 'area code five one two, five five five, oh one'],
    ['phone-number', 'five one two five five, no, five six'],
    ['digits-4', 'oh one'],
    ['digits-7', 'five five five'],
    ['email', "It's jordan"],
    ['email', 'j o r d a'],
    ['email', 'jordan underscore'],
    ['email', 'jordan underscore miller'],
    ['email', 'jordan at gmail'],
    ['email', 'jordan at gmail dot'],
    ['email', 'jordan at'],
    ['address', 'The address is seventeen oh six'],
    ['address', "It's forty two eleven."],
    ['number', 'four hundred and'],
    ['number', 'one point'],
    ['number', "I'd say two hundred and"],
  ])('%s: %s', (expected, words) => expect(silence(words, expected)).toBeGreaterThan(LONG));
});

describe('a field that is whole is answered soon', () => {
  it.each<[ExpectedAnswer, string]>([
    ['phone-number', '512-555-0143.'],
    ['phone-number', 'five one two, double five five, oh one four three'],
    ['phone-number', 'one eight hundred, five five five, twelve hundred'],
    ['digits-4', 'oh one four three'],
    ['digits-3', '512'],
    ['digits-7', 'five five five, oh one four three'],
    ['email', 'jordan at gmail dot com'],
    ['email', 'jordan.miller@example.com.'],
    ['email', 'j o r d a n at harbor realty dot net'],
    ['email', "I don't have one."],
  ])('%s: %s', (expected, words) => expect(silence(words, expected)).toBeLessThanOrEqual(QUICK));
});

describe('what is not of the field', () => {
  it.each<[ExpectedAnswer, string]>([
    ['phone-number', "I'd rather not say."],
    ['phone-number', 'Why do you need that?'],
    ['email', 'What do you need it for?'],
    ['address', 'Forty two eleven Oak Street.'],
    ['address', 'Nine eighty Sycamore Street, apartment four.'],
    ['address', 'In Maple Grove.'],
    ['number', 'Four hundred and fifty thousand.'],
    ['number', 'Around five hundred.'],
    ['number', 'We have talked about it and'],
    ['yes-or-no', 'five one two'],
    ['anything', 'jordan at'],
  ])('%s: %s is judged as ever', (expected, words) => expect(fieldCompleteness(words, expected)).toBeUndefined());

  it('a number that grows over several turns is whole with its last digits', () => {
    expect(silence('oh one four three', 'digits-4')).toBeLessThan(silence('oh one four three', 'phone-number'));
  });
});
