import { pending, type Situation } from '../agenda-steps.ts';
import { callerPatterns } from '../caller-patterns.ts';
import { identification, purposeText } from '../fixed-texts.ts';
import { type Plan, returns, say } from '../reply-plan.ts';
import type { ReplyName } from '../replies.ts';

/** Yes and no only where the question leaves no doubt which of them is true. */
export function admission({ words }: Pick<Situation, 'words'>): ReplyName {
  const asksMachine =
    /\b(?:are you|is (?:this|that|it)|am i)\b.*\b(?:robot|bot|machine|computer|ai|recording|automated|artificial)\b/.test(
      words,
    );
  const asksHuman =
    /\b(?:are you|is (?:this|that|it)|am i)\b.*\b(?:real|human|person|live|actual|someone|somebody)\b/.test(words);
  if (asksMachine === asksHuman || /\bnot\b/.test(words)) return 'aiAdmission';
  return asksMachine ? 'aiYes' : 'aiNo';
}

/** "Who is this, and what is it about?" is two questions. */
export function identity(situation: Situation): Plan {
  const { seed } = situation.context;
  if (!callerPatterns.purpose?.some((pattern) => pattern.test(situation.words))) return returns('identity')(situation);
  const [ack] = say('identity', situation);
  return { wording: [ack, `${identification(seed)} ${purposeText(seed)}`], asks: pending(situation) };
}

/** Before anything was asked, "what?" means the opener. */
export function repeat(situation: Situation): Plan {
  const { lastAsked, seed } = situation.context;
  const [ack, body] = say('repeat', situation);
  const opening = lastAsked === null || lastAsked === 'goodTime';
  return { wording: [ack, opening ? `${identification(seed)} ${purposeText(seed)}` : body], asks: pending(situation) };
}
