import { MemorySaver } from '@langchain/langgraph-checkpoint';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { ok } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import type { AgentDefinition, Decision } from '../../domain/agent/agent-definition.ts';
import { practiceContext } from '../../domain/agent/testing/practice-seed.ts';
import type { ReplyPart, Thought } from '../../domain/agent/thinker.ts';
import type { Appointment } from '../../domain/scheduling/appointment.ts';
import type { Calendar } from '../../domain/scheduling/calendar.ts';
import { createAgentFactory } from './agent-factory.ts';
import { createAgentOrchestrator } from './agent-orchestrator.ts';
import { createThought } from './thought.ts';

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
const words = (more: Partial<Decision>): Decision => ({
  intent: 'answer',
  reason: 'A time is wanted.',
  wording: 'fixed',
  ack: '',
  body: '',
  question: '',
  convey: '',
  asks: null,
  expects: 'anything',
  hangUp: null,
  facts: [],
  ...more,
});

/** The smallest agent that keeps a slot and then says so. */
const keeper: AgentDefinition = {
  name: 'Keeper',
  canHandle: () => ({ score: 1, reason: '' }),
  decide: ({ appointment }) =>
    appointment?.stage === 'held'
      ? words({ body: 'I have kept it.' })
      : words({ ack: 'One moment.', tool: { tool: 'hold', slot } }),
  afterTool: ({ appointment }) =>
    appointment?.stage === 'held'
      ? words({ body: 'It is kept.', appointment: { ...appointment, readBack: true } })
      : words({ body: 'It is not free any more.' }),
};

/** The mind of a call over the real graph, with a calendar at the edge that answers when it is let. */
function stage(answered: Promise<void> = Promise.resolve()) {
  const holds: string[] = [];
  const calendar = {
    hold: async ({ key }: { key: string }) => {
      holds.push(key);
      await answered;
      return ok(held);
    },
  } as unknown as Calendar;
  const agents = createAgentFactory([keeper]);
  const orchestrator = createAgentOrchestrator({ agents, checkpointer: new MemorySaver() });
  const told: unknown[] = [];
  const thought = createThought({
    context: practiceContext({ agent: 'Keeper' }),
    orchestrator,
    agents,
    wordsmith: null,
    modelName: null,
    calendar,
    observers: { onAgentTransition: (change) => told.push(change) },
    clock: createFakeClock(),
    log: silentLog,
    degraded: () => {},
    over: new AbortController().signal,
  });
  return { thought, holds, told, remembered: () => orchestrator.recall('call-1') };
}

const never = new AbortController().signal;
const taken = Promise.resolve();
const text = (parts: readonly ReplyPart[]) =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
async function reply(thought: Thought, turnId: string, signal = never): Promise<string> {
  const parts: ReplyPart[] = [];
  for await (const part of thought.reply({ turnId, callerText: 'At four.', taken }, signal)) parts.push(part);
  return text(parts);
}

describe('a reply that has something done', () => {
  it('says its first words, has it done, says what came of it, and remembers what was heard', async () => {
    const { thought, remembered } = stage();
    const agentText = await reply(thought, 't1');
    expect(agentText).toBe('One moment. It is kept.');
    expect((await remembered())?.appointment).toMatchObject({ stage: 'held', readBack: false });
    await thought.heard({ turnId: 't1', callerText: 'At four.', agentText, interrupted: false });
    expect((await remembered())?.history.at(-1)?.text).toBe(agentText);
  });

  it('does nothing while it is only prepared', async () => {
    const { thought, holds } = stage();
    const control = new AbortController();
    const parts = thought.reply({ turnId: 't1', callerText: 'At four.' }, control.signal)[Symbol.asyncIterator]();
    await parts.next();
    control.abort();
    await parts.return?.();
    expect(holds).toEqual([]);
  });

  it('is known to the next reply though the caller cut in before they heard of it', async () => {
    let answer = () => {};
    const { thought, holds, remembered } = stage(new Promise((resolve) => (answer = resolve)));
    const control = new AbortController();
    const parts = thought
      .reply({ turnId: 't1', callerText: 'At four.', taken }, control.signal)
      [Symbol.asyncIterator]();
    const said: ReplyPart[] = [];
    for (let part = await parts.next(); !part.done; part = await parts.next()) {
      said.push(part.value);
      if (part.value.type === 'text') break;
    }
    // It has begun by the time the words are there, since they are being heard.
    const more = parts.next();
    while (holds.length === 0) await Promise.resolve();
    control.abort();
    await more;
    await thought.heard({ turnId: 't1', callerText: 'At four.', agentText: 'One', interrupted: true });
    const second = reply(thought, 't2');
    answer();
    expect(await second).toBe('I have kept it.');
    expect(holds).toHaveLength(1);
    expect((await remembered())?.appointment?.stage).toBe('held');
  });

  it('tells once whose words the caller hears', () => {
    const { thought, told } = stage();
    thought.speaks('Keeper', 'opener');
    thought.speaks('Keeper', 'again');
    thought.speaks('Another', 'A time is wanted.');
    expect(told).toEqual([
      { callId: 'call-1', from: null, to: 'Keeper', reason: 'opener' },
      { callId: 'call-1', from: 'Keeper', to: 'Another', reason: 'A time is wanted.' },
    ]);
  });
});
