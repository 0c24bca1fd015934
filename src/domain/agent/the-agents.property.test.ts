import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rehearsedReply, type Decision } from './agent-definition.ts';
import { applyExchange } from './apply-exchange.ts';
import { spokenNumber } from './spoken-number.ts';
import { identification } from './fixed-texts.ts';
import { forbiddenTopic } from './forbidden-topics.ts';
import { comments } from './qualification/comments.ts';
import { replies } from './replies.ts';
import { decideTurn } from './route-turn.ts';
import { practiceContext, practiceSeed, practiceTurn } from './testing/practice-seed.ts';
import { whatCallersHaveAgainstIt, whatCallersSay } from './testing/what-callers-say.ts';
import { theAgents } from './the-agents.ts';
import { fill } from './wording.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** What the caller says, and how many of our words they hear before they cut in; null: all of them. */
type Move = { said: string; cutAfter: number | null };
const moveOf = (pool: readonly string[]): fc.Arbitrary<Move> => {
  const one = fc.constantFrom(...pool);
  const two = fc.tuple(one, one).map((sentences) => sentences.join(' '));
  return fc.record({
    said: fc.oneof(
      { weight: 6, arbitrary: one },
      { weight: 2, arbitrary: two },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
    ),
    cutAfter: fc.option(fc.nat(20), { freq: 4 }),
  });
};

type Moment = { before: WorkflowContext; said: string; decision: Decision; after: WorkflowContext };

/** Plays a call, and looks at every decision in it. */
function eachMoment(look: (moment: Moment) => void, pool: readonly string[] = whatCallersSay): void {
  const call = fc.record({
    phrasingSeed: fc.nat(1_000),
    moves: fc.array(moveOf(pool), { minLength: 1, maxLength: 14 }),
  });
  fc.assert(
    fc.property(call, ({ phrasingSeed, moves }) => {
      let context = practiceContext({ phrasingSeed });
      for (const [at, { said, cutAfter }] of moves.entries()) {
        const before = context;
        const { agent, decision } = decideTurn(theAgents, before, practiceTurn(said, before));
        const whole = rehearsedReply(decision);
        const agentText = cutAfter === null ? whole : whole.split(' ').slice(0, cutAfter).join(' ');
        const exchange = { turnId: `t${at}`, callerText: said, agentText, interrupted: agentText !== whole };
        context = applyExchange(before, { ...exchange, agent: agent.name }, decision);
        look({ before, said, decision, after: context });
      }
    }),
    { seed: 20_261_125, numRuns: 200 },
  );
}

/** A number that is read out is one thing to hear, however many digits it has. */
const wordsOf = (text: string): number =>
  text.replaceAll(spokenNumber(practiceSeed.callBackNumber), 'number').split(/\s+/).filter(Boolean).length;

describe('whatever a caller says, in whatever order, and wherever they cut in', () => {
  it('the same context and words make the same decision', () => {
    eachMoment(({ before, said, decision }) => {
      const again = structuredClone(before);
      expect(decideTurn(theAgents, again, practiceTurn(said, again)).decision).toEqual(decision);
      expect(again).toEqual(before);
    });
  });

  it('one question is asked at most, and nothing after it', () => {
    eachMoment(({ decision }) => {
      expect(`${decision.ack} ${decision.body}`).not.toContain('?');
      expect(decision.question).toMatch(/^(?:[^?]+\?)?$/);
      expect(decision.asks !== null && decision.question === '').toBe(false);
    });
  });

  it('nothing is said that is longer than a breath', () => {
    eachMoment(({ decision }) => {
      expect(wordsOf(rehearsedReply(decision))).toBeLessThanOrEqual(40);
    });
  });

  it('after an opt-out, or a goodbye that was heard, we only part', () => {
    eachMoment(({ before, decision }) => {
      if (!before.optedOut && !before.parted) return;
      expect(decision).toMatchObject({ question: '', asks: null, hangUp: expect.any(String) as string });
      expect(decision.tool).toBeUndefined();
      expect(rehearsedReply(decision)).toMatch(/goodbye\.$/i);
    });
  });

  it('an opt-out is never taken back', () => {
    eachMoment(({ before, after }) => {
      expect(before.optedOut && !after.optedOut).toBe(false);
    });
  });

  it('an objection is followed up once at most, and whoever has an agent is let go', () => {
    eachMoment(({ after, decision }) => {
      const followed = after.objections.filter(({ outcome }) => outcome === 'followedUp').map(({ kind }) => kind);
      expect(followed).toHaveLength(new Set(followed).size);
      if (decision.objection?.kind === 'hasAgent') expect(decision.hangUp).not.toBeNull();
    }, whatCallersHaveAgainstIt);
  });

  it('every objection rests on words of the caller', () => {
    eachMoment(({ after }) => {
      const said = after.history.filter(({ side }) => side === 'caller').map(({ text }) => text);
      for (const { quote } of after.objections) expect(said).toContain(quote);
    });
  });
});

it('we never say back what a caller has said', () => {
  const nonce = fc.stringMatching(/^[bcdfghjklmnpqrstvwxz]{7,12}$/);
  fc.assert(
    fc.property(nonce, fc.constantFrom(...whatCallersSay), fc.nat(1_000), (word, said, phrasingSeed) => {
      const context = practiceContext({ phrasingSeed });
      for (const text of [`${word} ${said}`, `${said} ${word}`]) {
        const { decision } = decideTurn(theAgents, context, practiceTurn(text, context));
        expect(rehearsedReply(decision).toLowerCase()).not.toContain(word);
      }
    }),
    { seed: 20_261_125, numRuns: 400 },
  );
});

/** Who speaks, a greeting, a goodbye and an "I don't know" are ours to say; of a model they show that it is confused. */
const ours = (text: string): string =>
  text
    .replace(identification(practiceSeed), '')
    .replace(/\bgoodbye\b|\bI don't know\b/gi, '')
    .replace(/^(?:hello|hi)\b[^.]*\./i, '');

it.each(
  [...Object.entries(replies), ...Object.entries(comments)].flatMap(([name, wordings]) =>
    wordings.map((wording) => [name, fill(wording.join(' '), { seed: practiceSeed })] as const),
  ),
)('%s speaks of nothing that is forbidden: %s', (_name, text) => {
  expect(forbiddenTopic(ours(text))).toBeUndefined();
  expect(wordsOf(text)).toBeLessThanOrEqual(40);
});
