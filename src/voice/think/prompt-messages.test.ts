import { describe, expect, it } from 'vitest';
import { applyExchange } from '../../domain/agent/apply-exchange.ts';
import { practiceContext } from '../../domain/agent/testing/practice-seed.ts';
import { promptMessages } from './prompt-messages.ts';

const SYSTEM = 'You are Riley.';
/** What a server reads of it, near enough to compare prefixes. */
const read = (context: Parameters<typeof promptMessages>[1], words = '') =>
  promptMessages(SYSTEM, context, words)
    .map(({ role, content }) => `<${role}>${content}`)
    .join('');

describe('the conversation as a model reads it', () => {
  it('is the prefix, what was heard by turns, and the caller', () => {
    const context = practiceContext();
    expect(promptMessages(SYSTEM, context, 'Sure.')).toEqual([
      { role: 'system', content: SYSTEM },
      { role: 'assistant', content: context.history[0]?.text },
      { role: 'user', content: 'Sure.' },
    ]);
  });

  it('only grows at its end between two cuts, and begins with the summary after one', () => {
    let context = practiceContext();
    let before = read(context);
    let cuts = 0;
    for (let index = 0; index < 120; index++) {
      const exchange = { turnId: `t${index}`, callerText: `Turn ${index}, ${'well '.repeat(20)}`, interrupted: false };
      context = applyExchange(context, { ...exchange, agentText: `I see, ${index}.` }, null);
      const now = read(context);
      if (!now.startsWith(before)) {
        cuts++;
        expect(now).toMatch(/^<system>You are Riley\.<user>\(Earlier in this call, in short: /);
      }
      before = now;
    }
    expect(cuts).toBeGreaterThan(0);
    expect(cuts).toBeLessThan(6);
  });

  it('never holds two messages of one side in a row', () => {
    let context = practiceContext();
    for (let index = 0; index < 80; index++)
      context = applyExchange(
        context,
        { turnId: `t${index}`, callerText: 'again '.repeat(50), agentText: '', interrupted: false },
        null,
      );
    const roles = promptMessages(SYSTEM, context, 'Hello?').map(({ role }) => role);
    expect(roles.some((role, index) => index > 0 && role === roles[index - 1])).toBe(false);
  });
});
