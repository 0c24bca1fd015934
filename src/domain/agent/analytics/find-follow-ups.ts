import { factsIn } from '../lead-facts.ts';
import type { AnalysedRecord } from './analysed-record.ts';
import type { CallClaims, FollowUp, PromiseClaim, SlotClaim } from './call-analysis.ts';
import { bookingTold, wanted } from './decide-disposition.ts';
import type { MeantTurn } from './meant-turns.ts';
import { appointmentOf } from './told-by-facts.ts';

type Seen = {
  record: AnalysedRecord;
  meant: readonly MeantTurn[];
  slots: readonly SlotClaim[];
  promises: readonly PromiseClaim[];
  disposition: CallClaims['disposition'];
};

/** What is to be done now, by whom, and when as it was said. Who asked not to be called is never to be called. */
export function findFollowUps(seen: Seen): FollowUp[] {
  const { value, turnIds } = seen.disposition;
  if (value === 'opted-out') return [forUs('Do not call them again', turnIds)];
  if (value === 'wrong-person') return [forUs('Correct the number, or remove it', turnIds)];
  if (value === 'language') return [forUs('Have somebody call who speaks their language', turnIds)];
  const theirs = seen.promises.filter(({ by }) => by === 'caller').map(promised);
  // Who has an agent is not solicited.
  if (value === 'represented') return theirs;
  return [...visit(seen), ...callBack(seen), ...openQuestions(seen), ...theirs];
}

const forUs = (what: string, turnIds: readonly string[], when: string | null = null): FollowUp => ({
  what,
  who: 'human',
  when,
  atWallMs: null,
  turnIds: [...turnIds],
});

const promised = ({ text, turnIds }: PromiseClaim): FollowUp => ({
  what: text,
  who: 'caller',
  when: timeIn(text),
  atWallMs: null,
  turnIds,
});

/** When they are to be called, in their own words; null where they did not say. */
const timeIn = (text: string): string | null =>
  factsIn(text, 'callBackTime').find(({ topic }) => topic === 'callBackTime')?.value ?? null;

function visit({ record }: Seen): FollowUp[] {
  const appointment = appointmentOf(record);
  if (appointment?.state !== 'booked') return [];
  const told = bookingTold(record).map(({ turnId }) => turnId);
  const what = told.length > 0 ? 'Keep the appointment' : 'Tell them that the appointment is booked, and keep it';
  return [{ ...forUs(what, told), atWallMs: appointment.slot.startWallMs }];
}

function callBack({ meant, slots, disposition, record }: Seen): FollowUp[] {
  const proof = wanted(slots);
  if (proof) {
    const [how = '', when] = proof.value.split(', ');
    return [forUs(WAYS[how] ?? 'Call them back', proof.turnIds, when ?? null)];
  }
  if (disposition.value === 'call-back-wanted') {
    const said = meant.find(({ turn }) => disposition.turnIds.includes(turn.turnId));
    return [forUs('Call them back', disposition.turnIds, said ? timeIn(said.turn.text) : null)];
  }
  const asked = meant.findLast(({ intent }) => intent === 'human');
  const came = record.turns.some(({ side, startedMs }) => asked && side === 'human' && startedMs > asked.turn.endedMs);
  return asked && !came ? [forUs('Call them: they asked for a person', [asked.turn.turnId])] : [];
}
const WAYS: Readonly<Record<string, string>> = {
  'by text': 'Send them a text',
  'by e-mail': 'Send them an e-mail',
};

/** What the agent may not answer, and no human has had the chance to. */
function openQuestions({ meant, record }: Seen): FollowUp[] {
  const lastHuman = record.turns.findLast(({ side }) => side === 'human')?.endedMs ?? -1;
  return meant.flatMap(({ turn, intent }) => {
    if (turn.startedMs < lastHuman) return [];
    if (intent === 'advice' || intent === 'fairHousing')
      return [forUs(`Answer their question: “${turn.text.trim()}”`, [turn.turnId])];
    return intent === 'numberSource' ? [forUs('Tell them where their number came from', [turn.turnId])] : [];
  });
}
