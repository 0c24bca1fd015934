import { describe, expect, test } from 'vitest';
import type { Span } from './agent-ear.ts';
import { judgeCall, type FinishedCall } from './judge-call.ts';
import type { PlayedStep } from './lead-step.ts';
import type { ScenarioExpect, StepExpect } from './scenario-expect.ts';

const step = (kind: PlayedStep['kind'], startedMs: number, endedMs: number): PlayedStep => ({
  index: 0,
  name: 'it',
  act: 'sound',
  kind,
  text: '',
  missed: false,
  startedMs,
  endedMs,
});
const spans = (...pairs: [number, number][]): Span[] => pairs.map(([startMs, endMs]) => ({ startMs, endMs }));
const call = (given: Partial<FinishedCall> & { spans?: Span[] }): FinishedCall => ({
  ear: { spans: given.spans ?? [] },
  played: [],
  stepCount: null,
  endedBy: 'agent',
  answer: 'picked-up',
  endedMs: 10_000,
  outOfPatience: false,
  heardWords: null,
  ...given,
});
const ofStep = (given: FinishedCall, expected: StepExpect) =>
  judgeCall(given, { steps: new Map([[0, expected]]), call: {} })[1];
const ofCall = (given: FinishedCall, expected: ScenarioExpect) =>
  judgeCall(given, { steps: new Map(), call: expected })[1];

describe('a step is judged by what the lead heard', () => {
  const turn = step('turn', 1_000, 3_000);
  const bargeIn = step('barge-in', 1_000, 1_600);
  const hum = step('backchannel', 1_000, 1_300);
  test.each<[string, PlayedStep, Span[], StepExpect, boolean, string]>([
    ['answered in time', turn, spans([3_400, 5_000]), { agentAnswersWithinMs: 400 }, true, '400 ms, at most 400'],
    ['answered late', turn, spans([3_500, 5_000]), { agentAnswersWithinMs: 400 }, false, '500 ms'],
    ['never answered', turn, spans([200, 900]), { agentAnswersWithinMs: 400 }, false, 'no answer'],
    ['yielded', bargeIn, spans([200, 1_280], [2_200, 3_000]), { agentYieldsWithinMs: 300 }, true, '280 ms'],
    [
      'a gap between two words of ours is no yielding',
      bargeIn,
      spans([200, 1_280], [1_400, 1_900]),
      { agentYieldsWithinMs: 300 },
      false,
      '900 ms',
    ],
    [
      'had nothing to yield, as it was not speaking',
      bargeIn,
      spans([200, 700], [2_000, 3_000]),
      { agentYieldsWithinMs: 300 },
      false,
      'not speaking when it began',
    ],
    [
      'could not yield, as it was silent already',
      { ...bargeIn, missed: true },
      spans([200, 400]),
      { agentYieldsWithinMs: 300 },
      false,
      'over before',
    ],
    ['talked on through a hum', hum, spans([200, 1_200], [1_500, 4_000]), { agentKeepsTalking: true }, true, '300 ms'],
    [
      'stopped for a hum',
      hum,
      spans([200, 1_200], [4_000, 5_000]),
      { agentKeepsTalking: true },
      false,
      'longest silence 2800 ms',
    ],
    [
      'let the lead finish',
      turn,
      spans([200, 1_080], [3_200, 4_000]),
      { agentSilentWhileISpeak: true },
      true,
      'not talked over',
    ],
    [
      'talked over the lead',
      turn,
      spans([2_000, 2_400]),
      { agentSilentWhileISpeak: true },
      false,
      '1000 ms into 2000 ms',
    ],
    [
      'an answer to the very last sound is no talking over',
      turn,
      spans([2_920, 4_000]),
      { agentSilentWhileISpeak: true },
      true,
      '',
    ],
  ])('%s', (...[_story, played, heard, expected, held, detail]) => {
    const judged = ofStep(call({ played: [played], spans: heard }), expected);
    expect(judged).toMatchObject({ held });
    expect(judged?.detail).toContain(detail);
  });

  test('a step that the call never came to did not hold', () => {
    expect(ofStep(call({}), { agentSilentWhileISpeak: true })).toEqual({
      name: 'step 1',
      held: false,
      detail: 'the call ended before it',
    });
  });

  test('words are judged by what the lead’s recogniser heard, and not at all without one', () => {
    const heard = call({ played: [turn], heardWords: new Map([[0, 'I am an AI assistant.']]) });
    expect(ofStep(heard, { agentSays: '/\\bAI\\b/' })).toMatchObject({ held: true });
    expect(ofStep(heard, { agentSays: '/robot/i' })).toMatchObject({ held: false });
    expect(ofStep({ ...heard, heardWords: null }, { agentSays: '/AI/' })).toEqual({
      name: 'it: agentSays',
      held: false,
      detail: 'the lead’s recogniser is missing or failed',
    });
  });
});

