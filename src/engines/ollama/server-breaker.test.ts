import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { createServerBreaker, type RequestOutcome } from './server-breaker.ts';

const LATE: RequestOutcome = { as: 'late', why: 'no word within 4000 ms' };
const BROKEN: RequestOutcome = { as: 'failed', why: 'nothing answers there' };
const WELL: RequestOutcome = { as: 'answered' };
const ABANDONED: RequestOutcome = { as: 'abandoned' };

function atTheDoor() {
  const clock = createFakeClock();
  const states: string[] = [];
  const breaker = createServerBreaker({ clock, changed: () => states.push(breaker.state.state) });
  const request = async (outcome: RequestOutcome) => {
    breaker.begin()?.(outcome);
    await clock.advance(0);
  };
  return { clock, breaker, states, request };
}

describe('the breaker', () => {
  it('opens after one long wait, and says why, since when and until when', async () => {
    const { clock, breaker, request } = atTheDoor();
    await request(LATE);
    expect(breaker.begin()).toBeNull();
    expect(breaker.state).toEqual({
      state: 'open',
      why: 'no word within 4000 ms',
      sinceWallMs: clock.wallTime(),
      nextTryWallMs: clock.wallTime() + 20_000,
    });
  });

  it('opens after three quick failures in a row, not after three in all', async () => {
    const { breaker, request } = atTheDoor();
    for (const outcome of [BROKEN, BROKEN, WELL, BROKEN, ABANDONED, BROKEN]) await request(outcome);
    expect(breaker.refuses()).toBeNull();
    await request(BROKEN);
    expect(breaker.refuses()).toBe('nothing answers there');
  });

  it('lets one request try when the rest is over, and closes when it is answered', async () => {
    const { clock, breaker, states, request } = atTheDoor();
    await request(LATE);
    await clock.advance(19_999);
    expect(breaker.begin()).toBeNull();
    await clock.advance(1);
    const tell = breaker.begin();
    expect(breaker.begin()).toBeNull();
    tell?.(WELL);
    await clock.advance(0);
    expect(breaker.state).toEqual({ state: 'closed' });
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  it('rests again when the try fails, and remembers since when', async () => {
    const { clock, breaker, request } = atTheDoor();
    const began = clock.wallTime();
    await request(LATE);
    await clock.advance(20_000);
    await request(BROKEN);
    expect(breaker.state).toMatchObject({
      state: 'open',
      why: 'nothing answers there',
      sinceWallMs: began,
      nextTryWallMs: began + 40_000,
    });
  });

  it('learns nothing from a try that was called off: the next request is one', async () => {
    const { clock, breaker, request } = atTheDoor();
    await request(LATE);
    await clock.advance(20_000);
    await request(ABANDONED);
    expect(breaker.state.state).toBe('open');
    await request(WELL);
    expect(breaker.state).toEqual({ state: 'closed' });
  });
});
