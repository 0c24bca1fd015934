import { MemorySaver } from '@langchain/langgraph-checkpoint';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { failed } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { PRACTICE_NOW, practiceContext, practiceSeed } from '../../domain/agent/testing/practice-seed.ts';
import type { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import type { Calendar } from '../../domain/scheduling/calendar.ts';
import { createLocalBook, sampleRules } from '../../domain/scheduling/testing/local-calendar.ts';
import { createAgentFactory } from './agent-factory.ts';
import { createAgentOrchestrator } from './agent-orchestrator.ts';
import { createThought } from './thought.ts';

const NUMBER = '+15550100123';
const seed = { ...practiceSeed, number: NUMBER, timeZone: sampleRules.timeZone, calendar: { visitMinutes: 60 } };
const never = new AbortController().signal;
const taken = Promise.resolve();

/** A call over the real agents, with the book of the desk at the edge. */
function stage(more: { calendar?: (own: Calendar) => Partial<Calendar>; context?: Partial<WorkflowContext> } = {}) {
  const book = createLocalBook({ rules: sampleRules, now: () => PRACTICE_NOW });
  const own = book.of({ callId: 'call-1', number: NUMBER });
  const agents = createAgentFactory();
  const thought = createThought({
    context: practiceContext({ seed, ...more.context }),
    orchestrator: createAgentOrchestrator({ agents, checkpointer: new MemorySaver() }),
    agents,
    wordsmith: null,
    modelName: null,
    calendar: { ...own, ...more.calendar?.(own) },
    observers: {},
    clock: createFakeClock(PRACTICE_NOW),
    log: silentLog,
    degraded: () => {},
    over: new AbortController().signal,
  });
  let turns = 0;
  return {
    book,
    thought,
    /** What the caller hears in answer, all of it. */
    async says(callerText: string): Promise<string> {
      const turnId = `t${++turns}`;
      let agentText = '';
      for await (const part of thought.reply({ turnId, callerText, taken }, never))
        if (part.type === 'text') agentText += part.text;
        else if (part.type === 'whisper') await thought.whisperUsed({ turnId, whisperId: part.whisperId });
      await thought.heard({ turnId, callerText, agentText, interrupted: false });
      return agentText;
    },
    async cutsInto(callerText: string, agentText: string): Promise<void> {
      const turnId = `t${++turns}`;
      for await (const _ of thought.reply({ turnId, callerText, taken }, never));
      await thought.heard({ turnId, callerText, agentText, interrupted: true });
    },
    async bookedBefore() {
      const before = book.of({ callId: 'call-0', number: NUMBER });
      const free = await before.free({ fromWallMs: PRACTICE_NOW, toWallMs: PRACTICE_NOW + 5 * 86_400_000, most: 500 });
      const slot = free.ok ? free.value.at(-1) : undefined;
      if (!slot) throw new Error('nothing is free');
      const held = await before.hold({ key: 'h', callId: 'call-0', slot, leadName: 'Jordan', number: NUMBER });
      if (!held.ok) throw new Error('not held');
      await before.commit({ key: 'c', callId: 'call-0', appointmentId: held.value.appointmentId, replaces: null });
    },
    states: () => book.appointments().map(({ state }) => state),
  };
}

const COMMIT = 'Yes, please.';

describe('an appointment from an earlier call', () => {
  it('is cancelled by the yes to what was read back', async () => {
    const call = stage();
    await call.bookedBefore();
    expect(await call.says('I have to cancel my appointment.')).toMatch(
      /^Let me look\. You have .*Shall I cancel it\?$/,
    );
    expect(await call.says('Yes, cancel it.')).toMatch(/^One moment\. Your appointment on .* is cancelled\./);
    expect(call.states()).toEqual(['cancelled']);
  });

  it('gives way to the new one, though the caller cut into the read-back', async () => {
    const call = stage();
    await call.bookedBefore();
    await call.cutsInto('Can we move my appointment to Thursday at four?', 'Let me look. That');
    expect(await call.says('Sorry, what was that?')).toMatch(/Shall I move it there\?$/);
    expect(await call.says(COMMIT)).toMatch(/You're booked for Thursday/);
    expect(call.states()).toEqual(['cancelled', 'booked']);
  });
});

describe('a calendar that books and whose answer is lost', () => {
  it('is looked into, and the caller is told in the same reply', async () => {
    const call = stage({
      calendar: (own) => ({
        commit: async (wish) => {
          await own.commit(wish);
          return failed({ kind: 'calendar-unavailable', detail: 'the answer was lost' });
        },
      }),
    });
    await call.says('I would like an appointment on Thursday at four.');
    expect(await call.says(COMMIT)).toMatch(/^One moment\. You're booked for Thursday/);
    expect(call.states()).toEqual(['booked']);
  });
});

it('the words that sound while the calendar is asked are said once, however often it is asked', async () => {
  const call = stage();
  expect(await call.says('I would like an appointment on Thursday at four.')).toBe(
    "Let me look. That's Thursday, March fifth, at four in the afternoon, with Dana. Shall I book it?",
  );
});

describe('words that choose no time', () => {
  it.each([
    ['the question for a day', ['I would like an appointment.', 'Maybe.']],
    ['an offer', ['I would like an appointment.', 'Thursday.', 'Yes, but let me ask my wife first.']],
  ])('are not taken for one, nor as the end of the call, after %s', async (_what, lines) => {
    const call = stage();
    let answer = '';
    for (const line of lines) answer = await call.says(line);
    expect(answer).toMatch(/Which suits you better\?$/);
  });
});

it('an answer to what the human had asked in between ends no call in which an appointment is being made', async () => {
  const call = stage();
  await call.says('I would like an appointment.');
  await call.says('Thursday.');
  await call.thought.whisper({ whisperId: 'w1', text: 'Ask when they want to move' });
  expect(await call.says('Is it expensive?')).toMatch(/When would you like to make a move\?$/);
  expect(await call.says('In summer.')).toMatch(/^Great\. Would you like Thursday/);
});

it('what a lead tells beside their wish for an appointment is known', async () => {
  const call = stage();
  await call.says('We want to sell our condo, can I get an appointment next week?');
  expect(call.thought.qualification.shares.map(({ evidence }) => [evidence.slot, evidence.value])).toEqual([
    ['goal', 'sell'],
    ['propertyType', 'condo'],
  ]);
});

it('who has told the human not to be called again is asked nothing when the call is handed back', async () => {
  const call = stage();
  await call.says('I would like an appointment on Thursday at four.');
  await call.thought.overheard({ side: 'caller', text: 'Do not ever call me again.', turnId: 'c1' });
  expect(call.thought.bridge('handed-back').text).not.toContain('?');
});

it.each([
  ['Oh no, I have to cancel.', /Shall I cancel it\?$/],
  ['No wait, at three.', /^Let me look\. .*three in the afternoon.*Shall I move it there\?$/],
])('a "no" that takes the appointment back ends no call: %s', async (said, answer) => {
  const call = stage();
  await call.says('I would like an appointment on Thursday at four.');
  await call.says(COMMIT);
  expect(await call.says(said)).toMatch(answer);
});
