import { describe, expect, it } from 'vitest';
import { rehearsedReply } from '../agent-definition.ts';
import { applyExchange } from '../apply-exchange.ts';
import { decideTurn } from '../route-turn.ts';
import { practiceContext, practiceSeed } from '../testing/practice-seed.ts';
import { theAgents } from '../the-agents.ts';
import type { Topic } from '../topic.ts';
import { understandTurn } from '../understand-turn.ts';
import { WorkflowContext } from '../workflow-context.ts';
import { continueField } from './continue-field.ts';
import { impliedReadBack } from './correct-answer.ts';
import { openField } from './field-kinds.ts';
import { isFieldOpen } from './hearing-field.ts';

/** As after our question for `topic` was heard. */
const asked = (topic: Topic, more: Partial<WorkflowContext> = {}): WorkflowContext =>
  practiceContext({ lastAsked: topic, asked: { [topic]: 1 }, ...more });
const taking = (topic: 'phoneNumber' | 'email' | 'address', more: Partial<WorkflowContext> = {}) =>
  asked(topic, { field: openField(topic, practiceSeed), ...more });

/** Says each thing in turn, each reply heard out. */
function converse(said: readonly (string | { says: string; hears: string })[], from: WorkflowContext) {
  let context = from;
  const replies = said.map((line, index) => {
    const text = typeof line === 'string' ? line : line.says;
    const turn = understandTurn(context, { turnId: `t${index}`, text, nowWallMs: 0 });
    const { decision } = decideTurn(theAgents, context, turn);
    const whole = rehearsedReply(decision);
    const agentText = typeof line === 'string' ? whole : line.hears;
    const exchange = { turnId: `t${index}`, callerText: text, agentText, interrupted: agentText !== whole };
    context = WorkflowContext.parse(applyExchange(context, exchange, decision));
    return whole;
  });
  return {
    replies,
    context,
    field: context.field!,
    fact: (topic: Topic) => context.facts.find((one) => one.topic === topic),
  };
}

