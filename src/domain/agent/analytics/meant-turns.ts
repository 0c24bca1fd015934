import type { Turn } from '../../record/turn.ts';
import type { Intent } from '../intent.ts';
import type { Topic } from '../topic.ts';
import { understandTurn } from '../understand-turn.ts';
import { createWorkflowContext } from '../workflow-context.ts';
import type { AnalysedRecord } from './analysed-record.ts';
import { heardTurns } from './measure-call.ts';

/** A turn of the caller's, with what was meant by it and what had been asked before. */
export type MeantTurn = { turn: Turn; intent: Intent; words: string; asked: Topic | null };

/** What the caller meant, turn by turn: read as the agents read it, in the light of the last question they were heard asking. */
export function meantTurns({ turns, callId, leadName }: AnalysedRecord): MeantTurn[] {
  const blank = createWorkflowContext({ callId, seed: seedFor(leadName), agent: 'AnalyticsAgent', phrasingSeed: 0 });
  let asked: Topic | null = null;
  const meant: MeantTurn[] = [];
  for (const turn of heardTurns(turns)) {
    if (turn.side !== 'caller') {
      asked = topicAsked(turn.text) ?? asked;
      continue;
    }
    const { intent, words } = understandTurn(
      { ...blank, lastAsked: asked },
      { turnId: turn.turnId, text: turn.text, nowWallMs: 0 },
    );
    meant.push({ turn, intent, words, asked });
  }
  return meant;
}

/** Understanding needs the lead's name alone: who is denied at the door. The rest is on no record. */
const seedFor = (leadName: string) => ({
  brokerage: '-',
  agentName: '-',
  humanName: '',
  leadName,
  purpose: '-',
  callBackNumber: '-',
});

/** What our words ask for, by the question that ends them; null where they ask nothing that is known. */
export function topicAsked(text: string): Topic | null {
  const question = /[^.!?]*\?\s*$/.exec(text.trim())?.[0];
  return (question && TOPICS.find(([, pattern]) => pattern.test(question))?.[0]) || null;
}

const TOPICS: readonly (readonly [Topic, RegExp])[] = [
  ['callBackTime', /\b(?:time|day|when)\b.*\b(?:suits?|reach you|work for you|call)\b/i],
  ['callBack', /\b(?:calls? you|give you a call|call you back)\b/i],
  ['goodTime', /\b(?:a minute|good time)\b/i],
  ['represented', /\b(?:agent|realtor)\b/i],
  ['goal', /\b(?:selling|sell)\b.*\bbuy|\bbuy.*\bsell/i],
  ['price', /\b(?:price|number you|budget)\b/i],
  ['area', /\b(?:area|part of town|whereabouts)\b/i],
  ['propertyType', /\b(?:kind of property|type of home|house, a condo)\b/i],
  ['timing', /\b(?:timing|how soon|make a move)\b/i],
];
