import { describe, expect, test } from 'vitest';
import type { Evidence } from '../agent/qualification/evidence.ts';
import { scoreOf } from '../agent/qualification/score.ts';
import type { CallOutcome } from './call-outcome.ts';
import { judgeOutcome } from './judge-outcome.ts';
import { wallMsOf } from './local-time.ts';
import type { OutcomeExpect } from './outcome-expect.ts';

const said = 'We want to sell our condo in Maple Grove.';
const evidence = (slot: Evidence['slot'], value: string): Evidence => ({
  slot,
  value,
  quote: said,
  turnId: 't1',
  confidence: 0.9,
});
const timeZone = 'America/New_York';
const startWallMs = wallMsOf('2026-03-05 16:30', timeZone);
const slot = { startWallMs, endWallMs: startWallMs + 1_800_000 };
const outcome: CallOutcome = {
  record: {
    turns: [
      { turnId: 't0', side: 'agent', text: 'Are you selling?', startedMs: 0, endedMs: 900, interrupted: false },
      { turnId: 't1', side: 'caller', text: said, startedMs: 1_500, endedMs: 4_000, interrupted: false },
    ],
    qualification: scoreOf([evidence('goal', 'sell'), evidence('area', 'Maple Grove')], [said]),
    scores: [0.45, 0.27],
    endReason: 'agent-hung-up',
  },
  appointment: { state: 'booked', slot },
  objections: [
    { kind: 'busy', outcome: 'answered' },
    { kind: 'busy', outcome: 'respected' },
  ],
  timeZone,
};

describe('what a call has come to', () => {
  test.each<[OutcomeExpect, boolean, string]>([
    [{ callerHeard: '/sell our condo/i' }, true, said],
    [{ callerHeard: '/are you selling/i' }, false, said],
    [{ slots: { goal: 'SELL' } }, true, 'sell'],
    [{ slots: { goal: 'buy' } }, false, 'sell, expected buy'],
    [{ slots: { area: '/maple/i' } }, true, 'Maple Grove'],
    [{ slots: { price: null } }, true, 'nothing known'],
    [{ slots: { price: '/./' } }, false, 'nothing known'],
    [{ slots: { goal: null } }, false, 'sell, expected nothing'],
    [{ score: { min: 0.2, max: 0.3 } }, true, '0.27'],
    [{ score: { min: 0.7 } }, false, '0.27, expected 0.7 to 1'],
    [{ scoreFalls: true }, true, '0.45, 0.27'],
    [{ qualified: false }, true, 'not qualified'],
    [{ qualified: true }, false, 'not qualified'],
    [{ booking: { is: 'booked' } }, true, 'thursday, 2026-03-05 16:30'],
    [{ booking: { is: 'booked', day: 'thursday', from: '16:00', until: '16:30' } }, true, ''],
    [{ booking: { is: 'booked', day: '2026-03-05' } }, true, ''],
    [{ booking: { is: 'booked', day: 'friday' } }, false, 'thursday'],
    [{ booking: { is: 'booked', from: '17:00' } }, false, '16:30'],
    [{ booking: { is: 'none' } }, false, 'booked, expected none'],
    [{ booking: { is: 'cancelled' } }, false, 'booked, expected cancelled'],
    [{ objections: { busy: 'respected' } }, true, ''],
    [{ objections: { anger: 'none' } }, true, ''],
    [{ objections: { anger: 'answered' } }, false, 'none, expected answered'],
    [{ endReason: 'agent-hung-up' }, true, ''],
    [{ endReason: 'caller-hung-up' }, false, 'agent-hung-up, expected caller-hung-up'],
  ])('%j: %s', (expected, held, detail) => {
    const [judged, ...more] = judgeOutcome(outcome, expected);
    expect(more).toEqual([]);
    expect(judged?.held).toBe(held);
    expect(judged?.detail).toContain(detail);
  });

  test('a slot that is only held, and one that never was, are no booking', () => {
    for (const appointment of [null, { state: 'held' as const, slot }]) {
      expect(judgeOutcome({ ...outcome, appointment }, { booking: { is: 'none' } })[0]?.held).toBe(true);
      expect(judgeOutcome({ ...outcome, appointment }, { booking: { is: 'booked' } })[0]?.held).toBe(false);
    }
  });

  test('a score that only rose has not fallen, and an unknown lead is worth nothing', () => {
    const rising = { ...outcome, record: { ...outcome.record, scores: [0.1, 0.27] } };
    expect(judgeOutcome(rising, { scoreFalls: true })[0]?.held).toBe(false);
    const unknown = { ...outcome, record: { ...outcome.record, qualification: null, scores: [] } };
    expect(judgeOutcome(unknown, { score: { max: 0 }, qualified: false }).map(({ held }) => held)).toEqual([
      true,
      true,
    ]);
  });
});
