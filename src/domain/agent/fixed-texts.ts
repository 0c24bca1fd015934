import { sayable } from './sayable.ts';
import type { WorkflowContext } from './workflow-context.ts';
import type { WorkflowSeed } from './workflow-seed.ts';

/** How people are called in speech. A title or a description ("Ms. Reyes", "the agent in charge") stays whole. */
export function firstName(name: string): string {
  const whole = name.trim();
  return /^(?:\p{Ll}|(?:Mr|Mrs|Ms|Dr|Prof)\b)/u.test(whole) ? whole : (whole.split(/\s+/)[0] ?? whole);
}

/** "We look after…" becomes "we look after…" inside a sentence; names and "I" keep their capital. */
const inSentence = (sentence: string): string =>
  sentence
    .trim()
    .replace(/[.!\s]+$/, '')
    .replace(/^(We|You|Your|Our|It|This|That|The|A|An|There|My|To|In|About|Because|As|Calling)\b/, (word) =>
      word.toLowerCase(),
    );

const reasonGiven = (purpose: string): string =>
  `${/^you\b/i.test(purpose.trim()) ? 'calling because' : 'and'} ${inSentence(purpose)}`;

/** As it is spoken: what was heard is compared with it. */
const whoSpeaks = (seed: WorkflowSeed): string => sayable(`${seed.agentName}, an AI assistant with ${seed.brokerage}`);

/** Who speaks, for whom, and that it is an AI. Never worded by a model (COMPLIANCE C8, C9). */
export const identification = (seed: WorkflowSeed): string => `This is ${whoSpeaks(seed)}.`;

/** Whether the caller has heard it, in the opener or later. */
export const identificationHeard = ({ seed, history }: Pick<WorkflowContext, 'seed' | 'history'>): boolean =>
  history.some(({ side, text }) => side === 'agent' && text.includes(whoSpeaks(seed)));

export const OPENING_QUESTION = 'Do you have a minute?';

/**
 * The first words of a call: name, AI, brokerage and purpose in one sentence, then how to make it stop (C7–C9). Whoever
 * called us is thanked instead, and has their own purpose.
 */
export const openerText = (seed: WorkflowSeed): string =>
  sayable(seed.direction === 'incoming' ? incomingOpener(seed) : outgoingOpener(seed));

const incomingOpener = (seed: WorkflowSeed): string =>
  `Thank you for calling. ${identification(seed)} How can I help you?`;

const outgoingOpener = (seed: WorkflowSeed): string =>
  `${seed.leadName === '' ? 'Hi' : `Hi ${firstName(seed.leadName)}`}, this is ${whoSpeaks(seed)}, ${reasonGiven(seed.purpose)}. Say stop any time and I won't call again. ${OPENING_QUESTION}`;

export const purposeText = (seed: WorkflowSeed): string => sayable(`${seed.purpose.trim().replace(/[.!\s]+$/, '')}.`);

/** While the agent is gone: the line plays it, and nobody knows yet for how long. */
export const LOST_TEXT = 'Sorry, one moment please.';

/** After a crash, or when the human hands the call back: who speaks now, before anything else. */
export const bridgeText = (seed: WorkflowSeed, why: 'resumed' | 'handed-back', question: string): string =>
  [why === 'resumed' ? "Sorry, I'm back." : `Hello again. ${identification(seed)}`, question].filter(Boolean).join(' ');
