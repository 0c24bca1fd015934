import { describe, expect, it } from 'vitest';
import { type Evidence, type Slot, withEvidence } from './evidence.ts';
import { fitOf, QUALIFIED_FROM, WEIGHTS } from './rubric.ts';
import { scoreOf } from './score.ts';

const proof = (slot: Slot, value: string, said: { quote?: string; confidence?: number } = {}): Evidence => ({
  slot,
  value,
  quote: `${slot} ${value}`,
  turnId: 't',
  confidence: 0.9,
  ...said,
});
const eager = [
  proof('goal', 'sell'),
  proof('timeline', 'within three months'),
  proof('price', '400 thousand'),
  proof('area', 'Maple Grove'),
  proof('propertyType', 'house'),
  proof('contact', 'by telephone'),
];
const heard = (evidence: readonly Evidence[]) => evidence.map(({ quote }) => quote);
const score = (evidence: readonly Evidence[]) => scoreOf(evidence, heard(evidence));

describe('the score', () => {
  it('is what the weights make of it: nothing known is 0, everything known plainly is qualified', () => {
    expect(score([])).toEqual({ rubric: '1', score: 0, qualified: false, shares: [] });
    expect(Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(score(eager)).toMatchObject({ score: 0.72, qualified: true });
  });

  it('counts only what the caller is on record with', () => {
    expect(scoreOf(eager, heard(eager.slice(1))).score).toBe(0.54);
    expect(scoreOf(eager, []).score).toBe(0);
  });

  it('falls when the caller takes something back, grows unsure, or cannot wait so long any more', () => {
    const before = score(eager).score;
    for (const later of [
      proof('goal', 'none', { quote: 'we decided not to sell' }),
      proof('timeline', 'some day', { quote: 'no rush' }),
      proof('goal', 'sell', { quote: 'maybe we sell', confidence: 0.4 }),
      proof('represented', 'yes', { quote: 'we have an agent' }),
    ]) {
      const after = score(withEvidence(eager, [later]));
      expect(after.score, later.quote).toBeLessThan(before);
      expect(after.qualified, later.quote).toBe(false);
    }
  });

  it('is nothing for a lead that another agent serves, whatever else is known', () => {
    expect(score([...eager, proof('represented', 'yes')]).score).toBe(0);
    expect(score([...eager, proof('represented', 'no')]).score).toBe(score(eager).score);
  });

  it('is nothing for who wants nothing any more, or no more calls, however much else they have told', () => {
    const all = [...eager, proof('financing', 'cash'), proof('motivation', 'a job'), proof('decisionMakers', 'alone')];
    expect(score(all).score).toBe(0.9);
    for (const last of [proof('goal', 'none'), proof('contact', 'never')])
      expect(score(withEvidence(all, [last]))).toMatchObject({ score: 0, qualified: false });
  });

  it('never leaves 0 to 1, and is the sum of its shares', () => {
    const values = ['sell', 'rent', 'none', 'within a year', 'some day', 'not yet', 'absent', 'declined', 'x'];
    for (const slot of Object.keys(WEIGHTS) as Slot[])
      for (const value of values) {
        expect(fitOf(slot, value)).toBeGreaterThanOrEqual(0);
        const all = score(withEvidence(eager, [proof(slot, value, { quote: 'q', confidence: 1 })]));
        expect(all.score).toBeLessThanOrEqual(1);
        expect(all.shares.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(all.score, 6);
      }
  });

  it('is qualified from the threshold on', () => {
    expect(QUALIFIED_FROM).toBe(0.7);
    expect(
      score([...eager.slice(0, 5), proof('contact', 'by telephone', { quote: 'c', confidence: 0.45 })]),
    ).toMatchObject({
      score: 0.698,
      qualified: false,
    });
  });
});
