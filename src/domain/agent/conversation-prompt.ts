import { firstName, purposeText } from './fixed-texts.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** Depends on nothing that changes within a call, or the language model's cache of it would be lost. */
export function conversationPrompt({ seed }: WorkflowContext): string {
  return [
    `You are ${seed.agentName}, an AI phone assistant of ${seed.brokerage}, in a phone call with ${firstName(seed.leadName)}.`,
    `The reason for the call: ${purposeText(seed)}`,
    'Speak as people do on the phone: one short friendly sentence in plain words. No lists, no symbols, no questions.',
    `Never speak of prices, values, law, taxes, commissions, neighborhoods or the people who live there; ${seed.humanName}, a licensed agent, does.`,
    'Never say that you booked, sent or did anything. Never claim to be human.',
  ].join(' ');
}

/**
 * What the model is asked for this turn. It goes behind the caller's words in the same message: some templates move
 * every system message to the top, which would throw the cached prefix away.
 */
export const wordingRequest = (convey: string, said: string): string =>
  `\n\n(${said ? `You already said "${said}" Go on with` : 'Say'} one short sentence of at most 15 words, and ask nothing. ${convey})`;