describe('the whole call', () => {
  const turns = [
    step('turn', 1_000, 2_000),
    { ...step('turn', 5_000, 6_000), index: 1 },
    { ...step('turn', 9_000, 9_500), index: 2 },
  ];
  const heard = spans([0, 900], [2_300, 4_000], [6_900, 8_000], [9_200, 9_300], [9_900, 11_000]);
  test.each<[string, Partial<FinishedCall>, ScenarioExpect, boolean, string]>([
    ['ends by the right side', {}, { callEndsBy: 'agent' }, true, 'the agent'],
    ['ends by the wrong side', { endedBy: 'lead' }, { callEndsBy: 'agent' }, false, 'the lead'],
    ['counts our turns', {}, { maxTurns: 4 }, true, '4 of at most 4'],
    ['counts how often the lead was talked over', {}, { maxTalkedOver: 0 }, false, '1 of at most 0'],
    ['takes the median answer', {}, { agentAnswersWithinMs: 400 }, true, 'median 400 ms of 3'],
    [
      'refuses forbidden words',
      { heardWords: new Map([[0, 'I am a human.']]) },
      { agentNeverSays: '/human/' },
      false,
      'was in',
    ],
  ])('%s', (...[_story, given, expected, held, detail]) => {
    const judged = ofCall(call({ played: turns, spans: heard, ...given }), expected);
    expect(judged).toMatchObject({ held });
    expect(judged?.detail).toContain(detail);
  });

  test('what nobody heard is not taken for unsaid', () => {
    expect(ofCall(call({ played: turns, heardWords: null }), { agentNeverSays: '/human/' })).toMatchObject({
      held: false,
    });
  });

  test('a turn that follows without a gap has the answer, not the one before it', () => {
    const played = [step('turn', 1_000, 2_000), { ...step('turn', 2_000, 3_000), index: 1 }];
    expect(ofStep(call({ played, spans: spans([3_300, 4_000]) }), { agentAnswersWithinMs: 2_000 })).toMatchObject({
      held: false,
      detail: 'there was no answer',
    });
  });

  test('a lead that declines has been called as it should; one that nobody waited for has not', () => {
    const progress = (answer: FinishedCall['answer'], endedBy: FinishedCall['endedBy']) =>
      judgeCall(call({ answer, endedBy, stepCount: 1, endedMs: 0 }), { steps: new Map(), call: {} })[0];
    expect(progress('declined', 'lead')).toMatchObject({ held: true, detail: 'the lead pressed the call away' });
    expect(progress(null, 'agent')).toMatchObject({ held: false });
  });

  test('a lead that waits in vain is told first of all', () => {
    expect(judgeCall(call({ outOfPatience: true, endedBy: 'lead' }), { steps: new Map(), call: {} })[0]).toMatchObject({
      held: false,
    });
    expect(
      judgeCall(call({ played: turns, stepCount: 4, endedBy: 'nobody' }), { steps: new Map(), call: {} })[0],
    ).toMatchObject({ held: false, detail: '3 of 4 steps were reached' });
    expect(judgeCall(call({ played: turns, stepCount: 3 }), { steps: new Map(), call: {} })[0]).toMatchObject({
      held: true,
    });
  });
});
