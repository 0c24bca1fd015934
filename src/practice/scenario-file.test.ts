import { describe, expect, test } from 'vitest';
import { parseScenario } from './scenario-file.ts';

const good = `id: sample
title: A sample
describes: Nothing much.
difficulty: easy
lead:
  name: Dana Whitfield
steps:
  - say: Hello?
    when: { afterSilenceMs: 300 }
  - say: Who is this?
expect:
  callEndsBy: lead
`;
const failureOf = (text: string) => {
  const parsed = parseScenario(text, 'sample.yaml');
  if (parsed.ok) throw new Error('was accepted');
  return parsed.failure;
};

test('a short file is a whole scenario: all that is left out has a default', () => {
  const parsed = parseScenario(good, 'sample.yaml');
  expect(parsed).toMatchObject({
    ok: true,
    value: {
      seed: 1,
      lead: { voice: 'kokoro:af_heart', answersAfterMs: 2500 },
      line: { noiseDb: -62 },
      steps: [{ say: 'Hello?' }, {}],
    },
  });
});

describe('what is wrong is told where it stands', () => {
  test.each([
    [
      'a mistyped key, before what it leaves missing',
      good.replace('title:', 'titel:'),
      2,
      1,
      'unknown key "titel" (and 1 more)',
    ],
    ['an unknown key', good.replace('title:', 'titel: x\ntitle:'), 2, 1, 'unknown key "titel"'],
    [
      'an unknown key inside a step',
      good.replace('    when:', '    loud: true\n    when:'),
      9,
      5,
      'steps.0: unknown key "loud"',
    ],
    [
      'an unknown expectation',
      good.replace('callEndsBy: lead', 'agentSmiles: true'),
      12,
      3,
      'expect: unknown key "agentSmiles"',
    ],
    [
      'a slot that the rubric does not have',
      good.replace('callEndsBy: lead', 'slots: { shoeSize: "44" }'),
      12,
      12,
      'expect.slots: unknown key "shoeSize"',
    ],
    [
      'an objection that nobody has',
      good.replace('callEndsBy: lead', 'objections:\n    hungry: answered'),
      13,
      5,
      'expect.objections: unknown key "hungry"',
    ],
    [
      'a booking that is none and has a day',
      good.replace('callEndsBy: lead', 'booking: { is: none, day: monday }'),
      12,
      12,
      'expect.booking: what is not there has no day and no time',
    ],
    [
      'a time of day that no clock shows',
      good.replace('callEndsBy: lead', 'booking: { is: booked, from: "4 pm" }'),
      12,
      32,
      'expect.booking.from: must be a time of day as 16:30',
    ],
    [
      'a score from above to below',
      good.replace('callEndsBy: lead', 'score: { min: 0.7, max: 0.3 }'),
      12,
      10,
      'expect.score: min must not be above max',
    ],
    [
      'a time zone that is none',
      good.replace('lead:', 'call: { timeZone: Mars/Olympus }\nlead:'),
      5,
      19,
      'call.timeZone: must be a time zone, as America/New_York',
    ],
    ['a bad value', good.replace('easy', 'simple'), 4, 13, 'difficulty: invalid option'],
    [
      'text for a number',
      good.replace('afterSilenceMs: 300', 'afterSilenceMs: soon'),
      9,
      29,
      'steps.0.when.afterSilenceMs: invalid input',
    ],
    ['a missing key', good.replace('title: A sample\n', ''), 1, 1, 'title: is missing'],
    ['a missing key of the lead', good.replace('  name: Dana Whitfield', '  speed: 1'), 6, 3, 'lead.name: is missing'],
    [
      'two actions in a step',
      good.replace('  - say: Who', '  - digit: "1"\n    say: Who'),
      10,
      5,
      'steps.1: needs exactly one of say, play, digit, silenceMs, hangUp',
    ],
    [
      'two moments',
      good.replace('{ afterSilenceMs: 300 }', '{ afterSilenceMs: 300, afterOurTurn: true }'),
      9,
      11,
      'steps.0.when: needs exactly one of',
    ],
    [
      'steps and a persona',
      `${good}persona: { prompt: You are a person who sells a house. }\n`,
      1,
      1,
      'needs exactly one of steps, persona',
    ],
    [
      'a broken regular expression',
      good.replace('callEndsBy: lead', 'agentSays: /(/'),
      12,
      14,
      'expect.agentSays: must be a regular expression',
    ],
    [
      'an expectation that cannot be met',
      good.replace('say: Who is this?', 'say: Who?\n    expect: { agentYieldsWithinMs: 300 }'),
      11,
      36,
      'goes with a barge-in only',
    ],
    [
      'an answer to a hum',
      good.replace('say: Who is this?', 'say: Mm-hmm.\n    kind: backchannel\n    expect: { agentSays: /yes/ }'),
      12,
      26,
      'goes with a turn or a barge-in only',
    ],
    ['a key twice', good.replace('title:', 'id: again\ntitle:'), 2, 1, 'map keys must be unique'],
    ['broken YAML', good.replace('- say: Hello?', '- say: [Hello?'), 9, 5, 'flow sequence'],
    ['no YAML at all', '%PDF-1.7 \u0000 nonsense: [', 1, 23, ''],
    ['an empty file', '', 1, 1, 'invalid input'],
    ['a list', '- 1\n- 2\n', 1, 1, 'invalid input'],
  ])('%s', (...[_name, text, line, column, detail]) => {
    const failure = failureOf(text);
    expect(failure).toMatchObject({ kind: 'scenario-invalid', file: 'sample.yaml', line, column });
    expect(failure).toHaveProperty('detail', expect.stringContaining(detail));
  });
});

test('anchors that would grow without end are refused', () => {
  const grown = `a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n`;
  expect(failureOf(grown)).toHaveProperty('detail', expect.stringContaining('alias'));
});

test('several faults are counted', () => {
  expect(failureOf(good.replace('easy', 'simple').replace('title: A sample', 'title: 3'))).toHaveProperty(
    'detail',
    expect.stringContaining('(and 1 more)'),
  );
});
