import { describe, expect, test } from 'vitest';
import { deafEar, hearPacket, loudnessDb, type AgentEar } from './agent-ear.ts';
import type { StepMoment } from './lead-step.ts';
import { stepDue, type Situation } from './step-due.ts';

/** An ear that heard our voice in these stretches [from, to) ms. */
const heard = (...stretches: [number, number][]): AgentEar => {
  let ear = deafEar;
  for (const [from, to] of stretches) {
    for (let atMs = from; atMs < to; atMs += 20) ear = hearPacket(ear, { atMs, lengthMs: 20, db: -20 });
  }
  return ear;
};
const situation = (given: Partial<Situation>): Situation => ({
  nowMs: 0,
  ear: deafEar,
  floorSinceMs: 0,
  idleSinceMs: 0,
  patienceMs: 10_000,
  ...given,
});

describe('when the lead does its next step', () => {
  const afterTurn: StepMoment = { after: 'our-turn', pauseMs: 700 };
  const into: StepMoment = { after: 'onset-of-our-speech', ms: 900 };
  const silence: StepMoment = { after: 'silence', ms: 400 };
  test.each<[string, StepMoment, Partial<Situation>, string]>([
    ['our turn is over when the pause has passed', afterTurn, { nowMs: 2700, ear: heard([500, 2000]) }, 'now'],
    ['and not before', afterTurn, { nowMs: 2680, ear: heard([500, 2000]) }, 'wait'],
    [
      'a breath inside our turn does not end it',
      afterTurn,
      { nowMs: 2600, ear: heard([500, 1400], [2000, 2400]) },
      'wait',
    ],
    ['a blip of ours is no turn', afterTurn, { nowMs: 4000, ear: heard([500, 700]) }, 'wait'],
    [
      'what we said before the lead had spoken is no answer to it',
      afterTurn,
      { nowMs: 6000, ear: heard([500, 2000]), floorSinceMs: 3000, idleSinceMs: 3000 },
      'wait',
    ],
    [
      'a voice that only runs out after an interruption is no answer',
      afterTurn,
      { nowMs: 6000, ear: heard([500, 3200]), floorSinceMs: 3000, idleSinceMs: 3000 },
      'wait',
    ],
    [
      'nobody stays on a dead line',
      afterTurn,
      { nowMs: 13_000, floorSinceMs: 3000, idleSinceMs: 3000 },
      'out-of-patience',
    ],
    ['inside our speech: so long after its first sound', into, { nowMs: 1400, ear: heard([500, 1400]) }, 'now'],
    ['inside our speech: not sooner', into, { nowMs: 1380, ear: heard([500, 1380]) }, 'wait'],
    ['not in a breath of ours', into, { nowMs: 1700, ear: heard([500, 1400]) }, 'wait'],
    [
      'it is counted from the present speech, not an earlier one',
      into,
      { nowMs: 3400, ear: heard([500, 1200], [3000, 3400]) },
      'wait',
    ],
    ['our speech was too short for it', into, { nowMs: 1900, ear: heard([500, 1200]) }, 'missed'],
    [
      'a second hum in one speech counts from the same beginning',
      into,
      { nowMs: 1700, ear: heard([500, 1700]), idleSinceMs: 1300 },
      'now',
    ],
    ['silence is both sides’ silence', silence, { nowMs: 900, ear: heard([0, 500]) }, 'now'],
    ['our voice breaks it', silence, { nowMs: 880, ear: heard([0, 500]) }, 'wait'],
    ['at the very beginning it counts from picking up', silence, { nowMs: 400 }, 'now'],
  ])('%s', (...[_story, moment, given, due]) => {
    expect(stepDue({ moment }, situation(given))).toBe(due);
  });
});

test('quiet packets are not voice', () => {
  expect(hearPacket(deafEar, { atMs: 0, lengthMs: 20, db: -53 })).toBe(deafEar);
  expect(loudnessDb(new Int16Array(160))).toBe(-120);
  expect(loudnessDb(new Int16Array(160).fill(3277))).toBeCloseTo(-20, 1);
});
