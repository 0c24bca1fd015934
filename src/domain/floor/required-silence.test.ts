import { describe, expect, it } from 'vitest';
import { afterPause, afterTurn, paceLogOdds, UNKNOWN_PACE } from './caller-pace.ts';
import { requiredSilence } from './required-silence.ts';
import { textCompleteness } from './text-completeness.ts';

const silence = (words: string, score: number, pace = 0) =>
  requiredSilence({ words, expected: 'anything', scores: [score], pace });

describe('the words', () => {
  it.each([
    ['How much is your fee?', 'How much is your'],
    ['We could sell it in the summer.', 'We could sell it in the'],
    ['I need to talk to my wife.', 'I need to'],
    ['Yes.', 'Yes, but'],
    ['We have three bedrooms.', 'We have three bedrooms and um'],
  ])('%s is a whole turn rather than: %s', (whole, beginning) => {
    expect(textCompleteness(whole, 'anything')).toBeGreaterThan(textCompleteness(beginning, 'anything') + 2);
  });

  it('a telephone number has ten digits', () => {
    expect(textCompleteness("It's 512-555.", 'phone-number')).toBeLessThan(-3);
    expect(textCompleteness("It's 512-555-0142.", 'phone-number')).toBeGreaterThan(1);
  });
});

describe('the silence', () => {
  it('is short where words and melody agree, long where neither does', () => {
    expect(silence('How much is your fee?', 0.98)).toBeLessThan(300);
    expect(silence('How much is your', 0.02)).toBeGreaterThan(1400);
    expect(silence('We have a tenant,', 0.9)).toBeGreaterThan(silence('We have a tenant.', 0.9));
  });

  it('falls with the melody’s score and never leaves its bounds', () => {
    const waits = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1].map((score) => silence('We bought it ten years ago.', score));
    expect(waits).toEqual(waits.toSorted((a, b) => b - a));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(280);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1800);
  });

  it('is longer for a caller who pauses within their turns', () => {
    const slow = [400, 600, 900].reduce(afterPause, afterTurn(UNKNOWN_PACE));
    expect(paceLogOdds(slow)).toBeLessThan(0);
    expect(silence('We have a tenant.', 0.8, paceLogOdds(slow))).toBeGreaterThan(silence('We have a tenant.', 0.8));
    expect(afterPause(UNKNOWN_PACE, 120)).toEqual(UNKNOWN_PACE);
  });

  it('does not wait for a melody that never comes', () => {
    expect(
      requiredSilence({ words: 'How much is your fee?', expected: 'anything', scores: [], pace: 0 }),
    ).toBeLessThanOrEqual(600);
  });
});
