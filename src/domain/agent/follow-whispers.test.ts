import { describe, expect, it } from 'vitest';
import { rehearsedReply } from './agent-definition.ts';
import { followWhispers } from './follow-whispers.ts';
import { decideTurn } from './route-turn.ts';
import { practiceContext, practiceTurn } from './testing/practice-seed.ts';
import { theAgents } from './the-agents.ts';

function decide(utterance: string, ...texts: string[]) {
  const whispers = texts.map((text, at) => ({ whisperId: `w${at + 1}`, text }));
  const context = practiceContext({ whispers, lastAsked: 'goal', asked: { goal: 1 } });
  return followWhispers(context, decideTurn(theAgents, context, practiceTurn(utterance, context)).decision);
}

describe('a decision', () => {
  it('asks what was whispered instead of the next question', () => {
    const decision = decide('We want to sell.', 'ask about the roof');
    expect(decision).toMatchObject({ question: 'Can you tell me about the roof?', asks: null, follows: ['w1'] });
    expect(decide('We want to sell.', 'offer a call back')).toMatchObject({ asks: 'callBack', expects: 'yes-or-no' });
  });

  it('says what was whispered word for word, and goes on with its question', () => {
    const decision = decide('We want to sell.', 'say "We are open on Sunday."');
    expect(decision).toMatchObject({ wording: 'fixed', body: 'We are open on Sunday.', asks: 'propertyType' });
  });

  it('still answers what no whisper may change', () => {
    const decision = decide('Are you a robot?', 'say we are open on Sunday');
    expect(rehearsedReply(decision)).toMatch(/I'm an AI.* we are open on Sunday\./);
  });

  it('parts and hangs up where it was told to wrap up', () => {
    const decision = decide('We want to sell.', 'wrap up');
    expect(decision).toMatchObject({ hangUp: 'wrap-up', question: '', asks: null });
    expect(rehearsedReply(decision)).toMatch(/goodbye/i);
  });

  it('follows one order at a time, the oldest first', () => {
    const decision = decide('We want to sell.', 'ask about the roof', 'say we are open on Sunday');
    expect(decision.follows).toEqual(['w1']);
    expect(rehearsedReply(decision)).not.toContain('Sunday');
  });

  it.each(["Don't call me again.", 'Not interested, thanks.', 'You have the wrong number.'])(
    'to leave stays one: %j',
    (utterance) => {
      const before = decide(utterance);
      expect(before.hangUp).not.toBeNull();
      expect(decide(utterance, 'ask about the roof', 'be warmer')).toEqual(before);
    },
  );

  it('to leave because all is asked is put off', () => {
    const facts = (['goal', 'propertyType', 'area', 'timing', 'price', 'represented', 'callBack'] as const).map(
      (topic) => ({ topic, value: topic === 'callBack' ? 'yes' : 'known', quote: '' }),
    );
    const context = practiceContext({ facts, lastAsked: 'callBackTime', asked: { callBackTime: 1 } });
    expect(decideTurn(theAgents, context, practiceTurn('Tomorrow at noon.', context)).decision.hangUp).toBe(
      'completed',
    );
    const whispers = [{ whisperId: 'w1', text: 'ask about the roof' }];
    const decision = followWhispers(
      { ...context, whispers },
      decideTurn(theAgents, { ...context, whispers }, practiceTurn('Tomorrow at noon.', { ...context, whispers }))
        .decision,
    );
    expect(decision).toMatchObject({ hangUp: null, question: 'Can you tell me about the roof?' });
    expect(rehearsedReply(decision)).not.toMatch(/goodbye/i);
  });

  it('hands a note that only a model understands to the model, where a model may speak at all', () => {
    expect(decide('We want to sell.', 'be warmer')).toMatchObject({ wording: 'free', notes: [{ text: 'be warmer' }] });
    expect(decide('Are you a robot?', 'be warmer').notes).toBeUndefined();
  });
});
