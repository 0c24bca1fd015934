import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pause } from '../base/clock.ts';
import { createSimulatedClock } from './simulated-clock.ts';

test('an hour passes in no time, and its timers run in their order', async () => {
  const clock = createSimulatedClock();
  const ran: string[] = [];
  clock.after(20, () => ran.push('b'));
  clock.after(20, () => ran.push('c'));
  clock.after(10, () => ran.push('a'));
  clock.after(15, () => ran.push('never'))();
  const before = performance.now();
  await pause(clock, 3_600_000);
  expect(ran).toEqual(['a', 'b', 'c']);
  expect([clock.now(), clock.wallTime()]).toEqual([3_600_000, Date.UTC(2026, 0, 5, 16)]);
  expect(performance.now() - before).toBeLessThan(2_000);
});

test('time stands still during work, however long it takes', async () => {
  const clock = createSimulatedClock();
  let done = () => {};
  const work = clock.during(new Promise<void>((resolve) => (done = resolve)));
  let rang = false;
  clock.after(5, () => (rang = true));
  for (let round = 0; round < 50; round++) await new Promise((resolve) => setImmediate(resolve));
  expect([clock.now(), rang]).toEqual([0, false]);
  done();
  await work;
  await pause(clock, 5);
  expect([clock.now(), rang]).toEqual([5, true]);
});

test('a deadline far away does not pass while a file is read that nobody marked as work', async () => {
  const clock = createSimulatedClock();
  let passed = false;
  const cancel = clock.after(60_000, () => (passed = true));
  for (let i = 0; i < 20; i++) await readFile(fileURLToPath(import.meta.url));
  expect(passed).toBe(false);
  cancel();
});

test('what a timer starts is finished before the next one', async () => {
  const clock = createSimulatedClock();
  const ran: string[] = [];
  clock.after(10, () => {
    void (async () => {
      for (let i = 0; i < 30; i++) await Promise.resolve();
      ran.push('first');
    })();
  });
  clock.after(11, () => ran.push('second'));
  await pause(clock, 20);
  expect(ran).toEqual(['first', 'second']);
});

test('work that starts further work is waited for to its end', async () => {
  const clock = createSimulatedClock();
  let passed = false;
  clock.after(5, () => (passed = true));
  const realMs = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  for (let i = 0; i < 5; i++) await clock.during(realMs(3));
  expect([clock.now(), passed]).toEqual([0, false]);
});
