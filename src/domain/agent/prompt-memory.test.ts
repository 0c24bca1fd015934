import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { droppedSayings, estimatedTokens } from './prompt-memory.ts';

/** A conversation of sayings of so many characters. */
const said = (...lengths: number[]) => lengths.map((length, index) => ({ text: String(index % 10).repeat(length) }));
const tokensOf = (history: readonly { text: string }[]) =>
  history.reduce((sum, { text }) => sum + estimatedTokens(text), 0);

describe('what a model is still given of a conversation', () => {
  it('is all of it while it fits', () => {
    expect(droppedSayings([])).toBe(0);
    expect(droppedSayings(said(...Array.from({ length: 60 }, () => 80)))).toBe(0);
  });

  it('is cut in blocks: many sayings at once, then none for long', () => {
    const history = said(...Array.from({ length: 400 }, () => 80));
    const cuts = history.map((_, end) => droppedSayings(history.slice(0, end + 1)));
    const moved = cuts.filter((cut, index) => index > 0 && cut !== cuts[index - 1]);
    expect(moved.length).toBeGreaterThan(3);
    expect(moved.length).toBeLessThan(12);
  });

  it('counts what was said, not how often', () => {
    expect(droppedSayings(said(...Array.from({ length: 20 }, () => 800)))).toBeGreaterThan(0);
  });

  it('always holds the last saying, however long', () => {
    expect(droppedSayings(said(40, 100_000))).toBe(1);
    expect(droppedSayings(said(100_000))).toBe(0);
  });

  it('fits, and only grows at its end between two cuts, whatever is said', () => {
    assert(
      property(array(integer({ min: 1, max: 900 }), { maxLength: 150 }), (lengths) => {
        const history = said(...lengths);
        let before = 0;
        for (let end = 1; end <= history.length; end++) {
          const dropped = droppedSayings(history.slice(0, end));
          expect(dropped).toBeGreaterThanOrEqual(before);
          expect(tokensOf(history.slice(dropped, end))).toBeLessThanOrEqual(2_400);
          before = dropped;
        }
      }),
    );
  });
});
