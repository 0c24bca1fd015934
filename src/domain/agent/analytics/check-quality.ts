import type { Turn } from '../../record/turn.ts';
import { forbiddenTopic } from '../forbidden-topics.ts';
import { asksNotToBeCalled } from '../opt-out.ts';
import { spokenWords } from '../spoken-words.ts';
import type { AnalysedRecord } from './analysed-record.ts';
import type { CallMeasures, CheckName, QualityCheck } from './call-analysis.ts';
import { bookingTold } from './decide-disposition.ts';
import { sentencesOf } from './find-promises.ts';
import { heardTurns } from './measure-call.ts';
import type { MeantTurn } from './meant-turns.ts';
import { appointmentOf } from './told-by-facts.ts';

/** Above these a call was not as it should be, ms. */
export const LIMITS = { silenceMs: 10_000, latencyP95Ms: 1_500, overlapMs: 300 } as const;

type Seen = { record: AnalysedRecord; meant: readonly MeantTurn[]; measures: CallMeasures };
type Verdict = Omit<QualityCheck, 'check'>;

/** Whether the call was as it should be, in each respect; what the agent had no part in is not applicable. */
export function checkQuality(seen: Seen): QualityCheck[] {
  return CHECKS.map(([check, judge]) => ({ check, ...judge(seen) }));
}

const held = (detail: string, turns: readonly Turn[] = []): Verdict => verdict('held', detail, turns);
const broken = (detail: string, turns: readonly Turn[] = []): Verdict => verdict('failed', detail, turns);
const aside = (detail: string): Verdict => verdict('notApplicable', detail, []);
const verdict = (is: Verdict['verdict'], detail: string, turns: readonly Turn[]): Verdict => ({
  verdict: is,
  detail,
  turnIds: turns.map(({ turnId }) => turnId),
});

const agentTurns = ({ record }: Seen): Turn[] => heardTurns(record.turns).filter(({ side }) => side === 'agent');

const CHECKS: readonly (readonly [CheckName, (seen: Seen) => Verdict])[] = [
  ['saidItIsAnAi', (seen) => said(seen, (turn) => IS_AI.test(turn.text), 'that it is an AI')],
  ['saidThePurpose', saidThePurpose],
  ['saidHowToStop', saidHowToStop],
  ['respectedOptOut', respectedOptOut],
  ['keptToItsTopics', keptToItsTopics],
  ['talkedOverNobody', talkedOverNobody],
  ['answeredQuestions', answeredQuestions],
  ['bookedWhatItSaid', bookedWhatItSaid],
  ['leftNoLongSilence', leftNoLongSilence],
  ['answeredInTime', answeredInTime],
];

const IS_AI = /\b(?:AI|artificial intelligence)\b/;

function said(seen: Seen, says: (turn: Turn) => boolean, what: string): Verdict {
  const turns = agentTurns(seen);
  const first = turns[0];
  if (!first) return aside('The agent was not heard.');
  const found = turns.find(says);
  if (found) return held(found === first ? `In its first words.` : `Only later in the call.`, [found]);
  return broken(`Nobody heard it say ${what}.`, [first]);
}

/** Who called us has a purpose of their own. The purpose is what the opener gives as the reason after who speaks. */
function saidThePurpose(seen: Seen): Verdict {
  if (seen.record.direction === 'incoming') return aside('They called us.');
  const reason = agentTurns(seen)
    .map(({ text, intended }) => PURPOSE.exec(intended ?? text)?.[1])
    .find(Boolean);
  if (reason === undefined) return said(seen, ({ text }) => PURPOSE.test(text), 'why it calls');
  const wanted = spokenWords(reason);
  return said(seen, ({ text }) => spokenWords(text).includes(wanted), 'why it calls');
}
const PURPOSE = /\bAI assistant with [^.!?]+?, (?:and|calling because) ([^.!?]+)[.!?]/;

function saidHowToStop(seen: Seen): Verdict {
  if (seen.record.direction === 'incoming') return aside('They called us.');
  return said(seen, ({ text }) => /\bsay stop\b/i.test(text), 'how to make it stop');
}

/** After such words the agent says goodbye once, asks nothing, and the call is over. */
function respectedOptOut(seen: Seen): Verdict {
  const asked = heardTurns(seen.record.turns).find(({ side, text }) => side === 'caller' && asksNotToBeCalled(text));
  if (!asked) return aside('Nobody asked for it.');
  const after = agentTurns(seen).filter(({ startedMs }) => startedMs >= asked.endedMs);
  const asksOn = after.filter(({ text }) => text.includes('?'));
  if (asksOn.length > 0) return broken('It went on asking.', [asked, ...asksOn]);
  const talksOn = after.slice(1).filter(({ text }) => !ONLY_PARTING.test(spokenWords(text)));
  if (talksOn.length > 0) return broken('It went on talking.', [asked, ...talksOn]);
  return held(after[0] ? 'It said goodbye, and asked nothing more.' : 'It said nothing more.', [
    asked,
    ...after.slice(0, 1),
  ]);
}
const ONLY_PARTING = /^(?:(?:thank you|thanks|good|goodbye|bye|sorry|i am) ?)+$/;

