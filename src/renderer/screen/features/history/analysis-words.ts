import type {
  CheckName,
  Disposition,
  ObjectionClaim,
  PromiseClaim,
  QualityCheck,
} from '../../../../domain/agent/analytics/call-analysis.ts';
import { OUTCOME_WORDS } from '../../bridge/objection-words.ts';
import type { MarkTone } from '../../ui/mark.tsx';

/** How a call turned out, for a person. */
export const DISPOSITION_WORDS: Readonly<Record<Disposition, string>> = {
  'opted-out': 'Not to be called again',
  booked: 'Booked',
  'appointment-cancelled': 'Appointment cancelled',
  machine: 'Machine',
  'wrong-person': 'Wrong person',
  language: 'Another language',
  represented: 'Has an agent',
  'handed-over': 'Handed over',
  'not-interested': 'Not interested',
  'call-back-wanted': 'Call back wanted',
  qualified: 'Qualified',
  'no-answer': 'No answer',
  cancelled: 'Cancelled',
  failed: 'Failed',
  abandoned: 'Abandoned',
  undecided: 'Undecided',
  incomplete: 'Incomplete',
};

export const CHECK_WORDS: Readonly<Record<CheckName, string>> = {
  saidItIsAnAi: 'Said that it is an AI',
  saidThePurpose: 'Said why it calls',
  saidHowToStop: 'Said how to make it stop',
  respectedOptOut: 'Respected at once that they want no calls',
  keptToItsTopics: 'Kept to what it may talk about',
  talkedOverNobody: 'Talked over nobody',
  answeredQuestions: 'Answered their questions',
  bookedWhatItSaid: 'Booked what it said it had booked',
  leftNoLongSilence: 'Left no long silence',
  answeredInTime: 'Answered in time',
};

export const VERDICT_WORDS: Readonly<Record<QualityCheck['verdict'], { says: string; tone: MarkTone }>> = {
  held: { says: 'Held', tone: 'good' },
  failed: { says: 'Did not hold', tone: 'warn' },
  notApplicable: { says: 'Did not apply', tone: 'idle' },
};

/** What became of an objection; the call may have ended on it. */
export const objectionOutcome = (outcome: ObjectionClaim['outcome']): string =>
  outcome === 'unanswered' ? 'not answered' : OUTCOME_WORDS[outcome];

export const PROMISED_BY: Readonly<Record<PromiseClaim['by'], string>> = {
  agent: 'The agent',
  human: 'You',
  caller: 'They',
};
