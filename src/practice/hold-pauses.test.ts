import { expect, test } from 'vitest';
import { loudnessDb } from '../domain/practice/agent-ear.ts';
import { holdPauses } from './hold-pauses.ts';

/** A second and a half of voice at 8 kHz, quiet between these ms. */
const voice = (...gaps: [number, number][]) =>
  Int16Array.from({ length: 12_000 }, (_, i) =>
    gaps.some(([from, to]) => i >= from * 8 && i < to * 8) ? 0 : 6_000 * Math.sin(i / 4),
  );
const silentStretches = (pcm: Int16Array) => {
  const found: { fromMs: number; toMs: number }[] = [];
  for (let at = 0; at + 80 <= pcm.length; at += 80) {
    if (loudnessDb(pcm.subarray(at, at + 80)) > -60) continue;
    const last = found.at(-1);
    if (last?.toMs === at / 8) last.toMs = at / 8 + 10;
    else found.push({ fromMs: at / 8, toMs: at / 8 + 10 });
  }
  return found;
};

test('a pause is put into the gap between two words, not where the letters say', () => {
  const held = holdPauses(voice([600, 660]), [{ share: 0.5, ms: 500 }]);
  expect(held.length).toBe(12_000 + 4_000);
  const [pause, ...more] = silentStretches(held);
  expect(more).toEqual([]);
  expect(pause).toEqual({ fromMs: 600, toMs: 1_160 });
});

test('of two gaps the nearer one is meant, and several pauses each find their own', () => {
  const held = holdPauses(voice([400, 460], [1_000, 1_060]), [
    { share: 0.3, ms: 300 },
    { share: 0.65, ms: 200 },
  ]);
  expect(silentStretches(held)).toEqual([
    { fromMs: 400, toMs: 760 },
    { fromMs: 1_300, toMs: 1_560 },
  ]);
});

test('without a gap it is the quietest spot near by, and nothing of the voice is lost', () => {
  const whole = voice();
  const held = holdPauses(whole, [{ share: 0.5, ms: 100 }]);
  expect(held.length).toBe(whole.length + 800);
  expect(held.reduce((sum, sample) => sum + Math.abs(sample), 0)).toBe(
    whole.reduce((sum, sample) => sum + Math.abs(sample), 0),
  );
});
