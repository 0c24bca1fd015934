import { describe, expect, it } from 'vitest';
import { factsIn } from '../lead-facts.ts';
import type { Topic } from '../topic.ts';
import { evidenceIn } from './evidence-in.ts';

const told = (text: string, lastAsked: Topic | null = null) =>
  evidenceIn({ turnId: 't1', text, facts: factsIn(text, lastAsked) });
const slots = (text: string, lastAsked: Topic | null = null) =>
  Object.fromEntries(told(text, lastAsked).map(({ slot, value }) => [slot, value]));

describe('what a turn proves', () => {
  it('carries the caller’s words, their turn, and how sure they are', () => {
    expect(told('We want to sell our condo.')).toEqual([
      { slot: 'goal', value: 'sell', quote: 'We want to sell our condo.', turnId: 't1', confidence: 0.9 },
      { slot: 'propertyType', value: 'condo', quote: 'We want to sell our condo.', turnId: 't1', confidence: 0.9 },
    ]);
  });

  it.each<[string, Topic | null, Record<string, string>]>([
    ['We are pre-approved for a loan.', null, { financing: 'pre-approved' }],
    ["We haven't talked to a bank yet.", null, { financing: 'not yet' }],
    ["I'd pay cash.", null, { financing: 'cash' }],
    ['I got a new job in Denver.', null, { motivation: 'a job', area: 'Denver' }],
    ['The place is too big for us now.', null, { motivation: 'the size' }],
    ["I'd have to ask my wife.", null, { decisionMakers: 'absent' }],
    ["It's just me.", null, { decisionMakers: 'alone' }],
    ['Take me off your list.', null, { contact: 'never' }],
    ["Don't text me.", null, { contact: 'never' }],
    ['Just text me.', null, { contact: 'by text' }],
    ["I'm looking for a place to rent.", null, { goal: 'rent' }],
    ['In two months.', 'timing', { timeline: 'within three months' }],
    ['Within six months or so.', 'timing', { timeline: 'within half a year' }],
    ['Maybe next spring.', 'timing', { timeline: 'within half a year' }],
    ['In about two years.', 'timing', { timeline: 'some day' }],
    ['As soon as possible.', 'timing', { timeline: 'within three months' }],
    ['No rush at all.', 'timing', { timeline: 'some day' }],
    ['Right now we live with my son, so in about ten months.', 'timing', { timeline: 'within a year' }],
    ['We have lived here for years and want to move in two months.', null, { timeline: 'within three months' }],
    ['We decided not to sell after all.', null, { goal: 'none' }],
    ['We changed our minds about selling.', null, { goal: 'none' }],
    ["We're not selling, we want to buy.", null, { goal: 'buy' }],
    ["We're staying here.", null, { goal: 'none' }],
    ['We want to sell our house and find a place to rent.', null, { goal: 'both' }],
    ["I'm looking to buy, not to rent.", null, { goal: 'buy' }],
    ['Can you sell my house?', null, { goal: 'sell' }],
    ["We're not yet pre-approved.", null, { financing: 'not yet' }],
    ['We still need to get pre-approved.', null, { financing: 'not yet' }],
    ["We can't get a mortgage.", null, { financing: 'not yet' }],
    ["It's my mother's estate.", null, { motivation: 'an estate' }],
  ])('%s', (text, lastAsked, expected) => {
    expect(slots(text, lastAsked)).toMatchObject(expected);
  });

  it.each([
    'Hello?',
    'What is this about?',
    'My dog is barking, sorry.',
    'Which real estate company is this?',
    'I was transferred to you.',
    'What are you trying to sell me?',
    "Please don't e-mail me.",
    'We still have a mortgage on it.',
    '',
  ])('nothing: %s', (text) => {
    expect(told(text)).toEqual([]);
  });

  it('is no haste where "not now" answers when', () => {
    const facts = [{ topic: 'timing', value: 'later', quote: '' }] as const;
    expect(evidenceIn({ turnId: 't1', text: 'Not right now.', facts })).toMatchObject([{ value: 'some day' }]);
  });

  it('is no way to reach them that was ours to offer', () => {
    const callBack = [{ topic: 'callBack', value: 'yes', quote: '' }] as const;
    const proves = (text: string) => evidenceIn({ turnId: 't1', text, facts: callBack });
    expect(proves("I'm in the car.")).toEqual([]);
    expect(proves('Sure, that works.')).toMatchObject([{ slot: 'contact', value: 'by telephone' }]);
  });

  it('is worth less where the caller hedges', () => {
    const [sure] = told('We want to sell our house.');
    const [unsure] = told('Maybe we want to sell our house, I guess.');
    expect(unsure!.confidence).toBeLessThan(sure!.confidence / 2);
  });
});