/** What the model worded; what code words was looked through once for all calls, and its questions are code's. */
function keptToItsTopics(seen: Seen): Verdict {
  const worded = agentTurns(seen).filter(({ source }) => source === 'language-model');
  if (worded.length === 0) return aside('All words were rehearsed.');
  const strayed = worded.filter(({ text }) =>
    sentencesOf(text).some((sentence) => !sentence.endsWith('?') && FORBIDDEN.has(forbiddenTopic(sentence) ?? '')),
  );
  return strayed.length > 0
    ? broken('It spoke about what it may not.', strayed)
    : held(`${worded.length} worded by the model were looked at.`);
}
/** Greetings and goodbyes are other people's words too; a clumsy one is no talk of what is forbidden. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'fair-housing',
  'valuation',
  'commission',
  'legal',
  'claimed-action',
  'posing',
  'pressure',
  'abuse',
]);

/** A caller may cut in on us; we may not begin while they speak. */
function talkedOverNobody(seen: Seen): Verdict {
  const callers = heardTurns(seen.record.turns).filter(({ side }) => side === 'caller');
  const turns = agentTurns(seen);
  if (turns.length === 0 || callers.length === 0) return aside('Only one side was heard.');
  const over = turns.filter(({ startedMs }) =>
    callers.some((caller) => caller.startedMs < startedMs && startedMs < caller.endedMs - LIMITS.overlapMs),
  );
  return over.length > 0
    ? broken(`It began ${over.length === 1 ? 'once' : `${over.length} times`} while they were speaking.`, over)
    : held('It always waited for them to finish.');
}

/** A reply may take in two turns of the caller's at once; a third is one too many. */
function answeredQuestions(seen: Seen): Verdict {
  const heard = heardTurns(seen.record.turns);
  const turns = seen.meant.filter(({ intent }) => intent !== 'optOut').map(({ turn }) => turn);
  const asked = [...new Set(turns)].filter(({ text }) => text.trim().endsWith('?'));
  if (asked.length === 0) return aside('They asked nothing.');
  const open = asked.filter((turn) => {
    const after = heard.slice(heard.indexOf(turn) + 1);
    const others = after.flatMap(({ side }, at) => (side === 'caller' ? [at] : []));
    const within = after.slice(0, others[1] ?? after.length);
    return !within.some(({ side, text }) => side !== 'caller' && text.trim().split(/\s+/).length >= 2);
  });
  return open.length > 0
    ? broken(`${open.length} of ${asked.length} got no answer.`, open)
    : held(`All ${asked.length} got an answer.`);
}

function bookedWhatItSaid(seen: Seen): Verdict {
  const told = bookingTold(seen.record);
  const appointment = appointmentOf(seen.record);
  if (told.length === 0 && !appointment) return aside('Nothing was booked.');
  if (told.length > 0 && !appointment) return broken('It said so, and the calendar knows nothing of it.', told);
  return told.length > 0
    ? held('The calendar has committed it.', told)
    : held('The calendar has committed it; they were not told.');
}

/** Who asked us to wait is waited for, and who has the human has no agent to wait for. */
function leftNoLongSilence({ measures, meant, record }: Seen): Verdict {
  const silence = measures.longestSilence;
  if (!silence) return aside('Too little was heard.');
  const detail = `The longest was ${(silence.ms / 1000).toFixed(1)} s.`;
  const turns = record.turns.filter(({ turnId }) => silence.turnIds.includes(turnId));
  if (silence.ms <= LIMITS.silenceMs) return held(detail, turns);
  const onHold = meant.some(({ turn, intent }) => intent === 'hold' && turns.includes(turn));
  if (onHold) return held(`${detail} They had asked us to wait.`, turns);
  return turns.some(({ side }) => side === 'human') ? aside(`${detail} You had the call.`) : broken(detail, turns);
}

function answeredInTime({ measures, record }: Seen): Verdict {
  const { latency } = measures;
  if (!latency) return aside('The agent gave no answer.');
  const detail = `Half within ${Math.round(latency.p50Ms)} ms, 95 of 100 within ${Math.round(latency.p95Ms)} ms.`;
  if (latency.p95Ms <= LIMITS.latencyP95Ms) return held(detail);
  const slow = record.turns.filter((turn) => (turn.latency?.heardMs ?? 0) > LIMITS.latencyP95Ms);
  return broken(detail, slow);
}
