import { noCarrier } from '../../../record/carrier-record.ts';
import type { Turn } from '../../../record/turn.ts';
import type { AnalysedRecord } from '../analysed-record.ts';

export type Line = readonly [side: Turn['side'], text: string, more?: Partial<Turn>];

export const OPENER: Line = [
  'agent',
  "Hi Jordan, this is Riley, an AI assistant with Harbor Realty, calling because you asked about selling your home. Say stop any time and I won't call again. Do you have a minute?",
  { source: 'opener' },
];

/** A second for each turn and a second between them, after an answer at second 0. Turns are called t1, t2, … */
export function analysedCall(lines: readonly Line[], more: Partial<AnalysedRecord> = {}): AnalysedRecord {
  const turns = lines.map(([side, text, rest], at): Turn => ({
    turnId: `t${at + 1}`,
    side,
    text,
    startedMs: 1_000 + at * 2_000,
    endedMs: 2_000 + at * 2_000,
    interrupted: false,
    ...rest,
  }));
  return {
    callId: 'call-1',
    leadName: 'Jordan Miller',
    line: 'telephone',
    direction: 'outgoing',
    endReason: 'agent-hung-up',
    answered: true,
    answeredAtMs: 0,
    talkMs: 2_000 * lines.length,
    handler: 'agent',
    turns,
    handlerChanges: [],
    qualification: null,
    carrier: noCarrier,
    ...more,
  };
}
