// Where no intent chose the agent, its words did: the voice then tells where they came from.
const WORDS: Record<string, string> = {
  opener: 'Opens the call.',
  bridge: 'Takes up the call again.',
  rehearsed: '',
  'language-model': '',
};

/** Why an agent serves the caller, for a person; '' where there is nothing to say. */
export const agentReasonWords = (reason: string): string => WORDS[reason] ?? reason;
