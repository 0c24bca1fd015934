import { expect, test } from 'vitest';
import { scoreOf } from '../qualification/score.ts';
import type { Evidence } from '../qualification/evidence.ts';
import type { AnalysedRecord } from './analysed-record.ts';
import { claimsOf } from './analyse-record.ts';
import type { Disposition } from './call-analysis.ts';
import { analysedCall, type Line, OPENER } from './testing/analysed-call.ts';

const BYE: Line = ['agent', 'Thank you. Goodbye.'];
const booked = { slot: { startWallMs: 1, endWallMs: 2 }, state: 'booked' };
const proof = (slot: Evidence['slot'], value: string, [quote, turnId]: readonly [string, string]): Evidence => ({
  slot,
  value,
  quote,
  turnId,
  confidence: 0.9,
});
const worth = (...evidence: Evidence[]) => ({
  qualification: scoreOf(
    evidence,
    evidence.map(({ quote }) => quote),
  ),
});
const all = 'Just me, we want to sell our house in Alder for 400000 cash within two months, call me.';

type Row = [what: string, lines: Line[], more: Partial<AnalysedRecord>, value: Disposition, turnIds: string[]];
const rows: Row[] = [
  ['nobody picks up', [], { answered: false, endReason: 'not-answered' }, 'no-answer', []],
  ['the number is busy', [], { answered: false, endReason: 'busy' }, 'no-answer', []],
  ['a machine picks up', [], { answered: false, endReason: 'machine' }, 'machine', []],
  ['it cannot be placed', [], { answered: false, endReason: 'failed' }, 'failed', []],
  ['we end it while it rings', [], { answered: false, endReason: 'human-hung-up' }, 'cancelled', []],
  [
    'they ask not to be called',
    [OPENER, ['caller', 'Take me off your list.'], BYE],
    { appointment: booked },
    'opted-out',
    ['t2'],
  ],
  [
    'they book',
    [OPENER, ['caller', 'Yes.'], ['agent', 'You are booked.'], BYE],
    { appointment: booked },
    'booked',
    ['t3'],
  ],
  [
    'they book, by the state of the agent',
    [OPENER],
    { appointment: { stage: 'booked', appointment: booked } },
    'booked',
    [],
  ],
  [
    'we only say that it is booked',
    [OPENER, ['caller', 'Yes.'], ['agent', 'You are booked.'], BYE],
    {},
    'undecided',
    ['t4'],
  ],
  [
    'the last of two appointments is cancelled',
    [OPENER],
    { appointment: [booked, { ...booked, state: 'cancelled' }] },
    'appointment-cancelled',
    [],
  ],
  ['a mailbox speaks', [OPENER, ['caller', 'Please leave a message after the beep.']], {}, 'machine', ['t2']],
  ['it is somebody else', [OPENER, ['caller', 'You have the wrong number.'], BYE], {}, 'wrong-person', ['t2']],
  ['they speak Spanish', [OPENER, ['caller', 'No hablo inglés.'], BYE], {}, 'language', ['t2']],
  ['they have an agent', [OPENER, ['caller', 'We already have a realtor.'], BYE], {}, 'represented', ['t2']],
  [
    'they answer yes to having one',
    [OPENER, ['agent', 'Are you already working with an agent?'], ['caller', 'Yes.'], BYE],
    {},
    'represented',
    ['t3'],
  ],
  ['you had them last', [OPENER, ['caller', 'Hello?'], ['human', 'This is Dana.']], {}, 'handed-over', ['t3']],
  ['they are not interested', [OPENER, ['caller', 'I am not interested.'], BYE], {}, 'not-interested', ['t2']],
  [
    'they decline to be called',
    [OPENER, ['agent', 'Shall Dana give you a call?'], ['caller', 'No.'], BYE],
    {},
    'not-interested',
    ['t3'],
  ],
  [
    'they come round',
    [
      OPENER,
      ['caller', 'Not interested.'],
      ['agent', 'Shall Dana give you a call?'],
      ['caller', 'Yes, tomorrow.'],
      BYE,
    ],
    worth(proof('contact', 'by telephone, tomorrow', ['Yes, tomorrow.', 't4'])),
    'call-back-wanted',
    ['t4'],
  ],
  ['they are busy', [OPENER, ['caller', "I'm driving, call me tomorrow."], BYE], {}, 'call-back-wanted', ['t2']],
  [
    'they are busy, and ask something',
    [OPENER, ['caller', "I'm driving, call me tomorrow. What is it worth?"], BYE],
    {},
    'call-back-wanted',
    ['t2'],
  ],
  [
    'they are worth it',
    [OPENER, ['caller', all], BYE],
    worth(
      ...(['goal', 'price', 'area', 'propertyType', 'financing', 'decisionMakers'] as const).map((slot) =>
        proof(slot, slot === 'goal' ? 'sell' : 'x', [all, 't2']),
      ),
      proof('timeline', 'within three months', [all, 't2']),
    ),
    'qualified',
    ['t2'],
  ],
  ['they hang up on us', [OPENER, ['caller', 'What?']], { endReason: 'caller-hung-up' }, 'abandoned', ['t2']],
  ['they part', [OPENER, ['caller', 'We will see.'], BYE], {}, 'undecided', ['t3']],
  ['the app is closed', [OPENER], { endReason: 'app-closed' }, 'incomplete', []],
];

test.each(rows)('when %s', (...[, lines, more, value, turnIds]) => {
  expect(claimsOf(analysedCall(lines, more)).disposition).toMatchObject({ value, turnIds });
});
