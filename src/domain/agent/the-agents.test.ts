import { describe, expect, it } from 'vitest';
import { rehearsedReply } from './agent-definition.ts';
import { applyExchange, applyOverheard } from './apply-exchange.ts';
import { spokenNumber } from './spoken-number.ts';
import { comments } from './qualification/comments.ts';
import { questionFor } from './questions.ts';
import { replies } from './replies.ts';
import { decideTurn } from './route-turn.ts';
import { theAgents } from './the-agents.ts';
import { converse, decide } from './testing/converse.ts';
import { practiceContext, practiceSeed, practiceTurn } from './testing/practice-seed.ts';
import { Topic } from './topic.ts';
import { fill } from './wording.ts';
import type { WorkflowContext } from './workflow-context.ts';

describe('the practice conversation', () => {
  it.each([1, 2, 3, 4, 5])('makes sense over nine turns and ends politely (wordings %i)', (phrasingSeed) => {
    const { turns, context } = converse(
      [
        'Sure, go ahead.',
        'We want to sell.',
        "It's a condo.",
        'In Maple Grove.',
        'Next spring.',
        'About four hundred thousand.',
        'No, not yet.',
        'Yes please.',
        'Tomorrow after five.',
      ],
      practiceContext({ phrasingSeed }),
    );
    expect(turns.map(({ decision }) => decision.asks)).toEqual([
      'goal',
      'propertyType',
      'area',
      'timing',
      'price',
      'represented',
      'callBack',
      'callBackTime',
      null,
    ]);
    expect(turns.map(({ decision }) => decision.expects)).toEqual([
      'choice',
      'choice',
      'address',
      'date',
      'number',
      'yes-or-no',
      'yes-or-no',
      'date',
      'anything',
    ]);
    expect(turns.map(({ decision }) => decision.hangUp)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      'completed',
    ]);
    expect(turns.at(-1)!.agentText).toMatch(/5 5 5, 0 1 0, 0 1 9 9.*goodbye\.$/i);
    expect(Object.fromEntries(context.facts.map(({ topic, value }) => [topic, value]))).toEqual({
      goal: 'sell',
      propertyType: 'condo',
      area: 'Maple Grove',
      timing: 'next spring',
      price: 'four hundred thousand',
      represented: 'no',
      callBack: 'yes',
      callBackTime: 'tomorrow after five',
    });
  });

  it('asks nothing that was told unasked', () => {
    const { last } = converse(['Yes, we want to sell our condo in Maple Grove.']);
    expect(last.decision.asks).toBe('timing');
  });

  it('comes back to its question after answering one', () => {
    const { turns } = converse(['Sure.', 'Are you a robot?', 'Who is this?', 'How much is it worth?', 'Selling.']);
    expect(turns.map(({ decision }) => decision.asks)).toEqual(['goal', 'goal', 'goal', 'goal', 'propertyType']);
    const questions = turns.slice(0, 3).map(({ decision }) => decision.question);
    expect(new Set(questions).size).toBe(3);
  });

  it('goes on when the caller cannot say', () => {
    const { turns, context } = converse(['Sure.', 'Selling.', 'A house.', 'In Maple Grove.', "I don't know.", 'No.']);
    expect(turns.slice(-2).map(({ decision }) => decision.asks)).toEqual(['price', 'represented']);
    expect(context.facts.find(({ topic }) => topic === 'timing')).toEqual({
      topic: 'timing',
      value: null,
      quote: "I don't know.",
    });
  });

  it('takes a refused call back for an answer', () => {
    const { last } = converse([
      'Sure.',
      'Selling.',
      'A house.',
      'In Maple Grove.',
      'Next spring.',
      'No.',
      'No.',
      'No.',
    ]);
    expect(last.decision).toMatchObject({ asks: null, hangUp: 'completed' });
    expect(last.agentText).toMatch(/goodbye/i);
  });

  it('asks when to call back, and ends once it knows', () => {
    const { turns } = converse(["It's not a good time.", 'Tomorrow morning.']);
    expect(turns[0]!.decision).toMatchObject({ intent: 'notNow', asks: 'callBackTime', hangUp: null });
    expect(turns[1]!.decision).toMatchObject({ hangUp: 'completed' });
  });

  it('ends at once when a time comes with the refusal', () => {
    expect(decide("I'm driving, call me tomorrow.")).toMatchObject({ hangUp: 'call-back', asks: null });
  });

  it('asks twice what it could not hear, then leaves', () => {
    const { turns } = converse(['hm', 'uh', '...']);
    expect(turns.map(({ decision }) => decision.hangUp)).toEqual([null, null, 'not-understood']);
  });

  describe('into a silence', () => {
    /** What is said into one silence after the other, until we hang up. */
    const speakUp = (from: WorkflowContext) => {
      const decisions = [];
      for (let context = from; decisions.at(-1)?.hangUp == null && decisions.length < 10;) {
        const { decision } = decideTurn(theAgents, context, practiceTurn('', context));
        decisions.push(decision);
        const agentText = rehearsedReply(decision);
        const heard = { turnId: `s${decisions.length}`, callerText: '', agentText, interrupted: false };
        context = applyExchange(context, heard, null);
      }
      return decisions;
    };

    it('asks twice more, each time in other words, and leaves', () => {
      const decisions = speakUp(practiceContext());
      expect(decisions.map(({ asks, hangUp }) => [asks, hangUp])).toEqual([
        ['goodTime', null],
        ['goodTime', null],
        [null, 'silent'],
      ]);
      expect(new Set(decisions.map(rehearsedReply)).size).toBe(3);
      expect(rehearsedReply(decisions[0]!)).not.toMatch(/catch|missed|sorry/i);
      expect(rehearsedReply(decisions[2]!)).toMatch(/0 1 9 9.*goodbye\.$/i);
    });

    it('asks what was open, so that a "yes" means what it says', () => {
      const { context } = converse(['Sure.', 'Selling.', 'A house.']);
      expect(speakUp(context)[0]).toMatchObject({ asks: 'area', expects: 'address' });
    });

    it('waits longer, and asks nothing, for a caller who asked for a moment', () => {
      const { context } = converse(['Sure.', 'Hold on a second.']);
      const decisions = speakUp(context);
      expect(decisions.map(({ question }) => question)).toEqual(['', '', '', '', '', '']);
      expect(decisions.at(-1)?.hangUp).toBe('silent');
      for (const [i, decision] of decisions.entries())
        if (i > 0) expect(rehearsedReply(decision)).not.toBe(rehearsedReply(decisions[i - 1]!));
    });

    it('begins to count anew when the caller has spoken', () => {
      const { context } = converse(['Sure.']);
      const once = { turnId: 's1', callerText: '', agentText: "I'm still here.", interrupted: false };
      const { context: later } = converse(['Selling.'], applyExchange(context, once, null));
      expect(speakUp(later)).toHaveLength(3);
    });
  });

  it('only says goodbye once it has parted', () => {
    const { turns } = converse(['Not interested.', 'Okay, have a nice day.']);
    expect(turns[1]!.decision).toMatchObject({ hangUp: 'parted', question: '' });
    expect(turns[1]!.agentText.split(' ').length).toBeLessThanOrEqual(3);
  });

  it('repeats who calls and why when the opener was not understood', () => {
    expect(rehearsedReply(decide('Sorry, what?'))).toMatch(
      /Riley, an AI assistant with Harbor Realty\. You asked about selling your home\./,
    );
  });

  it('answers who asks for both who calls and why', () => {
    const said = 'Who is calling, please? I am at work right now, so what is it about?';
    expect(rehearsedReply(decide(said))).toMatch(
      /Riley, an AI assistant with Harbor Realty\. You asked about selling your home\./,
    );
    expect(rehearsedReply(decide('Who is calling, please?'))).not.toMatch(/You asked/);
  });

  it.each(['Are you there?', 'Hello? Hello?', 'Can you hear me?'])('answers what was asked: %s', (said) => {
    for (let phrasingSeed = 0; phrasingSeed < 4; phrasingSeed++)
      expect(rehearsedReply(decide(said, practiceContext({ phrasingSeed })))).toMatch(/here\..*hear you/);
  });

  it('waits without a question when asked to hold on', () => {
    expect(decide('Hold on a second.')).toMatchObject({ question: '', asks: null, hangUp: null, expects: 'anything' });
  });

  it('says nothing to an answering machine', () => {
    const decision = decide("You've reached the voicemail of Jordan, leave a message after the tone.");
    expect(rehearsedReply(decision)).toBe('');
    expect(decision.hangUp).toBe('voicemail');
  });
});

