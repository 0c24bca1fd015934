import { describe, expect, test } from 'vitest';
import { createPlayout, HUSH_FADE_SAMPLES, type PlayoutReport } from './playout.ts';

const pcm = (length: number, value = 16_384) => new Int16Array(length).fill(value);

function openMouth() {
  const reports: PlayoutReport[] = [];
  const playout = createPlayout({ report: (report) => reports.push(report) });
  const hear = (count: number) => {
    const out = new Float32Array(count);
    playout.read(out, 0, count);
    return out;
  };
  return { playout, reports, hear };
}

describe('a speech', () => {
  test('goes out sample by sample and is reported exactly', () => {
    const { playout, reports, hear } = openMouth();
    hear(100);
    playout.say('a', Int16Array.from([1, 2, 3]));
    playout.say('a', Int16Array.from([4, 5]));
    expect([...hear(4)].map((x) => x * 32768)).toEqual([1, 2, 3, 4]);
    playout.reportPlayed();
    playout.end('a');
    expect([...hear(4)].map((x) => x * 32768)).toEqual([5, 0, 0, 0]);
    expect(reports).toEqual([
      { type: 'played', speechId: 'a', samples: 4, atSample: 104 },
      { type: 'finished', speechId: 'a', samples: 5, atSample: 105 },
    ]);
  });

  test('that has nothing to say is over at once', () => {
    const { playout, reports } = openMouth();
    playout.say('a', pcm(0));
    playout.end('a');
    expect(reports).toEqual([{ type: 'finished', speechId: 'a', samples: 0, atSample: 0 }]);
  });

  test('ends the one before it, whose rest still goes out first', () => {
    const { playout, reports, hear } = openMouth();
    playout.say('a', pcm(10, 100));
    playout.say('b', pcm(10, 200));
    playout.say('a', pcm(10, 300));
    expect([...new Set(hear(20))].map((x) => x * 32768)).toEqual([100, 200]);
    expect(reports.map(({ type, speechId }) => `${type} ${speechId}`)).toEqual(['finished a']);
  });

  test('that runs dry is counted once for each time, and goes on when more comes', () => {
    const { playout, hear } = openMouth();
    playout.say('a', pcm(10));
    hear(20);
    hear(20);
    playout.say('a', pcm(10));
    hear(20);
    expect(playout.underruns()).toBe(2);
  });

  test('is not counted as dry before its first sound or after its end', () => {
    const { playout, hear } = openMouth();
    playout.say('a', pcm(0));
    hear(20);
    playout.say('a', pcm(10));
    playout.end('a');
    hear(20);
    expect(playout.underruns()).toBe(0);
  });
});

describe('hushing', () => {
  test('fades within 5 ms, without a step, and says how much was heard', () => {
    const { playout, reports, hear } = openMouth();
    playout.say('a', pcm(1000));
    hear(320);
    playout.hush('a');
    const after = hear(320);
    const steps = after.slice(1).map((x, i) => Math.abs(x - after[i]!));
    expect(Math.max(...steps)).toBeLessThan(0.01);
    expect(after.slice(HUSH_FADE_SAMPLES).every((x) => x === 0)).toBe(true);
    expect(reports).toEqual([{ type: 'hushed', speechId: 'a', samples: 400, atSample: 400 }]);
  });

  test('before the first sound drops it whole', () => {
    const { playout, reports, hear } = openMouth();
    playout.say('a', pcm(1000));
    playout.hush('a');
    expect(hear(10).every((x) => x === 0)).toBe(true);
    expect(reports).toEqual([{ type: 'hushed', speechId: 'a', samples: 0, atSample: 0 }]);
  });

  test('refuses what arrives later, even where the hush overtook the first words', () => {
    const { playout, reports, hear } = openMouth();
    playout.hush('a');
    playout.hush('a');
    playout.say('a', pcm(100));
    playout.end('a');
    expect(hear(100).every((x) => x === 0)).toBe(true);
    expect(reports).toEqual([{ type: 'hushed', speechId: 'a', samples: 0, atSample: 0 }]);
  });

  test('one speech lets the next be heard', () => {
    const { playout, hear } = openMouth();
    playout.say('a', pcm(1000, 100));
    hear(10);
    playout.hush('a');
    playout.say('b', pcm(1000, 200));
    expect(hear(200).at(-1)! * 32768).toBe(200);
  });
});

test('the voice is ducked and comes back within 10 ms', () => {
  const { playout, hear } = openMouth();
  playout.say('a', pcm(1000));
  playout.setGain(0.1);
  const down = hear(200);
  expect(down[159]).toBeCloseTo(0.05);
  expect(down[80]).toBeGreaterThan(0.2);
  playout.setGain(Number.NaN);
  playout.setGain(7);
  expect(hear(200).at(-1)).toBeCloseTo(0.5);
});

test('a call that ends reports what was still open', () => {
  const { playout, reports, hear } = openMouth();
  playout.say('a', pcm(1000));
  hear(100);
  playout.close();
  expect(reports).toEqual([{ type: 'hushed', speechId: 'a', samples: 100, atSample: 100 }]);
});
