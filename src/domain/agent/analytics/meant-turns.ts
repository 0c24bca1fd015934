import type { Turn } from '../../record/turn.ts';
import type { Intent } from '../intent.ts';
import type { Topic } from '../topic.ts';
import { understandTurn } from '../understand-turn.ts';
import { createWorkflowContext, type WorkflowContext } from '../workflow-context.ts';
import type { AnalysedRecord } from './analysed-record.ts';
import { sentencesOf } from './find-promises.ts';
import { heardTurns } from './measure-call.ts';

/** Something that a turn of the caller's means, and what had been asked before. A turn may mean several things. */
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
    meant.push(...meaningsOf(turn, { ...blank, lastAsked: asked }));
  }
  return meant;
}

/** What the whole turn means, and what else its sentences do: who is busy may also ask what a house is worth. */
function meaningsOf(turn: Turn, context: WorkflowContext): MeantTurn[] {
  const understood = (text: string) => understandTurn(context, { turnId: turn.turnId, text, nowWallMs: 0 });
  const meanings = new Map<Intent, MeantTurn>();
  const add = ({ intent, words }: ReturnType<typeof understood>) => {
    if (!meanings.has(intent)) meanings.set(intent, { turn, intent, words, asked: context.lastAsked });
  };
  add(understood(turn.text));
  for (const sentence of sentencesOf(turn.text)) {
    const meaning = understood(sentence);
    if (BESIDE_OTHERS.has(meaning.intent)) add(meaning);
  }
  return [...meanings.values()];
}
const BESIDE_OTHERS: ReadonlySet<Intent> = new Set([
  'human',
  'advice',
  'fairHousing',
  'represented',
  'numberSource',
  'notNow',
  'notInterested',
]);

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