describe('what no model may word', () => {
  it.each([
    ['Are you a robot?', /^Yes/],
    ['Is this an AI?', /^Yes/],
    ['Am I talking to a real person?', /^No/],
    ['Are you human?', /^No/],
    ["You're not a real person, are you?", /AI/],
    ['Am I talking to a person or a machine?', /AI/],
  ])('admits to being an AI: %s', (said, truth) => {
    for (let phrasingSeed = 0; phrasingSeed < 6; phrasingSeed++) {
      const decision = decide(said, practiceContext({ phrasingSeed }));
      expect(decision.wording).toBe('fixed');
      expect(rehearsedReply(decision)).toMatch(truth);
      expect(rehearsedReply(decision)).toMatch(/\bAI\b/);
    }
  });

  it('ends an opt-out with one fixed sentence, no question and no attempt to save the call', () => {
    const decision = decide('Take me off your list, and how much is my house worth?');
    expect(decision).toMatchObject({ intent: 'optOut', wording: 'fixed', question: '', asks: null, hangUp: 'opt-out' });
  });

  it('stays opted out, even when the words were swallowed by a barge-in or heard by the human', () => {
    const decision = decide('Stop calling me.');
    const dropped = applyExchange(
      practiceContext(),
      { turnId: 't', callerText: 'Stop calling me.', agentText: '', interrupted: true },
      decision,
    );
    expect(decide('Hello?', dropped)).toMatchObject({ hangUp: 'opt-out' });
    const overheard = applyOverheard(practiceContext(), { side: 'caller', text: 'Stop calling me.' }, decision);
    expect(overheard.optedOut).toBe(true);
  });

  it.each([
    'How much is it worth?',
    "What's your commission?",
    'Is that legal?',
    'Are the schools good?',
    'I want to talk to a human.',
    'Goodbye.',
    'Who is this?',
    'No hablo inglés.',
    'Wrong number.',
    'How did you get my number?',
  ])('keeps to its own words for: %s', (said) => expect(decide(said).wording).toBe('fixed'));

  it('leaves only reactions to a model', () => {
    const { turns } = converse(['Sure.', 'Selling.', "It's raining all day here."]);
    expect(turns.map(({ decision }) => decision.wording)).toEqual(['fixed', 'free', 'free']);
  });
});

