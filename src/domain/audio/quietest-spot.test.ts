import { expect, it } from 'vitest';
import { quietestSpot } from './quietest-spot.ts';

it('finds the gap between two words, and looks nowhere else', () => {
  const sound = Float32Array.from({ length: 32_000 }, (_, i) => {
    const inGap = Math.abs(i - 4_000) < 800 || Math.abs(i - 20_000) < 800;
    return inGap ? 0 : Math.sin(i);
  });
  expect(Math.abs(quietestSpot(sound, 12_000, 28_000) - 20_000)).toBeLessThan(800);
  expect(Math.abs(quietestSpot(sound, 0, 12_000) - 4_000)).toBeLessThan(800);
});
