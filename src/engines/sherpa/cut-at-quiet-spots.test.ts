import { expect, it } from 'vitest';
import { cutAtQuietSpots } from './cut-at-quiet-spots.ts';

it('leaves short sound whole', () => {
  expect(cutAtQuietSpots(new Float32Array(16_000), 9).map((piece) => piece.length)).toEqual([16_000]);
});

it('cuts long sound where it is quiet, losing nothing', () => {
  const sound = Float32Array.from({ length: 200_000 }, (_, i) => (Math.abs(i - 100_000) < 800 ? 0 : Math.sin(i)));
  const pieces = cutAtQuietSpots(sound, 9);
  expect(pieces.length).toBe(2);
  expect(Math.abs((pieces[0]?.length ?? 0) - 100_000)).toBeLessThan(800);
  expect(pieces.flatMap((piece) => [...piece])).toEqual([...sound]);
});

it('leaves whole what the recogniser takes at once', () => {
  expect(cutAtQuietSpots(new Float32Array(20 * 16_000), 29)).toHaveLength(1);
  expect(cutAtQuietSpots(new Float32Array(200 * 16_000), Infinity)).toHaveLength(1);
});