describe('a telephone number', () => {
  it('comes in pieces, is read back, and counts after a yes, by the caller’s words', () => {
    const { replies, context, field, fact } = converse(
      ['Sure, five one two,', 'five five five.', 'Oh one four three.', "Yes, that's right."],
      taking('phoneNumber'),
    );
    expect(replies.slice(0, 3)).toEqual([
      'Okay. And then?',
      'Okay. And then?',
      "Okay. That's 5 1 2, 5 5 5, 0 1 4 3. Is that right?",
    ]);
    expect(field).toMatchObject({ stage: 'confirmed', value: '5125550143', tries: 1 });
    expect(field.heard.map(({ turnId, quote }) => `${turnId} ${quote}`)).toEqual([
      't0 Sure, five one two,',
      't1 five five five.',
      't2 Oh one four three.',
    ]);
    expect(fact('phoneNumber')).toMatchObject({
      value: '+15125550143',
      quote: 'Sure, five one two, … five five five. … Oh one four three.',
    });
    expect(context.evidence).toContainEqual({
      slot: 'contact',
      value: 'by telephone, +15125550143',
      quote: 'Sure, five one two,',
      turnId: 't0',
      confidence: 1,
    });
    expect(isFieldOpen(context)).toBe(false);
    expect(context.lastAsked).toBe('goal');
  });

  it('is corrected in exactly the digit that was wrong, and read back again', () => {
    const { replies, field } = converse(['512 555 0143', 'No, the last one is a two.', 'Yes.'], taking('phoneNumber'));
    expect(replies[1]).toBe("Thank you. That's 5 1 2, 5 5 5, 0 1 4 2. Is that right?");
    expect(field).toMatchObject({ stage: 'confirmed', value: '5125550142', tries: 2 });
  });

  it('is asked for whole where nobody can tell which digit was meant', () => {
    const { replies, field } = converse(['512 555 0143', 'No, six, not five.'], taking('phoneNumber'));
    expect(replies[1]).toBe(
      "Sorry about that. I'm not sure which digit you mean. Could you say the whole number again, digit by digit?",
    );
    expect(field).toMatchObject({ stage: 'taking', value: '' });
  });

  it('is left to the human after three tries', () => {
    const { replies, field, fact } = converse(
      ['512 555 0143', 'No.', '512 555 0144', 'No, that is wrong.', '512 555 0145', 'No.'],
      taking('phoneNumber'),
    );
    expect(replies.filter((reply) => reply.includes('Is that right?')).length).toBeLessThanOrEqual(3);
    expect(replies.at(-1)).toMatch(/^I'm sorry\. Dana will ask you for it again\./);
    expect(field.stage).toBe('given up');
    expect(fact('phoneNumber')?.value).toBeNull();
  });

  it('needs an explicit yes: a guess is read back again, a repetition is one', () => {
    expect(converse(['512 555 0143', 'I think so.'], taking('phoneNumber')).field.stage).toBe('readBack');
    expect(
      converse(['512 555 0143', 'Five one two, five five five, oh one four three.'], taking('phoneNumber')).field.stage,
    ).toBe('confirmed');
    expect(converse(['512 555 0143', "No, that's right."], taking('phoneNumber')).field.stage).toBe('confirmed');
    expect(converse(['512 555 0143', 'Wrong number!'], taking('phoneNumber')).field).toMatchObject({
      stage: 'taking',
      value: '',
    });
  });

  it('was not read back to who cut in on it', () => {
    const { field, replies } = converse(
      ['512', { says: '555 0143', hears: "Okay. That's 5 1 2, 5 5 5" }, 'Yes.', 'Yes.'],
      taking('phoneNumber'),
    );
    expect(replies[2]).toContain("That's 5 1 2, 5 5 5, 0 1 4 3.");
    expect(field).toMatchObject({ stage: 'confirmed', tries: 1 });
  });

  it('is the one we are talking on, where a yes says so', () => {
    const seed = { ...practiceSeed, number: '+15125550143' };
    const context = asked('phoneNumber', { seed, field: openField('phoneNumber', seed) });
    expect(converse(['Yes, it is.'], context).fact('phoneNumber')).toMatchObject({
      value: '+15125550143',
      quote: 'Yes, it is.',
    });
    const other = converse(['No.', '512 555 0199', 'Yes.'], context);
    expect(other.replies[0]).toBe('Okay. What number is best, then?');
    expect(other.fact('phoneNumber')?.value).toBe('+15125550199');
  });

  it('is asked for once where a call back is agreed to, and a yes to the one we are talking on ends the call', () => {
    const seed = { ...practiceSeed, number: '+15125550143' };
    const { replies, fact, context } = converse(
      ['Yes, please.', 'On Friday.', 'Yes, it is.'],
      asked('callBack', { seed }),
    );
    expect(replies[1]).toMatch(/Is this number the best one to reach you\?$/);
    expect(replies[2]).toMatch(/goodbye\.$/);
    expect(fact('phoneNumber')?.value).toBe('+15125550143');
    expect(context.asked.phoneNumber).toBe(1);
  });

  it('is asked for where who calls us shows none, and of nobody who has objected', () => {
    const incoming = { ...practiceSeed, direction: 'incoming' as const };
    expect(converse(['Yes, please.', 'On Friday.'], asked('callBack', { seed: incoming })).replies[1]).toMatch(
      /(?:number|reach you).*\?$/,
    );
    expect(converse(["I'm busy.", 'On Friday.'], asked('goal', { seed: incoming })).replies[1]).toMatch(/goodbye\.$/);
  });

  it('is asked for where another one is to be called, and taken down from the first digit on', () => {
    const seed = { ...practiceSeed, number: '+15125550143' };
    const { replies, fact } = converse(
      [
        'I am busy. Call me back on my other number.',
        'It is five five five, two three five five, no, five six.',
        'Five one two.',
        'Yes.',
      ],
      practiceContext({ seed }),
    );
    expect(replies[0]).toMatch(/What number is that\?$/);
    expect(replies[1]).toBe('Okay. 5 5 5, 2 3 5 6. And the area code?');
    expect(replies[2]).toContain("That's 5 1 2, 5 5 5, 2 3 5 6.");
    expect(fact('phoneNumber')?.value).toBe('+15125552356');
  });

  it.each([
    ["Yes, that's right. Goodbye.", /goodbye\.$/],
    ['Yes, thank you.', /\?$/],
  ])('is confirmed by: %s', (said, ends) => {
    const { replies, field } = converse(['512 555 0143', said], taking('phoneNumber'));
    expect(field.stage).toBe('confirmed');
    expect(replies[1]).toMatch(ends);
  });

  it('told unasked is read back as well', () => {
    const { replies, fact, field } = converse(
      ['I want to sell, you can reach me at 512 555 0143.'],
      practiceContext({ lastAsked: 'goal' }),
    );
    expect(replies[0]).toBe("Okay. That's 5 1 2, 5 5 5, 0 1 4 3. Is that right?");
    expect(field.stage).toBe('readBack');
    expect(fact('goal')?.value).toBe('sell');
    expect(fact('phoneNumber')).toBeUndefined();
  });

  it('can be typed', () =>
    expect(converse(['[pressed 5125550143#]'], taking('phoneNumber')).field).toMatchObject({ value: '5125550143' }));
});

describe('what is said in between', () => {
  it('is answered, and then the field goes on where it was', () => {
    const { replies, context } = converse(
      ['512 555 0143', 'Sorry, who is this?', 'Can you say that again?'],
      taking('phoneNumber'),
    );
    expect(replies[1]).toMatch(/Riley, an AI assistant.*That's 5 1 2, 5 5 5, 0 1 4 3\. Is that right\?$/);
    expect(replies[2]).toMatch(/That's 5 1 2, 5 5 5, 0 1 4 3\. Is that right\?$/);
    expect(isFieldOpen(context)).toBe(true);
  });

  it.each(['Stop calling me.', 'Take me off your list, five one two.'])('an opt-out ends it all: %s', (said) => {
    const { context } = converse(['512 555', said], taking('phoneNumber'));
    expect(context).toMatchObject({ optedOut: true, parted: true });
  });

  it.each(['Are you a robot?', 'Can I talk to a real person?', 'Leave a message after the tone.'])(
    'is not taken for a field: %s',
    (said) => {
      const context = taking('email');
      expect(
        continueField(context, understandTurn(context, { turnId: 't', text: said, nowWallMs: 0 })),
      ).toBeUndefined();
    },
  );

  it('a refusal leaves it open, and nobody waits for it', () => {
    const { context, fact, replies } = converse(["I'd rather not."], taking('email'));
    expect(replies[0]).toMatch(/^No problem\. We can leave that open\. /);
    expect(fact('email')?.value).toBeNull();
    expect(isFieldOpen(context)).toBe(false);
  });

  it('takes a field along where it tells some of it', () =>
    expect(converse(["Hold on, okay, it's five one two."], taking('phoneNumber')).field.value).toBe('512'));
});

describe('an e-mail and a postal address', () => {
  it('an e-mail is taken in pieces, spelled back and corrected', () => {
    const { replies, fact } = converse(
      ['jordan underscore miller', 'at gmail dot com', "No, it's m u e l l e r.", 'Correct.'],
      taking('email'),
    );
    expect(replies.slice(0, 3)).toEqual([
      'Okay. At which provider?',
      "Okay. That's J O R D A N underscore M I L L E R, at gmail dot com. Is that right?",
      "Thank you. That's J O R D A N underscore M U E L L E R, at gmail dot com. Is that right?",
    ]);
    expect(fact('email')?.value).toBe('jordan_mueller@gmail.com');
  });

  it('an address is one as soon as it has a number and a street', () => {
    const { replies, fact, context } = converse(
      ["It's forty two eleven", 'Oak Street, apartment five', 'No, apartment six.', 'Yes.'],
      taking('address'),
    );
    expect(replies.slice(0, 3)).toEqual([
      'Okay. And the street?',
      "Okay. That's 4 2 1 1 Oak Street, apartment 5. Is that right?",
      "Thank you. That's 4 2 1 1 Oak Street, apartment 6. Is that right?",
    ]);
    expect(fact('address')?.value).toBe('4211 Oak Street, Apartment 6');
    expect(context.evidence.find(({ slot }) => slot === 'area')?.quote).toBe('Oak Street, apartment five');
  });

  it('a street may be called after a church', () =>
    expect(converse(['12 Church Street'], taking('address')).field).toMatchObject({
      value: '12 Church Street',
      stage: 'readBack',
    }));
});

describe('a price and a date', () => {
  const echoed = (topic: Topic, value: string) => {
    const fact = { topic, value, quote: value };
    return practiceContext({
      lastAsked: 'represented',
      facts: [fact],
      history: [
        {
          turnId: 'a',
          side: 'agent',
          text: `${impliedReadBack([fact])!} Is there an agent helping you already?`,
          interrupted: false,
        },
      ],
    });
  };

  it('are read back in passing', () => {
    expect(impliedReadBack([{ topic: 'price', value: 'four fifty', quote: '' }])).toBe(
      'Four hundred fifty thousand, got it.',
    );
    expect(impliedReadBack([{ topic: 'timing', value: 'next spring', quote: '' }])).toBe('Next spring, got it.');
    expect(impliedReadBack([{ topic: 'price', value: 'whatever it takes', quote: '' }])).toBeUndefined();
    expect(impliedReadBack([{ topic: 'goal', value: 'sell', quote: '' }])).toBeUndefined();
  });

  it.each([
    ['price', 'four fifty', 'No, four fifteen.', 'four fifteen', 'Sorry. Four hundred fifteen thousand, got it. '],
    ['timing', 'next spring', 'No, next summer.', 'next summer', 'Sorry. Next summer, got it. '],
    [
      'callBackTime',
      'tomorrow at five',
      'Actually, Friday at five.',
      'friday at five',
      'Sorry. Friday at five, got it. ',
    ],
  ] as const)('the later %s overrules the earlier', (...[topic, before, said, after, reply]) => {
    const { replies, fact } = converse([said], echoed(topic, before));
    expect(replies[0]).toContain(reply);
    expect(fact(topic)).toEqual({ topic, value: after, quote: said });
  });

  it.each(['No.', 'No, four fifty.', 'Yes, she is.', 'No, we do not have one.'])(
    'an answer is no correction: %s',
    (said) => {
      const { fact } = converse([said], echoed('price', 'four fifty'));
      expect(fact('price')?.value).toBe('four fifty');
    },
  );

  it('nothing is corrected that was not just read back', () => {
    const context = { ...echoed('price', 'four fifty'), history: [] };
    expect(
      continueField(context, understandTurn(context, { turnId: 't', text: 'No, four fifteen.', nowWallMs: 0 })),
    ).toBeUndefined();
  });
});
