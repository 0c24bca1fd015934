import { describe, expect, it } from 'vitest';
import { bridgeText, firstName, openerText } from './fixed-texts.ts';
import { spokenNumber } from './spoken-number.ts';
import { practiceSeed } from './testing/practice-seed.ts';

describe('the fixed texts', () => {
  it('say name, AI, brokerage and purpose in the first sentence, and how to end it in the second', () => {
    const [first, second] = openerText(practiceSeed).split(/(?<=\.) /);
    expect(first).toBe(
      'Hi Jordan, this is Riley, an AI assistant with Harbor Realty, calling because you asked about selling your home.',
    );
    expect(second).toBe("Say stop any time and I won't call again.");
    expect(openerText({ ...practiceSeed, purpose: "I'm calling about your open house visit." })).toContain(
      "Harbor Realty, and I'm calling about your open house visit.",
    );
  });

  it('greet nobody by name whose number is all that is known', () => {
    const nameless = { ...practiceSeed, leadName: '' };
    expect(openerText(nameless)).toMatch(/^Hi, this is Riley, an AI assistant/);
  });

  it('name people as people do', () => {
    expect([firstName('Dana Reyes'), firstName('Ms. Reyes'), firstName('the agent in charge')]).toEqual([
      'Dana',
      'Ms. Reyes',
      'the agent in charge',
    ]);
  });

  it('read a number digit by digit', () => {
    expect([spokenNumber('+1 (555) 010-0199'), spokenNumber('555 0100')]).toEqual([
      '5 5 5, 0 1 0, 0 1 9 9',
      '5 5 5, 0 1 0 0',
    ]);
  });

  it('say that it is the AI again when the human hands the call back', () => {
    expect(bridgeText(practiceSeed, 'handed-back', 'Is it a condo?')).toBe(
      'Hello again. This is Riley, an AI assistant with Harbor Realty. Is it a condo?',
    );
    expect(bridgeText(practiceSeed, 'resumed', '')).toBe("Sorry, I'm back.");
  });
});
