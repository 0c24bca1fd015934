import { expect, test } from 'vitest';
import type { Turn } from '../../record/turn.ts';
import type { AnalysedRecord } from './analysed-record.ts';
import { analyseRecord } from './analyse-record.ts';
import type { CheckName, QualityCheck } from './call-analysis.ts';
import { analysedCall, type Line, OPENER } from './testing/analysed-call.ts';

const CAN_I: Line = ['caller', 'Can I sell it with the tenant in it?'];
const model = (text: string): Line => ['agent', text, { source: 'language-model' }];
const inMs = (heardMs: number): Partial<Turn> => ({
  latency: { silenceSeenMs: null, recognisedMs: null, decidedMs: null, firstWordMs: null, firstSoundMs: null, heardMs },
});
const STOP: Line = ['caller', 'Stop calling me.'];
const SORRY: Line = ['agent', "Understood. I'm noting that you don't want our calls. Sorry for the trouble, goodbye."];

type Row = [
  check: CheckName,
  what: string,
  lines: Line[],
  more: Partial<AnalysedRecord>,
  verdict: QualityCheck['verdict'],
  turnIds: string[],
];
const rows: Row[] = [
  ['saidItIsAnAi', 'in the opener', [OPENER], {}, 'held', ['t1']],
  [
    'saidItIsAnAi',
    'when asked',
    [
      ['agent', 'Hi there.'],
      ['caller', 'Who?'],
      ['agent', "I'm an AI."],
    ],
    {},
    'held',
    ['t3'],
  ],
  ['saidItIsAnAi', 'never', [['agent', 'Hi, this is Riley.']], {}, 'failed', ['t1']],
  ['saidItIsAnAi', 'and nobody was heard', [['caller', 'Hello?']], {}, 'notApplicable', []],
  ['saidThePurpose', 'in the opener', [OPENER], {}, 'held', ['t1']],
  [
    'saidThePurpose',
    'only after they cut in',
    [
      ['agent', 'Hi Jordan, this is Riley, an AI', { intended: OPENER[1], interrupted: true }],
      ['caller', 'What is this about?'],
      ['agent', 'Sure. You asked about selling your home.'],
    ],
    {},
    'held',
    ['t3'],
  ],
  [
    'saidThePurpose',
    'never, since they cut in',
    [['agent', 'Hi Jordan, this is Riley, an AI', { intended: OPENER[1], interrupted: true }]],
    {},
    'failed',
    ['t1'],
  ],
  ['saidThePurpose', 'to somebody who called us', [OPENER], { direction: 'incoming' }, 'notApplicable', []],
  ['saidHowToStop', 'in the opener', [OPENER], {}, 'held', ['t1']],
  ['saidHowToStop', 'never', [['agent', 'Hi, this is Riley.']], {}, 'failed', ['t1']],
  ['respectedOptOut', 'at once', [OPENER, STOP, SORRY], {}, 'held', ['t2', 't3']],
  [
    'respectedOptOut',
    'and a goodbye returned',
    [OPENER, STOP, SORRY, ['caller', 'Bye.'], ['agent', 'Goodbye.']],
    {},
    'held',
    ['t2', 't3'],
  ],
  ['respectedOptOut', 'by silence', [OPENER, STOP], {}, 'held', ['t2']],
  [
    'respectedOptOut',
    'with another question',
    [OPENER, STOP, ['agent', 'Is now a bad time?']],
    {},
    'failed',
    ['t2', 't3'],
  ],
  [
    'respectedOptOut',
    'with more talk',
    [OPENER, STOP, SORRY, ['agent', 'We have buyers in your street.']],
    {},
    'failed',
    ['t2', 't4'],
  ],
  ['respectedOptOut', 'nobody asked for', [OPENER], {}, 'notApplicable', []],
  ['keptToItsTopics', 'all of them rehearsed', [OPENER], {}, 'notApplicable', []],
  [
    'keptToItsTopics',
    'by the model',
    [OPENER, model('Great. Happy to hear that. What price do you have in mind?')],
    {},
    'held',
    [],
  ],
  ['keptToItsTopics', 'not by the model', [OPENER, model('The schools there are wonderful.')], {}, 'failed', ['t2']],
  ['talkedOverNobody', 'in turns', [OPENER, STOP, SORRY], {}, 'held', []],
  [
    'talkedOverNobody',
    'but for one reply',
    [
      OPENER,
      ['caller', 'Well I was', { startedMs: 3_000, endedMs: 6_000 }],
      ['agent', 'I see.', { startedMs: 4_000, endedMs: 5_000 }],
    ],
    {},
    'failed',
    ['t3'],
  ],
  [
    'talkedOverNobody',
    'though they cut in',
    [
      ['agent', 'Hello, this is', { startedMs: 1_000, endedMs: 4_000 }],
      ['caller', 'Yes?', { startedMs: 3_000, endedMs: 5_000 }],
    ],
    {},
    'held',
    [],
  ],
  ['answeredQuestions', 'none of them', [OPENER, CAN_I], {}, 'failed', ['t2']],
  ['answeredQuestions', 'each', [OPENER, CAN_I, ['agent', "That's one for Dana."]], {}, 'held', []],
  [
    'answeredQuestions',
    'two at once',
    [OPENER, CAN_I, ['caller', 'And who are you?'], ['agent', 'This is Riley.']],
    {},
    'held',
    [],
  ],
  ['answeredQuestions', 'by the human', [OPENER, CAN_I, ['human', 'Yes you can.']], {}, 'held', []],
  [
    'answeredQuestions',
    'with one word of it heard',
    [OPENER, CAN_I, ['agent', 'Well', { interrupted: true }]],
    {},
    'failed',
    ['t2'],
  ],
  ['bookedWhatItSaid', 'nothing', [OPENER], {}, 'notApplicable', []],
  [
    'bookedWhatItSaid',
    'without the calendar',
    [OPENER, ['agent', 'You are booked for Thursday.']],
    {},
    'failed',
    ['t2'],
  ],
  [
    'bookedWhatItSaid',
    'with the calendar',
    [OPENER, ['agent', 'You are booked for Thursday.']],
    { appointment: { slot: { startWallMs: 1, endWallMs: 2 }, state: 'booked' } },
    'held',
    ['t2'],
  ],
  ['leftNoLongSilence', 'a second', [OPENER, STOP], {}, 'held', ['t1', 't2']],
  [
    'leftNoLongSilence',
    'fifteen seconds',
    [OPENER, ['caller', 'So.', { startedMs: 17_000, endedMs: 18_000 }]],
    {},
    'failed',
    ['t1', 't2'],
  ],
  [
    'leftNoLongSilence',
    'fifteen seconds, asked for',
    [OPENER, ['caller', 'Hold on please.'], ['agent', 'No rush.', { startedMs: 19_000, endedMs: 20_000 }]],
    {},
    'held',
    ['t2', 't3'],
  ],
  ['answeredInTime', 'all', [OPENER, ['agent', 'Yes.', inMs(600)]], {}, 'held', []],
  [
    'answeredInTime',
    'not all',
    [OPENER, ['agent', 'Yes.', inMs(600)], ['agent', 'No.', inMs(2_500)]],
    {},
    'failed',
    ['t3'],
  ],
  ['answeredInTime', 'nothing', [OPENER], {}, 'notApplicable', []],
];

test.each(rows)('%s: %s', (...[check, , lines, more, verdict, turnIds]) => {
  const found = analyseRecord(analysedCall(lines, more)).checks.find((one) => one.check === check);
  expect(found).toMatchObject({ verdict, turnIds });
});
