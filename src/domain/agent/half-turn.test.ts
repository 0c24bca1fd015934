import { describe, expect, it } from 'vitest';
import { callerGoesOn, wholeTurn } from './half-turn.ts';
import { practiceContext } from './testing/practice-seed.ts';

describe('the caller who speaks over our reply', () => {
  it.each([
    ['goes on where they had only taken a breath', { silentMs: 500, soundedMs: 300 }, true],
    ['goes on where both began at once', { silentMs: 500, soundedMs: -40 }, true],
    ['reacts to what they have heard of it', { silentMs: 300, soundedMs: 1_100 }, false],
    ['begins anew where they had been silent for long', { silentMs: 1_700, soundedMs: 400 }, false],
  ])('%s', (_, cutIn, goesOn) => {
    expect(callerGoesOn(cutIn)).toBe(goesOn);
  });
});

describe('the turn that is answered', () => {
  const before = practiceContext({ revision: 3 });
  const after = practiceContext({ revision: 4, optedOut: true, unclear: 1 });
  const half = { context: before, callerText: 'Pardon, a bit louder.' };

  it('is what the caller says now', () => {
    expect(wholeTurn({ context: after, callerText: 'Or please,' }, undefined)).toEqual({
      context: after,
      callerText: 'Or please,',
    });
  });

  it('is all of it, where we had cut into it, and an opt-out in the first half stands', () => {
    expect(wholeTurn({ context: after, callerText: 'Or please,' }, half)).toEqual({
      context: { ...before, revision: 4, optedOut: true },
      callerText: 'Pardon, a bit louder. Or please,',
    });
  });

  it('is nothing where nothing more is said: our own words answer no half', () => {
    expect(wholeTurn({ context: after, callerText: '' }, half)).toEqual({ context: after, callerText: '' });
  });
});
