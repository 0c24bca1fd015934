import { describe, expect, it } from 'vitest';
import { followWhispers } from '../follow-whispers.ts';
import { converse, decide } from '../testing/converse.ts';
import { practiceContext } from '../testing/practice-seed.ts';
import type { Objection } from './objection.ts';

const asGoal = practiceContext({ lastAsked: 'goal', asked: { goal: 1 } });
/** What became of each objection, in order. */
const outcomes = ({ objections }: { objections: readonly Objection[] }) =>
  objections.map(({ kind, outcome }) => `${kind} ${outcome}`);

describe('whoever has an agent', () => {
  it.each(['I already have a realtor.', 'We are working with an agent.'])('is let go at once: %s', (said) => {
    const { last, context } = converse([said]);
    expect(last).toMatchObject({ agent: 'ObjectionHandlerAgent', decision: { asks: null, hangUp: 'represented' } });
    expect(outcomes(context)).toEqual(['hasAgent respected']);
    expect(context.facts).toContainEqual({ topic: 'represented', value: 'yes', quote: said });
  });

  it('is let go also where it is the answer to our own question', () => {
    const { last } = converse(
      ['Yes, we do.'],
      practiceContext({ lastAsked: 'represented', asked: { represented: 1 } }),
    );
    expect(last.decision).toMatchObject({ hangUp: 'represented', asks: null });
  });
});

describe('whoever is not interested', () => {
  it.each(["I'm not interested.", 'No thank you.', "We're not selling.", 'Not interested, ever.'])(
    'flatly, is let go at once: %s',
    (said) => {
      const { last, context } = converse([said], asGoal);
      expect(last.decision).toMatchObject({ hangUp: 'not-interested', question: '' });
      expect(outcomes(context)).toEqual(['notInterested respected']);
    },
  );

  it.each(['Not really.', "I'm not interested right now.", 'Not really interested.', "I'm not that interested."])(
    'and leaves room, is asked one thing that is easy to decline: %s',
    (said) => {
      const { turns, context } = converse([said, 'No.'], asGoal);
      expect(turns[0]!.decision).toMatchObject({ asks: 'callBack', hangUp: null });
      expect(turns[0]!.decision.question).toMatch(/some other time be all right\?$/);
      expect(turns[1]!.decision).toMatchObject({ hangUp: 'completed', question: '' });
      expect(outcomes(context)).toEqual(['notInterested followedUp']);
    },
  );

  it('is not asked a second time', () => {
    const { last } = converse(['Not really.', 'Not really interested, I said.'], asGoal);
    expect(last.decision).toMatchObject({ hangUp: 'not-interested', question: '' });
  });

  it('is not asked at all where something else was followed up before', () => {
    const { last } = converse(["I'm just looking.", "I'm not interested right now."], asGoal);
    expect(last.decision.hangUp).toBe('not-interested');
  });
});

