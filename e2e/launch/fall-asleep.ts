import { execFileSync } from 'node:child_process';
import { pause } from '../../src/base/clock.ts';
import { createRealClock } from '../../src/base/real-clock.ts';
import type { TelephoneApp } from './launch-telephone-app.ts';

/** Longer than the carrier's client waits for a heartbeat (15 s), and shorter than anybody lets a telephone ring. */
const ASLEEP_MS = 16_000;

export type Sleep = {
  /** By how much the clocks of the machine and of the edge are further when it wakes, ms. */
  clocksGoOnMs?: number;
  /** What happens to the telephone meanwhile. */
  meanwhile?: () => Promise<void> | void;
};

/** A process and all that came of it. */
function familyOf(pid: number): number[] {
  const pairs = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] =>
    pairs.flatMap(([child, of]) => (of === parent ? [child, ...below(child)] : []));
  return [pid, ...below(pid)];
}

/**
 * Puts the whole app to sleep as a closed lid does: not one of its processes runs, and no more than the system itself
 * answers at its ports. Then wakes it, and tells it as the system would. Its timers go on meanwhile, which a real sleep
 * spares them: all that are due fire at once. Needs a system with signals.
 */
export async function fallAsleep({ latchkey, edge }: TelephoneApp, sleep: Sleep = {}): Promise<void> {
  const { clocksGoOnMs = 0, meanwhile } = sleep;
  const pid = latchkey.app.process().pid;
  if (pid === undefined) throw new Error('The app does not run.');
  await latchkey.app.evaluate((_, laterMs) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + laterMs;
  }, clocksGoOnMs);
  const all = familyOf(pid);
  for (const one of all) process.kill(one, 'SIGSTOP');
  try {
    edge.passTime(clocksGoOnMs);
    await meanwhile?.();
    // The time itself is the fault.
    await pause(createRealClock(), ASLEEP_MS);
  } finally {
    for (const one of all) process.kill(one, 'SIGCONT');
  }
  await latchkey.app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'));
}
