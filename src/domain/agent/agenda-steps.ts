import type { UnderstoodTurn } from './agent-definition.ts';
import { agenda, type Topic } from './topic.ts';
import type { LeadFact, WorkflowContext } from './workflow-context.ts';

/** A turn of the caller's, and the conversation that it is part of. */
export type Situation = UnderstoodTurn & { context: WorkflowContext };

/** What is known of a topic, by these words or by earlier ones. */
export const known = ({ context, facts }: Pick<Situation, 'context' | 'facts'>, topic: Topic): LeadFact | undefined =>
  facts.find((item) => item.topic === topic) ?? context.facts.find((item) => item.topic === topic);

/** The first topic that nothing is known of yet; null where all is asked. */
export function next(situation: Pick<Situation, 'context' | 'facts'>): Topic | null {
  const callBack = known(situation, 'callBack');
  const time = known(situation, 'callBackTime');
  if (callBack?.value === 'yes' && !time) return 'callBackTime';
  if (callBack || time) return mayAskForNumber(situation) ? 'phoneNumber' : null;
  return agenda.find((topic) => !known(situation, topic)) ?? null;
}

/**
 * Who is to be called back is asked once whether this number is the one to call, or for one. Nobody is who has objected to
 * anything, has told how to reach them, comes to us, or wants no call.
 */
function mayAskForNumber(situation: Pick<Situation, 'context' | 'facts'>): boolean {
  const { asked, objections, appointment, seed } = situation.context;
  // Of whom we called without a number there is none to be asked about: that is practice.
  if (!seed.number && seed.direction !== 'incoming') return false;
  const isTold = known(situation, 'phoneNumber') ?? known(situation, 'email');
  const wantsCall = known(situation, 'callBack')?.value !== 'no' && known(situation, 'callBackTime')?.value != null;
  return wantsCall && !isTold && asked.phoneNumber === undefined && objections.length === 0 && appointment === null;
}

/** What was asked was asked twice already, in vain. */
export const isStuck = ({ context }: Pick<Situation, 'context'>): boolean =>
  context.lastAsked !== null && (context.asked[context.lastAsked] ?? 0) >= 2;

/** The question still open; one that was asked twice in vain is not asked again, and null where all is answered. */
export function pending(situation: Pick<Situation, 'context' | 'facts'>): Topic | null {
  const { lastAsked } = situation.context;
  if (lastAsked === null) return 'goodTime';
  if (lastAsked === 'endCall') return next(situation);
  if (lastAsked === 'goodTime') return isStuck(situation) ? next(situation) : 'goodTime';
  return known(situation, lastAsked) ? next(situation) : lastAsked;
}