describe('whoever is angry', () => {
  it('hears an apology, once, and is offered the end of the call', () => {
    const { turns, context } = converse(['You people again!', 'This is ridiculous.']);
    expect(turns[0]!.agentText).toMatch(/^I('m sorry| apologize)\..*end the call/);
    expect(turns[0]!.decision).toMatchObject({ asks: 'endCall', expects: 'yes-or-no', hangUp: null });
    expect(turns[1]!.agentText).not.toMatch(/sorry|apologize/);
    expect(turns[1]!.decision).toMatchObject({ hangUp: 'anger', question: '' });
    expect(outcomes(context)).toEqual(['anger followedUp', 'anger respected']);
  });

  it.each(['Yes.', 'Yes, please.', 'Please do.', 'Sure, go ahead.', 'Just hang up.', 'Thank you.'])(
    'gets the end that was offered: %s',
    (said) => {
      const { last, context } = converse(['What the hell?', said]);
      expect(last.decision).toMatchObject({ hangUp: 'goodbye', question: '' });
      expect(context.facts).toEqual([]);
    },
  );

  it('and calms down, is asked on', () => {
    const { turns } = converse(['What the hell?', 'No, go on.', 'Selling.']);
    expect(turns.map(({ decision }) => decision.asks)).toEqual(['endCall', 'goal', 'propertyType']);
  });

  it('and wants nothing, hears the apology and goodbye in one', () => {
    const { last } = converse(["I'm not interested, god damn it."]);
    expect(last.decision.hangUp).toBe('anger');
    expect(last.agentText).toMatch(/^I('m sorry| apologize).*goodbye\.$/i);
  });

  it('and asks not to be called, is heard first of all', () => {
    expect(decide('Stop calling me, you idiots!')).toMatchObject({ intent: 'optOut', hangUp: 'opt-out' });
  });

  it('is not asked what was whispered', () => {
    const context = practiceContext({ whispers: [{ whisperId: 'w1', text: 'ask about the roof' }] });
    expect(followWhispers(context, decide('What the hell?', context))).toMatchObject({ asks: 'endCall' });
    expect(followWhispers(context, decide('Sure.', context)).question).toContain('the roof');
  });
});

describe('an e-mail', () => {
  it('is noted for the human, and never sent', () => {
    for (let phrasingSeed = 0; phrasingSeed < 4; phrasingSeed++) {
      const { turns, context } = converse(
        ['Just send me an email.', 'Selling.', 'Please just email it to me.'],
        practiceContext({ phrasingSeed }),
      );
      expect(turns[0]!.agentText).toMatch(/I can't (write|send)/);
      expect(turns[0]!.agentText).toMatch(/\bnot(e|ing)\b/);
      expect(turns[0]!.decision).toMatchObject({ asks: 'email', expects: 'email' });
      expect(turns[2]!.decision).toMatchObject({ hangUp: 'email' });
      for (const { agentText } of turns)
        expect(agentText).not.toMatch(/\bI('ll| will|'ve| have) (send|sent|e-?mail|writ)/);
      expect(outcomes(context)).toEqual(['sendEmail followedUp', 'sendEmail respected']);
      expect(context.evidence).toContainEqual(expect.objectContaining({ slot: 'contact', value: 'by e-mail' }));
    }
  });

  it('instead of a call back ends the call', () => {
    const { last } = converse(
      ['No, just email me.'],
      practiceContext({ lastAsked: 'callBack', asked: { callBack: 1 } }),
    );
    expect(last.decision).toMatchObject({ hangUp: 'email', question: '' });
  });
});

it.each(['This is ridiculous.', "I'm just looking.", "It's bad timing.", 'Great, another robot.'])(
  'is heard also while an e-mail address is waited for: %s',
  (said) => {
    const { last } = converse(['Just send me an email.', said]);
    expect(last.agent).toBe('ObjectionHandlerAgent');
  },
);

describe('money and law', () => {
  it('are the licensed human’s, and the conversation goes on', () => {
    const { turns, context } = converse(["It's too expensive.", 'Buying.', "What's your commission?"]);
    expect(turns[0]!.agentText).toMatch(/Dana.*licensed agent|licensed agent.*Dana/);
    expect(turns[2]!.agentText).toContain('Dana');
    expect(turns.map(({ decision }) => decision.wording)).toEqual(['fixed', 'free', 'fixed']);
    expect(outcomes(context)).toEqual(['price handedOver', 'commission handedOver']);
  });

  it('come with the offer of a call where the commission is in the way again, once', () => {
    const { turns } = converse(["What's your commission?", 'Your commission is too high.', 'How much commission?']);
    expect(turns.map(({ decision }) => decision.asks)).toEqual(['goodTime', 'callBack', 'callBack']);
    expect(turns[2]!.decision.hangUp).toBeNull();
  });
});

describe('where the number came from', () => {
  it('is answered as a question, then as an objection, and then the caller is let go', () => {
    const asked = [
      'How did you get my number?',
      'But where did you get it, my number?',
      'No.',
      'Who gave you my number?',
    ];
    const { turns, context } = converse(asked);
    expect(turns.map(({ agent }) => agent)).toEqual([
      'ConversationAgent',
      'ObjectionHandlerAgent',
      'QualificationAgent',
      'ObjectionHandlerAgent',
    ]);
    expect(turns[1]!.agentText).toMatch(/Say stop and I (won't|will not) call again/);
    expect(turns.at(-1)!.decision.hangUp).toBe('number-source');
    expect(outcomes(context)).toEqual(['numberSource answered', 'numberSource followedUp', 'numberSource respected']);
  });
});

describe('a robot', () => {
  it('nobody wants to talk to offers the human, and says what it is', () => {
    const { turns } = converse(['Great, another robot.', 'Yes.', 'Friday.']);
    expect(turns[0]!.agentText).toMatch(/\bAI\b.*hear from Dana\?$/);
    expect(turns.map(({ decision }) => decision.asks)).toEqual(['callBack', 'callBackTime', null]);
  });

  it('is an objection that the human answers where they are asked for', () => {
    expect(outcomes(converse(["I don't talk to robots."]).context)).toEqual(['robot handedOver']);
    expect(outcomes(converse(['Can I talk to Dana?']).context)).toEqual([]);
  });

  it('is told of once where it is asked and refused in one breath; refused again, it goes', () => {
    const { turns, context } = converse([
      'Is this a robot call? I do not talk to robots.',
      'No. I do not talk to machines.',
    ]);
    expect(turns[0]!.agentText).toMatch(/\bAI\b.*hear from Dana\?$/);
    expect(turns[1]!.decision).toMatchObject({ hangUp: 'robot', question: '' });
    expect(outcomes(context)).toEqual(['robot followedUp', 'robot respected']);
  });

  it('leaves the choice to who refuses it and wants the person', () => {
    const { turns } = converse(["I don't talk to robots.", 'Yes, I do not talk to machines, get me a person.']);
    expect(turns[1]!.decision).toMatchObject({ intent: 'human', asks: 'callBackTime' });
  });
});

it('a bad time to move asks when a better one would be, and takes that for an answer', () => {
  const { turns, context } = converse(['Sure.', "It's not a good time to sell.", 'Next spring.']);
  expect(turns[1]!.decision).toMatchObject({ asks: 'timing', expects: 'date' });
  expect(context.facts.map(({ topic, value }) => `${topic} ${value}`)).toEqual(['timing next spring']);
});

it('whoever is just looking is asked one thing, and let go when they say it again', () => {
  const { turns } = converse(["I'm just looking.", 'Just looking around.']);
  expect(turns.map(({ decision }) => [decision.asks, decision.hangUp])).toEqual([
    ['goal', null],
    [null, 'just-looking'],
  ]);
});

it('whoever is busy twice is let go', () => {
  const { turns } = converse(["I'm busy.", "I'm busy!"]);
  expect(turns.map(({ decision }) => [decision.asks, decision.hangUp])).toEqual([
    ['callBackTime', null],
    [null, 'call-back'],
  ]);
});

it('two objections are followed up in a call, the third is respected whatever it is', () => {
  const { turns } = converse(["I'm just looking.", 'Just email me.', "It's bad timing."]);
  expect(turns.map(({ decision }) => decision.hangUp)).toEqual([null, null, 'bad-timing']);
});
