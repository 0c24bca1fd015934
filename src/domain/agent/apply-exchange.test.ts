import { describe, expect, it } from 'vitest';
import { rehearsedReply } from './agent-definition.ts';
import { applyExchange } from './apply-exchange.ts';
import { openerText } from './fixed-texts.ts';
import { converse, decide } from './testing/converse.ts';
import { practiceContext, practiceSeed } from './testing/practice-seed.ts';
import { createWorkflowContext } from './workflow-context.ts';

describe('what was really heard', () => {
  const fresh = createWorkflowContext({ callId: 'c', seed: practiceSeed, agent: 'ConversationAgent', phrasingSeed: 1 });
  const opener = openerText(practiceSeed);

  it('counts the opener as asked only when its question got through', () => {
    const whole = applyExchange(fresh, { turnId: 'o', callerText: '', agentText: opener, interrupted: false }, null);
    expect(whole).toMatchObject({ lastAsked: 'goodTime', asked: { goodTime: 1 } });
    const cut = applyExchange(
      fresh,
      { turnId: 'o', callerText: '', agentText: opener.slice(0, 60), interrupted: true },
      null,
    );
    expect(cut).toMatchObject({ lastAsked: null, asked: {} });
  });

  it('knows the opener also as the answer to a hello', () => {
    const said = applyExchange(
      fresh,
      { turnId: 'o', callerText: 'Hello?', agentText: opener, interrupted: false },
      decide('Hello?', fresh),
    );
    expect(said).toMatchObject({ lastAsked: 'goodTime', asked: { goodTime: 1 } });
  });

  it('keeps what the caller told, and asks again what was talked over', () => {
    const decision = decide('Selling our condo.', practiceContext({ lastAsked: 'goal' }));
    const heard = rehearsedReply(decision).slice(0, 10);
    const context = applyExchange(
      practiceContext({ lastAsked: 'goal', asked: { goal: 1 } }),
      { turnId: 't', callerText: 'Selling our condo.', agentText: heard, interrupted: true },
      decision,
    );
    expect(context.facts.map(({ topic }) => topic)).toEqual(['goal', 'propertyType']);
    expect(context).toMatchObject({ lastAsked: 'goal', asked: { goal: 1 } });
    expect(context.history.at(-1)).toMatchObject({ side: 'agent', text: heard.trim(), interrupted: true });
  });

  it('proves nothing by the words of who is not the lead, before they said so either', () => {
    const { context } = converse(['Sure.', 'We want to sell our house.', 'He passed away in January.']);
    expect(context.evidence).toEqual([]);
  });

  it('confirms an opt-out in full where the caller cut in on its first word', () => {
    const decision = decide('Stop calling me.');
    const exchange = { turnId: 't', callerText: 'Stop calling me.', agentText: 'Of', interrupted: true };
    const context = applyExchange(practiceContext(), exchange, decision);
    expect(rehearsedReply(decide('Do you understand?', context))).toMatch(/noting.*goodbye\.$/i);
  });

  it('has not parted from who cut in before the goodbye, and has from who cut in after it', () => {
    const decision = decide('I am not interested.');
    const heard = (agentText: string) =>
      applyExchange(
        practiceContext(),
        { turnId: 't', callerText: 'I am not interested.', agentText, interrupted: true },
        decision,
      );
    expect(decide('So what is it about?', heard('No problem. Thank you'))).toMatchObject({
      intent: 'purpose',
      hangUp: null,
    });
    expect(decide('Bye.', heard('No problem. Thank you for your time. Take care, goodbye.')).hangUp).toBe('parted');
  });

  it('has not parted from whom the opener answered, whatever they had said', () => {
    const begun = practiceContext({ history: [], lastAsked: null, asked: {} });
    const decision = decide('I am not interested.', begun);
    expect(decision.hangUp).not.toBeNull();
    const agentText = openerText(begun.seed);
    const exchange = { turnId: 't', callerText: 'I am not interested.', agentText, interrupted: false };
    expect(applyExchange(begun, exchange, decision)).toMatchObject({ parted: false, lastAsked: 'goodTime' });
  });

  it('replaces a turn that is told twice', () => {
    const decision = decide('Sure.');
    const exchange = { turnId: 't', callerText: 'Sure.', agentText: 'Great.', interrupted: true };
    const once = applyExchange(practiceContext(), exchange, decision);
    const twice = applyExchange(once, { ...exchange, callerText: 'Sure, go on.' }, decision);
    expect(twice.history.filter(({ turnId }) => turnId === 't').map(({ text }) => text)).toEqual([
      'Sure, go on.',
      'Great.',
    ]);
  });

  it('does not take back a fact for a "cannot say"', () => {
    const known = practiceContext({ facts: [{ topic: 'price', value: '350k', quote: '350k' }], lastAsked: 'price' });
    const decision = decide("I'm not sure.", known);
    expect(
      applyExchange(known, { turnId: 't', callerText: "I'm not sure.", agentText: '', interrupted: false }, decision)
        .facts[0]!.value,
    ).toBe('350k');
  });
});

describe('an objection', () => {
  const met = (agentText: string, interrupted: boolean) =>
    applyExchange(
      practiceContext(),
      { turnId: 't1', callerTurnId: 'c1', callerText: 'What the hell?', agentText, interrupted },
      decide('What the hell?'),
    ).objections;
  const { ack, body, question } = decide('What the hell?');

  it('is met when its answer was heard, with the words and the turn of the caller', () => {
    expect(met(`${ack} ${body} ${question}`, false)).toEqual([
      { kind: 'anger', turnId: 'c1', quote: 'What the hell?', outcome: 'followedUp' },
    ]);
  });

  it('is not followed up where the question was talked over, and not met where the answer was', () => {
    expect(met(`${ack} ${body}`, true)).toMatchObject([{ outcome: 'answered' }]);
    expect(met('I', true)).toEqual([]);
    expect(met('', true)).toEqual([]);
  });

  it('that is told twice is one', () => {
    const exchange = { turnId: 't1', callerText: 'What the hell?', agentText: `${ack} ${body}`, interrupted: true };
    const once = applyExchange(practiceContext(), exchange, decide('What the hell?'));
    expect(applyExchange(once, exchange, decide('What the hell?')).objections).toHaveLength(1);
  });
});
