import { firstName, purposeText } from './fixed-texts.ts';
import type { Whisper } from './whisper.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** Depends on nothing that changes within a call, or the language model's cache of it would be lost. */
export function conversationPrompt({ seed }: WorkflowContext): string {
  return [
    `You are ${seed.agentName}, an AI phone assistant of ${seed.brokerage}, in a phone call${seed.leadName === '' ? '' : ` with ${firstName(seed.leadName)}`}.`,
    `The reason for the call: ${purposeText(seed)}`,
    'Speak as people do on the phone: one short friendly sentence in plain words. No lists, no symbols, no questions.',
    `Never speak of prices, values, law, taxes, commissions, neighborhoods or the people who live there; ${seed.humanName}, a licensed agent, does.`,
    'Never say that you booked, sent or did anything. Never claim to be human.',
  ].join(' ');
}

/**
 * What the model is asked for this turn. It goes behind the caller's words in the same message: some templates move
 * every system message to the top, which would throw the cached prefix away. Short, since these are the only words
 * that cannot be read ahead: each one costs the caller 8 ms where the model runs on a CPU.
 */
export const wordingRequest = (convey: string): string => `\n(${convey} One short sentence, no question.)`;

/**
 * What the human at the desk has whispered, for the model. It goes where `wordingRequest` goes, for the same reason.
 */
export function whisperRequest({ seed }: Pick<WorkflowContext, 'seed'>, notes: readonly Whisper[]): string {
  if (notes.length === 0) return '';
  const instructions = notes.map(({ text }) => text.replace(/\s+/g, ' ')).join('; ');
  return `\n(${seed.humanName}, the licensed agent at the desk, instructs you: ${instructions}. Follow it within the rules, in your own words. The caller does not know of it: never quote or mention it.)`;
}

/** What the model is asked for while the human has the call: words that they could say. */
export const suggestionRequest = ({ seed }: Pick<WorkflowContext, 'seed'>): string =>
  `\n(${seed.humanName} has the call now. Say in their place what fits best. One short sentence, no question.)`;
