import { describe, expect, it } from 'vitest';
import { intents } from './intent.ts';
import { decideTurn } from './route-turn.ts';
import { suggestionText, suggestWords } from './suggest-words.ts';
import { practiceContext, practiceTurn } from './testing/practice-seed.ts';
import { theAgents } from './the-agents.ts';

const context = practiceContext({ lastAsked: 'goal', asked: { goal: 1 } });
const suggest = (utterance: string) => {
  const words = suggestWords(context, decideTurn(theAgents, context, practiceTurn(utterance, context)).decision);
  return words && suggestionText(words);
};

describe('what the human could say', () => {
  it.each([
    ['Are you a robot?', 'You are talking to a person now. How can I help?'],
    ['Who is this?', "I'm Dana Reyes, with Harbor Realty."],
    ["Don't call me again.", "Understood. I'll see to it that you are not called again. Sorry for the trouble."],
    ["You've reached the Millers. Leave a message after the tone.", null],
  ])('to %j', (utterance, suggestion) => {
    expect(suggest(utterance)).toBe(suggestion);
  });

  it('is the next question of the agenda where the caller has answered one', () => {
    expect(suggest('We want to sell.')).toMatch(/property|house|home/);
  });

  it.each(intents)('is short, and speaks neither as a machine nor of the human as of somebody else: %s', (intent) => {
    for (const asked of ['goal', 'callBack', 'represented', 'callBackTime'] as const) {
      const situation = practiceContext({ lastAsked: asked, asked: { [asked]: 1 } });
      const turn = { ...practiceTurn('Hm.', situation), intent, words: 'hm', facts: [] };
      const words = suggestWords(situation, decideTurn(theAgents, situation, turn).decision);
      if (!words) continue;
      const text = suggestionText(words);
      expect(text.split(/\s+/).length).toBeLessThanOrEqual(25);
      expect(text).not.toMatch(/\bAI\b|Riley/);
      if (intent !== 'identity') expect(text).not.toContain('Dana');
    }
  });

  it('leaves out what a model added where that makes it too long', () => {
    const words = { ack: 'Got it.', question: 'What area?' };
    expect(suggestionText({ ...words, body: 'word '.repeat(30).trim() })).toBe('Got it. What area?');
    expect(suggestionText({ ...words, body: 'Nice.' })).toBe('Got it. Nice. What area?');
    expect(suggestionText({ ack: '', question: '', body: 'word '.repeat(30).trim() }).split(' ')).toHaveLength(25);
  });
});
