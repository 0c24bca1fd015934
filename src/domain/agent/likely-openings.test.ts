import { expect, it } from 'vitest';
import { likelyOpenings } from './likely-openings.ts';

it('are short, distinct and free of anything that only a call can fill in', () => {
  const openings = likelyOpenings();
  expect(openings).toContain('Got it.');
  expect(new Set(openings).size).toBe(openings.length);
  for (const opening of openings) {
    expect(opening).not.toMatch(/[{}]/);
    expect(opening.split(' ').length).toBeLessThanOrEqual(6);
  }
});
