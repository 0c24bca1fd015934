import { describe, expect, it } from 'vitest';
import { failed, ok } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import type { ToolRequest, ToolResult } from '../../domain/agent/tool.ts';
import type { Appointment } from '../../domain/scheduling/appointment.ts';
import type { Calendar } from '../../domain/scheduling/calendar.ts';
import { createTools } from './tools.ts';

const slot = { startWallMs: 1_000, endWallMs: 2_000 };
const held: Appointment = {
  appointmentId: 'a1',
  callId: 'call-1',
  slot,
  state: 'held',
  heldUntilWallMs: 9_000,
  leadName: 'Jordan',
  number: null,
};
const HOLD: ToolRequest = { tool: 'hold', slot };
const FREE: ToolRequest = { tool: 'free', fromWallMs: 0, toWallMs: 9, most: 2 };
const now = Promise.resolve();
const never = new AbortController().signal;

/** A promise, and what resolves it. */
function signpost() {
  let reach = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  return { reached, reach: () => reach() };
}

/** A calendar at the edge of the process: it tells what it was asked and answers when it is let. */
function stage(answered: Promise<void> = now, remembered: Promise<void> = now) {
  const clock = createFakeClock();
  const asked: string[] = [];
  const done: ToolResult[] = [];
  const answer = async (what: string) => {
    asked.push(what);
    await answered;
    return ok(held);
  };
  const calendar: Calendar = {
    free: async () => {
      asked.push('free');
      await answered;
      return ok([slot]);
    },
    find: () => Promise.resolve(ok(null)),
    hold: ({ key }) => answer(key),
    commit: ({ key }) => answer(key),
    cancel: ({ key }) => answer(key),
  };
  const tools = createTools({
    callId: 'call-1',
    leadName: 'Jordan',
    number: null,
    calendar,
    clock,
    onBegin: () => remembered,
    onDone: (_, result) => done.push(result),
  });
  return { clock, asked, done, tools };
}

describe('what only looks', () => {
  it('is answered to a reply that nobody hears yet', async () => {
    const { tools, done } = stage();
    const pass = tools.open({ signal: never, taken: new Promise(() => {}) });
    expect(await pass.use(FREE)).toEqual({ tool: 'free', answer: ok([slot]) });
    expect(done).toEqual([]);
  });

  it('is not waited for longer than a caller would', async () => {
    const { tools, clock } = stage(new Promise(() => {}));
    const answer = tools.open({ signal: never, taken: now }).use(FREE);
    await clock.advance(1_500);
    expect(await answer).toEqual({
      tool: 'free',
      answer: failed({ kind: 'calendar-unavailable', detail: 'it did not answer in time' }),
    });
  });

  it('keeps the next reply waiting for nothing, whoever asked', async () => {
    const { tools, asked, clock } = stage(new Promise(() => {}));
    void tools.open({ signal: never, taken: now }).use(FREE);
    await clock.advance(0);
    let isSettled = false;
    void tools.settled().then(() => (isSettled = true));
    await clock.advance(0);
    expect({ asked, isSettled }).toEqual({ asked: ['free'], isSettled: true });
  });
});

describe('what does something', () => {
  it('waits until the caller hears the reply, and goes by one key for each act and slot', async () => {
    const { tools, asked, done, clock } = stage();
    const taken = signpost();
    const answer = tools.open({ signal: never, taken: taken.reached }).use(HOLD);
    await clock.advance(60_000);
    expect(asked).toEqual([]);
    taken.reach();
    expect(await answer).toEqual({ tool: 'hold', answer: ok(held) });
    expect(asked).toEqual(['call-1:hold:1000-2000']);
    expect(done).toEqual([{ tool: 'hold', answer: ok(held) }]);
  });

  it.each(['another reply is prepared', 'the call changes hands', 'the reply is dropped'])(
    'is not done where %s before',
    async (what) => {
      const { tools, asked, done } = stage();
      const taken = signpost();
      const control = new AbortController();
      const answer = tools.open({ signal: control.signal, taken: taken.reached }).use(HOLD);
      if (what === 'another reply is prepared') tools.open({ signal: never, taken: now });
      else if (what === 'the call changes hands') tools.close();
      else control.abort();
      taken.reach();
      expect(await answer).toBeNull();
      expect(asked).toEqual([]);
      expect(done).toEqual([]);
    },
  );

  it('is not done where the caller cuts in while it is being remembered that it will be', async () => {
    const remembered = signpost();
    const { tools, asked, clock } = stage(now, remembered.reached);
    const control = new AbortController();
    const answer = tools.open({ signal: control.signal, taken: now }).use(HOLD);
    await clock.advance(0);
    control.abort();
    remembered.reach();
    expect(await answer).toBeNull();
    await clock.advance(0);
    expect(asked).toEqual([]);
  });

  it('is finished, and told, though the caller cuts in while it is being done', async () => {
    const answered = signpost();
    const { tools, done, asked, clock } = stage(answered.reached);
    const control = new AbortController();
    const answer = tools.open({ signal: control.signal, taken: now }).use(HOLD);
    await clock.advance(0);
    expect(asked).toHaveLength(1);
    control.abort();
    expect(await answer).toBeNull();
    const settled = tools.settled();
    answered.reach();
    await settled;
    expect(done).toEqual([{ tool: 'hold', answer: ok(held) }]);
  });

  it('counts though it was done too late to be waited for', async () => {
    const answered = signpost();
    const { tools, done, clock } = stage(answered.reached);
    const answer = tools.open({ signal: never, taken: now }).use(HOLD);
    await clock.advance(4_000);
    expect((await answer)?.answer.ok).toBe(false);
    expect(done).toEqual([]);
    answered.reach();
    await clock.advance(0);
    expect(done).toEqual([{ tool: 'hold', answer: ok(held) }]);
  });

  it('keeps the next reply waiting for a moment only', async () => {
    const { tools, clock } = stage(new Promise(() => {}));
    void tools.open({ signal: never, taken: now }).use(HOLD);
    await clock.advance(0);
    let isSettled = false;
    void tools.settled().then(() => (isSettled = true));
    await clock.advance(599);
    expect(isSettled).toBe(false);
    await clock.advance(1);
    expect(isSettled).toBe(true);
  });
});
