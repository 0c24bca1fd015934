import { firstName, purposeText } from '../../../domain/agent/fixed-texts.ts';
import type { Whisper } from '../../../domain/agent/whisper.ts';
import type { WorkflowSeed } from '../../../domain/agent/workflow-seed.ts';
import type { PromptName, Prompts } from './prompt.ts';

/** The constant beginning of everything that is asked in a call: a change of it would cost the model's cached prefix. */
export const systemPrompt = (prompts: Prompts, seed: WorkflowSeed): string =>
  prompts.render('system', {
    agentName: seed.agentName,
    brokerage: seed.brokerage,
    caller: seed.leadName === '' ? 'somebody' : firstName(seed.leadName),
    purpose: purposeText(seed),
    humanName: seed.humanName,
  });

type WordingPrompt = Extract<PromptName, 'conversation' | 'qualification' | 'objection' | 'scheduler'>;
const BY_AGENT: Readonly<Record<string, WordingPrompt>> = {
  ConversationAgent: 'conversation',
  QualificationAgent: 'qualification',
  ObjectionHandlerAgent: 'objection',
  SchedulerAgent: 'scheduler',
};
/** What an agent's words are asked for with. */
export const wordingPromptOf = (agent: string): WordingPrompt => BY_AGENT[agent] ?? 'conversation';

/**
 * What the model is asked for in this turn. It goes behind the caller's words in the same message: some templates move
 * every system message to the top, which would throw the cached prefix away.
 */
export const wordingRequest = (prompts: Prompts, { agent, convey }: { agent: string; convey: string }): string =>
  `\n${prompts.render(wordingPromptOf(agent), { convey })}`;

/** What the human at the desk has whispered. It goes where `wordingRequest` goes, for the same reason. */
export function whisperRequest(prompts: Prompts, seed: WorkflowSeed, notes: readonly Whisper[]): string {
  if (notes.length === 0) return '';
  const instructions = notes.map(({ text }) => text).join('; ');
  return `\n${prompts.render('whisper', { humanName: seed.humanName, instructions })}`;
}

/** What the model is asked for while the human has the call: words that they could say. */
export const suggestionRequest = (prompts: Prompts, seed: WorkflowSeed): string =>
  `\n${prompts.render('suggestion', { humanName: seed.humanName })}`;
