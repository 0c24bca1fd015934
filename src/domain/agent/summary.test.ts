import { describe, expect, it } from 'vitest';
import { applyOverheard } from './apply-exchange.ts';
import type { Evidence, Slot } from './qualification/evidence.ts';
import { summaryOf } from './summary.ts';
import { practiceContext } from './testing/practice-seed.ts';
import type { WorkflowContext } from './workflow-context.ts';

const proven = (slot: Slot, value: string): Evidence => ({ slot, value, quote: value, turnId: 't', confidence: 0.9 });
const nothing = { evidence: [], objections: [], appointment: null };

describe('the summary of what was dropped', () => {
  it('says what is proven, what they had against it and how far the appointment is', () => {
    expect(
      summaryOf({
        evidence: [proven('goal', 'sell'), proven('area', 'Maple Grove'), proven('timeline', 'within half a year')],
        objections: [{ kind: 'busy', turnId: 't', quote: "I'm busy", outcome: 'answered' }],
        appointment: { stage: 'asked', replaces: null },
      }),
    ).toBe(
      'Earlier in this call, in short: what they want: sell; where: Maple Grove; when: within half a year. They said that they are busy. They were asked for a day to meet.',
    );
  });

  it('puts no price, no number and no time into a model’s mouth', () => {
    const summary = summaryOf({
      evidence: [proven('price', '$400,000'), proven('contact', 'by telephone, 5 pm')],
      objections: [],
      appointment: { stage: 'offered', slots: [{ startWallMs: 1, endWallMs: 2 }], replaces: null },
    });
    expect(summary).not.toMatch(/\d/);
    expect(summary).toContain('price: told');
  });

  it('admits that nothing is known', () => {
    expect(summaryOf(nothing)).toContain('they told nothing about their plans yet');
  });
});

describe('a long call', () => {
  /** Each saying is a turn of the caller's while the human has the call. */
  const hear = (context: WorkflowContext, index: number) =>
    applyOverheard(context, { side: 'caller', text: `${index} ${'and so on '.repeat(30)}` }, null);

  it('is summed up when something is dropped, and not again before the next cut', () => {
    let context = practiceContext({ evidence: [proven('goal', 'sell')] });
    const summaries: string[] = [];
    for (let index = 0; index < 60; index++) {
      // Something is learnt all the time: that alone renews no summary.
      context = hear({ ...context, evidence: [proven('goal', 'sell'), proven('area', `Area ${index}`)] }, index);
      summaries.push(context.summary);
    }
    expect(summaries[0]).toBe('');
    const different = [...new Set(summaries)].filter(Boolean);
    expect(different.length).toBeGreaterThan(1);
    expect(different.length).toBeLessThan(6);
    expect(different[0]).toContain('what they want: sell');
  });
});
