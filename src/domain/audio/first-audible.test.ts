import { expect, it } from 'vitest';
import { firstAudibleSample } from './first-audible.ts';

/** Silence with loud stretches, given in ms. */
function sound(totalMs: number, ...loud: [fromMs: number, toMs: number][]): Int16Array {
  const pcm = new Int16Array(totalMs * 16);
  for (const [from, to] of loud) pcm.fill(6_000, from * 16, to * 16);
  return pcm;
}

it.each([
  ['where the voice begins', sound(200, [50, 150]), 50 * 16],
  ['not at a click before it', sound(200, [20, 40], [80, 150]), 80 * 16],
  ['nowhere in silence', sound(200), undefined],
])('is %s', (_name, pcm, at) => {
  expect(firstAudibleSample(pcm)).toBe(at);
});
