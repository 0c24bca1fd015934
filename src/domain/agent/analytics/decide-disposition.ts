import type { Turn } from '../../record/turn.ts';
import type { Intent } from '../intent.ts';
import { asksNotToBeCalled } from '../opt-out.ts';
import { spokenWords } from '../spoken-words.ts';
import type { AnalysedRecord } from './analysed-record.ts';
import type { CallClaims, Disposition, SlotClaim } from './call-analysis.ts';
import { heardTurns } from './measure-call.ts';
import type { MeantTurn } from './meant-turns.ts';
import { appointmentOf } from './told-by-facts.ts';

type Outcome = CallClaims['disposition'];
type Seen = { record: AnalysedRecord; meant: readonly MeantTurn[]; slots: readonly SlotClaim[] };

/** How the call turned out: the first of these that fits, the most binding first. Pure and total. */
export function decideDisposition(seen: Seen): Outcome {
  if (!seen.record.answered) return unanswered(seen.record);
  for (const decide of ANSWERED) {
    const outcome = decide(seen);
    if (outcome) return outcome;
  }
  return outcomeOf('incomplete', 'The call ended before anything was settled.');
}

const outcomeOf = (value: Disposition, because: string, turns: readonly (Turn | undefined)[] = []): Outcome => ({
  value,
  because,
  turnIds: turns.flatMap((turn) => (turn ? [turn.turnId] : [])),
});

/** By how the line says that it ended: nobody has said anything. */
function unanswered({ endReason, carrier }: AnalysedRecord): Outcome {
  if (endReason === 'machine' || isMachine(carrier.answeredBy))
    return outcomeOf('machine', 'An answering machine or a fax picked up.');
  if (endReason === 'failed') return outcomeOf('failed', 'The call could not be put through.');
  if (endReason === 'cancelled' || endReason === 'human-hung-up' || endReason === 'app-closed')
    return outcomeOf('cancelled', 'The call was ended before anybody answered.');
  return outcomeOf('no-answer', 'Nobody answered.');
}

const isMachine = (answeredBy: AnalysedRecord['carrier']['answeredBy']): boolean =>
  answeredBy !== null && answeredBy !== 'human' && answeredBy !== 'unknown';

const ANSWERED: readonly ((seen: Seen) => Outcome | null)[] = [
  ({ record }) => {
    const asked = heardTurns(record.turns).filter(({ side, text }) => side === 'caller' && asksNotToBeCalled(text));
    return asked.length > 0 ? outcomeOf('opted-out', 'They asked not to be called again.', asked) : null;
  },
  ({ record }) => {
    const appointment = appointmentOf(record);
    if (!appointment) return null;
    return appointment.state === 'booked'
      ? outcomeOf('booked', 'An appointment was booked.', bookingTold(record))
      : outcomeOf('appointment-cancelled', 'The appointment was cancelled.');
  },
  ({ record, meant }) => {
    const heard = meant.filter(({ intent }) => intent === 'voicemail').map(({ turn }) => turn);
    if (record.endReason === 'machine' || isMachine(record.carrier.answeredBy) || heard.length > 0)
      return outcomeOf('machine', 'An answering machine picked up.', heard);
    return null;
  },
  meaning('wrongPerson', 'wrong-person', 'They are not who was to be reached.'),
  meaning('notMyLanguage', 'language', 'They speak another language.'),
  ({ slots }) => {
    const proof = slots.find(({ slot, value }) => slot === 'represented' && value === 'yes');
    return proof ? { ...outcomeOf('represented', 'They have an agent already.'), turnIds: proof.turnIds } : null;
  },
  meaning('represented', 'represented', 'They have an agent already.'),
  ({ record }) => {
    const human = heardTurns(record.turns).findLast(({ side }) => side === 'human');
    const had = record.handler === 'human' || human;
    return had ? outcomeOf('handed-over', 'You had the call.', [human]) : null;
  },
  notInterested,
  callBackWanted,
  ({ record: { qualification }, slots }) =>
    qualification?.qualified
      ? {
          ...outcomeOf('qualified', 'What they told makes them a qualified lead.'),
          turnIds: [...new Set(slots.flatMap(({ turnIds }) => turnIds))],
        }
      : null,
  ({ record }) => {
    const farewell = heardTurns(record.turns).find(({ text }) => GOODBYE.test(spokenWords(text)));
    if (farewell) return outcomeOf('undecided', 'They parted, and nothing was settled.', [farewell]);
    const last = heardTurns(record.turns).at(-1);
    return record.endReason === 'caller-hung-up'
      ? outcomeOf('abandoned', 'They hung up in the middle of it.', [last])
      : null;
  },
];

const GOODBYE = /\b(?:goodbye|good bye|bye)\b/;

function meaning(intent: Intent, value: Disposition, because: string) {
  return ({ meant }: Seen): Outcome | null => {
    const found = meant.filter((one) => one.intent === intent).map(({ turn }) => turn);
    return found.length > 0 ? outcomeOf(value, because, found) : null;
  };
}

/** A refusal stands unless they said yes to being called after it. */
function notInterested({ meant, slots }: Seen): Outcome | null {
  const last = meant.findLast(({ intent, asked }) => intent === 'notInterested' || declinesCallBack(intent, asked));
  const none = slots.find(({ slot, value }) => slot === 'goal' && value === 'none');
  if (!last) return none ? { ...outcomeOf('not-interested', NOT_INTERESTED), turnIds: none.turnIds } : null;
  const after = meant.slice(meant.indexOf(last) + 1);
  const cameRound = after.some(
    ({ turn, intent }) => intent === 'agrees' || wanted(slots)?.turnIds.includes(turn.turnId),
  );
  return cameRound ? null : outcomeOf('not-interested', NOT_INTERESTED, [last.turn]);
}
const NOT_INTERESTED = 'They are not interested.';
const declinesCallBack = (intent: Intent, asked: MeantTurn['asked']) => intent === 'declines' && asked === 'callBack';

/** The proof that they want to hear from us, and how. */
export const wanted = (slots: readonly SlotClaim[]): SlotClaim | undefined =>
  slots.find(({ slot, value }) => slot === 'contact' && value.startsWith('by '));

function callBackWanted({ meant, slots }: Seen): Outcome | null {
  const because = 'They want to be called back.';
  const proof = wanted(slots);
  if (proof) return { ...outcomeOf('call-back-wanted', because), turnIds: proof.turnIds };
  const busy = meant.findLast(({ intent, words }) => intent === 'notNow' && CALL_ME.test(words));
  return busy ? outcomeOf('call-back-wanted', because, [busy.turn]) : null;
}
const CALL_ME = /\b(?:call|try|phone|ring|reach|catch)\b/;

/** Our turns that tell the caller that something is booked. */
export const bookingTold = ({ turns }: Pick<AnalysedRecord, 'turns'>): Turn[] =>
  heardTurns(turns).filter(({ side, text }) => side === 'agent' && SAYS_BOOKED.test(spokenWords(text)));
const SAYS_BOOKED =
  /\b(?:you are|it is|that is|we are|you have been|i have|have you)(?: \w+){0,2} (?:booked|scheduled|confirmed|down for)\b|\b(?:appointment|visit) is (?:booked|set|confirmed)\b/;
