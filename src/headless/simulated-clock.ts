import type { Clock } from '../base/clock.ts';

/** Beyond this, time only jumps after the machine has been seen to be idle: something may be at work that nobody marked. */
const LONG_JUMP_MS = 100;
const IDLE_LOOK_MS = 4;
const IDLE_LOOKS = 3;
const SETTLING_ROUNDS = 3;
/** Requests of Node's own that count as work in progress. */
const WORK = new Set([
  'FSReqPromise',
  'FSReqCallback',
  'FileHandleCloseReq',
  'TCPSocketWrap',
  'TCPConnectWrap',
  'GetAddrInfoReqWrap',
]);

type Timer = { id: number; at: number; run: () => void };

/**
 * A clock whose time stands still while there is anything to do and jumps to the next timer when there is not, so that a
 * call of a minute takes as long as its work takes. Timers that fall due together run in the order they were set.
 */
export function createSimulatedClock(startWallTime = Date.UTC(2026, 0, 5, 15)): Clock {
  const timers: Timer[] = [];
  let now = 0;
  let lastId = 0;
  let working = 0;
  let pumping = false;
  let workEnded: (() => void) | undefined;

  /** Resolves once nothing was at work for some rounds on end: what one piece of work started has begun by then. */
  async function settle() {
    for (let quiet = 0; quiet < SETTLING_ROUNDS; quiet++) {
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
      if (working === 0) continue;
      await new Promise<void>((resolve) => (workEnded = resolve));
      quiet = -1;
    }
  }
  async function settleLong() {
    for (let idleLooks = 0; idleLooks < IDLE_LOOKS; idleLooks++) {
      await new Promise<void>((resolve) => {
        setTimeout(resolve, IDLE_LOOK_MS);
      });
      await settle();
      if (process.getActiveResourcesInfo().some((resource) => WORK.has(resource))) idleLooks = -1;
    }
  }
  async function pump() {
    await settle();
    while (timers[0]) {
      if (timers[0].at - now > LONG_JUMP_MS) await settleLong();
      const due = timers.shift();
      if (!due) break;
      now = Math.max(now, due.at);
      due.run();
      await settle();
    }
    pumping = false;
  }

  return {
    now: () => now,
    wallTime: () => startWallTime + now,
    after(ms, run) {
      const timer = { id: ++lastId, at: now + Math.max(0, ms), run };
      const place = timers.findLastIndex((other) => other.at <= timer.at) + 1;
      timers.splice(place, 0, timer);
      if (!pumping) {
        pumping = true;
        void pump();
      }
      return () => {
        const at = timers.indexOf(timer);
        if (at >= 0) timers.splice(at, 1);
      };
    },
    async during(work) {
      working += 1;
      try {
        return await work;
      } finally {
        working -= 1;
        if (working === 0) workEnded?.();
      }
    },
  };
}
