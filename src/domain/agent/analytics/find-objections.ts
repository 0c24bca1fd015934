import type { Turn } from '../../record/turn.ts';
import type { Intent } from '../intent.ts';
import type { ObjectionKind } from '../objections/objection.ts';
import type { AnalysedRecord } from './analysed-record.ts';
import type { ObjectionClaim } from './call-analysis.ts';
import { heardTurns } from './measure-call.ts';
import type { MeantTurn } from './meant-turns.ts';
import { spokenWords } from '../spoken-words.ts';
import { objectionsOf } from './told-by-facts.ts';

/**
 * What the caller had against going on, and what became of it: as it was noted during the call, or, in records from
 * before that was noted, as their words and ours after them tell it.
 */
export function findObjections(record: AnalysedRecord, meant: readonly MeantTurn[]): ObjectionClaim[] {
  const noted = objectionsOf(record);
  if (noted.length > 0)
    return noted.map(({ kind, quote, outcome, turnId }) => ({ kind, quote, outcome, turnIds: [turnId] }));
  const heard = heardTurns(record.turns);
  return meant.flatMap(({ turn, intent, words }): ObjectionClaim[] => {
    const kind = kindOf(intent, words);
    if (!kind) return [];
    const reply = heard[heard.indexOf(turn) + 1];
    const { outcome, rests } = outcomeOf(reply);
    return [{ kind, quote: turn.text, outcome, turnIds: [turn.turnId, ...rests] }];
  });
}

function kindOf(intent: Intent, words: string): ObjectionKind | undefined {
  if (intent === 'advice')
    return /\b(?:commission|fee|fees|percentage|charge|cut)\b/.test(words) ? 'commission' : undefined;
  return KINDS[intent];
}
const KINDS: Partial<Record<Intent, ObjectionKind>> = {
  represented: 'hasAgent',
  notInterested: 'notInterested',
  notNow: 'busy',
  numberSource: 'numberSource',
  aiQuestion: 'robot',
};

/** What the words after it made of it. */
function outcomeOf(reply: Turn | undefined): { outcome: ObjectionClaim['outcome']; rests: string[] } {
  if (!reply || reply.side === 'caller') return { outcome: 'unanswered', rests: [] };
  const rests = [reply.turnId];
  if (reply.side === 'human') return { outcome: 'handedOver', rests };
  if (/\bgoodbye\b/.test(spokenWords(reply.text))) return { outcome: 'respected', rests };
  return { outcome: reply.text.trim().endsWith('?') ? 'followedUp' : 'answered', rests };
}
