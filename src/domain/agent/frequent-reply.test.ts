import { describe, expect, it } from 'vitest';
import { frequentMeaning, servesAnyCaller } from './frequent-reply.ts';
import { decideTurn } from './route-turn.ts';
import { practiceContext, practiceTurn } from './testing/practice-seed.ts';
import { theAgents } from './the-agents.ts';
import type { Topic } from './topic.ts';

function meaningOf(text: string, lastAsked: Topic = 'goodTime', notes: { whisperId: string; text: string }[] = []) {
  const context = practiceContext({ lastAsked });
  const turn = practiceTurn(text, context);
  return frequentMeaning(turn, { ...decideTurn(theAgents, context, turn).decision, notes });
}

describe('what many callers mean', () => {
  it.each<[string, Topic, string]>([
    ['How are you?', 'goodTime', 'how are you'],
    ["Hi, I'm good, thanks, how are you doing today?", 'goodTime', 'how are you'],
    ['We want to sell.', 'goal', 'goal is sell'],
    ["It's a condo.", 'propertyType', 'propertyType is condo'],
  ])('%s', (text, asked, meaning) => {
    expect(meaningOf(text, asked)).toBe(meaning);
  });

  it.each<[string, Topic]>([
    ['My dog is barking, how are you?', 'goodTime'],
    ['How are you with the new house?', 'goodTime'],
    ['We want to sell because my mother passed away last winter.', 'goal'],
    ['It is in Maple Grove.', 'area'],
    ['Who is this?', 'goodTime'],
    ['It has been raining.', 'goal'],
  ])('is not meant by: %s', (text, asked) => {
    expect(meaningOf(text, asked)).toBeNull();
  });

  it('is not meant where the human has something to say', () => {
    expect(meaningOf('How are you?', 'goodTime', [{ whisperId: 'w', text: 'Be brief' }])).toBeNull();
  });
});

describe('words of a model', () => {
  const context = practiceContext({
    history: [
      { turnId: 't', side: 'caller', text: 'We have a sick dog and a big garden.', interrupted: false },
      { turnId: '', side: 'human', text: 'That is the place on Elm Street.', interrupted: false },
    ],
  });
  const serves = (text: string) =>
    servesAnyCaller(text, context, { utterance: 'We want to sell.', meaning: 'goal is sell' });

  it.each(["I'm doing well, thank you for asking.", 'Selling is a big step, and exciting!', 'That is wonderful.'])(
    'serve any caller: %s',
    (text) => {
      expect(serves(text.replace('a big step', 'a fine step'))).toBe(true);
    },
  );

  it.each([
    'Thank you, Jordan.',
    'I hope your dog gets well.',
    'A garden helps to sell.',
    'Elm is lovely.',
    'It takes 30 days.',
    'That is good to',
    '...',
  ])('do not: %s', (text) => {
    expect(serves(text)).toBe(false);
  });
});