describe('every wording', () => {
  const context = practiceContext();
  const wordings = [...Object.entries(replies), ...Object.entries(comments)].flatMap(([name, list]) =>
    list.map((wording) => [name, ...wording] as const),
  );
  const withoutNumber = (text: string) => text.replaceAll(spokenNumber(practiceSeed.callBackNumber), 'number');

  it.each(wordings)('%s: "%s %s" is short, begins short, and is filled', (name, ack, body) => {
    const said = [fill(ack, context), fill(body, context)].join(' ').trim();
    expect(ack.split(' ').length).toBeLessThanOrEqual(4);
    expect(ack).toMatch(/[.!]$/);
    expect(said).not.toMatch(/[{}]/);
    if (name !== 'callScreen') expect(withoutNumber(said).split(' ').length).toBeLessThanOrEqual(25);
  });

  it.each([
    ['Stop calling me.', {}],
    ['Wrong number.', {}],
    ["I'm not interested.", {}],
    ['Goodbye.', {}],
    ['No hablo inglés.', {}],
    ['I already have an agent.', {}],
    ["I'm driving, call me tomorrow.", {}],
    ['hm', { unclear: 2 }],
    ['No.', { lastAsked: 'callBack' }],
    ['Okay.', { parted: true }],
  ] as const)('after which the agent hangs up says goodbye: %s', (said, more) => {
    for (let phrasingSeed = 0; phrasingSeed < 3; phrasingSeed++) {
      const decision = decide(said, practiceContext({ ...more, phrasingSeed }));
      expect(decision.hangUp).not.toBeNull();
      expect(rehearsedReply(decision)).toMatch(/\bgoodbye\b/i);
    }
  });

  it.each(Topic.options)('asks for %s in another way each time', (topic) => {
    const asked = [0, 1, 2].map((times) => questionFor(topic, practiceContext({ asked: { [topic]: times } })));
    expect(new Set(asked).size).toBe(3);
    for (const question of asked) expect(question).toMatch(/^[A-Z][^{}?]*\?$/);
  });
});

describe('who has the call', () => {
  it('is the agent that was heard last', () => {
    const { context: after } = converse(['Sure.', 'We want to sell.']);
    expect(after.agent).toBe('QualificationAgent');
    expect(converse(['Are you a robot?'], after).context.agent).toBe('ConversationAgent');
    expect(converse(["I'm not interested."], after).context.agent).toBe('ObjectionHandlerAgent');
  });

  it('does not change for words that nobody heard', () => {
    const { agent, decision } = decideTurn(theAgents, practiceContext(), practiceTurn('Sure.'));
    const exchange = { turnId: 't', callerText: 'Sure.', agentText: '', interrupted: true, agent: agent.name };
    expect(applyExchange(practiceContext(), exchange, decision).agent).toBe('ConversationAgent');
  });

  it.each([
    ['Stop calling me.', 'ConversationAgent'],
    ['I want to talk to a human.', 'ConversationAgent'],
    ['Wrong number.', 'ConversationAgent'],
    ['I already have an agent.', 'ObjectionHandlerAgent'],
    ["I'm busy.", 'ObjectionHandlerAgent'],
    ['We want to sell our condo.', 'QualificationAgent'],
    ['Yes.', 'QualificationAgent'],
    ['How much is it worth?', 'ConversationAgent'],
    ['How are you?', 'ConversationAgent'],
  ])('whoever fits the words best: %s', (said, name) => {
    expect(decideTurn(theAgents, practiceContext(), practiceTurn(said)).agent.name).toBe(name);
  });

  it('is nobody but the first once the caller has opted out or heard goodbye', () => {
    for (const more of [{ optedOut: true }, { parted: true }])
      for (const said of ['Yes.', "I'm busy.", 'I have an agent.', 'We sell.']) {
        const context = practiceContext(more);
        expect(decideTurn(theAgents, context, practiceTurn(said, context)).agent.name).toBe('ConversationAgent');
      }
  });
});
