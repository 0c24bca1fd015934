import { callerPatterns } from './caller-patterns.ts';
import { type Intent, intents } from './intent.ts';
import { factsIn, looseAnswer } from './lead-facts.ts';
import { meddles } from './meddling.ts';
import { asksNotToBeCalled } from './opt-out.ts';
import { BAD_TIME_TO_MOVE } from './objections/objection-patterns.ts';
import { echoesQuestion } from './echoes-question.ts';
import { keysIn } from './pressed-keys.ts';
import { spokenWords } from './spoken-words.ts';
import { isVoicemail } from './voicemail.ts';
import type { Topic } from './topic.ts';
import type { LeadFact, WorkflowContext } from './workflow-context.ts';

export type Understood = { intent: Intent; words: string; facts: readonly LeadFact[] };

/**
 * What the caller means by a `turn` (its words as recognised, mistakes and all), seen from what was last asked. Pure; the
 * same words in the same context always mean the same.
 */
export function recogniseIntent(context: Pick<WorkflowContext, 'lastAsked' | 'seed'>, turn: string): Understood {
  const { keys, said: utterance } = keysIn(turn);
  if (keys !== '' && utterance === '') return keyed(keys, turn, context.lastAsked);
  const words = spokenWords(utterance);
  const { lastAsked } = context;
  const plain = tellsNothing(utterance, words, lastAsked);
  if (plain) return { intent: plain, words, facts: [] };
  const facts = factsIn(utterance, lastAsked);
  const answered =
    lastAsked !== null &&
    facts.some((fact) => fact.topic === lastAsked || (lastAsked === 'callBack' && fact.topic === 'callBackTime'));
  const tellsFacts = facts.length > 0 && lastAsked !== 'represented' && lastAsked !== 'callBack' && !isQuestion(words);
  const intent = intents.find((candidate) => {
    if (isMeantOtherwise(candidate, words, lastAsked)) return false;
    if (candidate === 'answer') return answered || tellsFacts;
    if (answered && yieldsToAnAnswer(candidate, lastAsked)) return false;
    if (candidate === 'wrongPerson' && lastAsked === 'phoneNumber' && WRONG_DIGITS.test(words)) return false;
    return fits(candidate, words, context.seed);
  });
  return settle({ intent: intent ?? 'statement', words, facts }, utterance, lastAsked);
}

/** Words that are no facts, whatever is in them: what they mean; undefined for all others. */
function tellsNothing(utterance: string, words: string, lastAsked: Topic | null): Intent | undefined {
  if (words === '') return utterance.trim() === '' ? 'silent' : 'unclear';
  if (asksNotToBeCalled(utterance)) return 'optOut';
  // Whoever gives the machine orders tells nothing about themselves.
  if (meddles(utterance)) return 'question';
  // What we asked, asked back, is no answer.
  return lastAsked !== null && echoesQuestion(utterance, lastAsked) ? 'repeat' : undefined;
}

/** Zero asks for a person wherever keys are pressed, and a number answers the question for one. */
function keyed(keys: string, turn: string, lastAsked: Topic | null): Understood {
  const isNumber = /^\d{3,}[*#]?$/.test(keys);
  if (lastAsked === 'price' && isNumber)
    return asAnswer(
      { intent: 'answer', words: keys, facts: [] },
      { topic: 'price', value: keys.replace(/\D/g, ''), quote: turn },
    );
  return { intent: /^0#?$/.test(keys) ? 'human' : 'keyed', words: keys, facts: [] };
}

const matches = (intent: Intent, words: string) =>
  callerPatterns[intent]?.some((pattern) => pattern.test(words)) ?? false;
/** Said of the number that was just read back to them. */
const WRONG_DIGITS = /^(?:(?:no|nope|sorry) )*(?:(?:that is|it is|this is) )?(?:the |a )?wrong number$/;
const isQuestion = (words: string) => matches('question', words);

function fits(intent: Intent, words: string, { leadName, humanName }: WorkflowContext['seed']): boolean {
  if (intent === 'voicemail') return isVoicemail(words);
  if (matches(intent, intent === 'anger' ? words : words.replace(OATHS, ''))) return true;
  return (
    (intent === 'wrongPerson' && deniesName(words, leadName)) || (intent === 'human' && asksForHuman(words, humanName))
  );
}

/** What is wanted is the same with an oath in it: "how the hell did you get my number". */
const OATHS =
  /\b(?:(?:in )?the (?:hell|heck|devil)|in the world|on earth|god ?damn(?:ed)?|damned?|bloody|freaking|frigging) ?(?=\w)/g;

/** Words that a pattern fits, and that mean something else where they stand. */
function isMeantOtherwise(intent: Intent, words: string, lastAsked: Topic | null): boolean {
  const asks = isQuestion(words) && !/^(?:do|does|did) not\b/.test(words);
  if (intent === 'badTiming' && lastAsked === 'timing') return true;
  if (intent === 'advice' || intent === 'notNow' || intent === 'answer')
    return !asks && lastAsked !== 'timing' && BAD_TIME_TO_MOVE.test(words);
  return asks && (intent === 'badTiming' || intent === 'justLooking' || intent === 'tooExpensive');
}

/** "Not right now, maybe next spring" answers when; it does not end the call. */
function yieldsToAnAnswer(intent: Intent, lastAsked: Topic | null): boolean {
  if (lastAsked === 'goodTime') return false;
  if (intent === 'goodbye') return lastAsked === 'callBackTime';
  return ANSWERS_BEAT.includes(intent);
}
const ANSWERS_BEAT: readonly Intent[] = [
  'notNow',
  'notInterested',
  'smallTalk',
  'hold',
  'repeat',
  'purpose',
  'identity',
  'cannotSay',
  'agrees',
  'declines',
  'thanks',
  'represented',
];

/** A yes or no means what the question makes of it; other words answer an open question as they are. */
function settle(understood: Understood, utterance: string, lastAsked: Topic | null): Understood {
  const { intent, words } = understood;
  const meant = lastAsked && MEANS[lastAsked]?.[intent];
  if (meant) return settleTime({ ...understood, intent: meant }, utterance);
  if (lastAsked === 'timing' && intent === 'notNow' && NOT_YET.test(words))
    return asAnswer(understood, { topic: 'timing', value: 'later', quote: utterance.trim() });
  if (intent === 'notNow') return settleTime(understood, utterance);
  return settleOpenWords(understood, utterance, lastAsked);
}

/** Words that match nothing answer an open question as they are; a scrap of sound does not. */
function settleOpenWords(understood: Understood, utterance: string, lastAsked: Topic | null): Understood {
  const { intent, words } = understood;
  const open = intent === 'statement' || (intent === 'agrees' && words.split(' ').length > 2);
  const loose = open && lastAsked ? looseAnswer(utterance, lastAsked) : undefined;
  if (loose) return asAnswer(understood, loose);
  return intent === 'statement' && words.length < 3 ? { ...understood, intent: 'unclear' } : understood;
}

const MEANS: Partial<Record<Topic, Partial<Record<Intent, Intent>>>> = {
  represented: { agrees: 'represented' },
  goodTime: { declines: 'notNow' },
  goal: { declines: 'notInterested' },
  endCall: { agrees: 'goodbye', thanks: 'goodbye' },
};
const NOT_YET = /^(?:not (?:right )?now|later|not today|not yet)$/;

const asAnswer = (understood: Understood, fact: LeadFact): Understood => ({
  ...understood,
  intent: 'answer',
  facts: [...understood.facts, fact],
});

/** "It's a bad time, tomorrow is better": a time beside a refusal is when to call. */
function settleTime(understood: Understood, utterance: string): Understood {
  return understood.intent === 'notNow' ? { ...understood, facts: factsIn(utterance, 'callBackTime') } : understood;
}

function deniesName(words: string, leadName: string): boolean {
  const first = spokenWords(leadName).split(' ')[0] ?? '';
  return (
    first !== '' &&
    new RegExp(
      `\\bnot ${first}\\b|\\bno ${first} (?:here|lives)\\b|\\b${first} (?:does not|moved|passed|is not (?:here )?any ?more)\\b`,
    ).test(words)
  );
}

function asksForHuman(words: string, humanName: string): boolean {
  const first = spokenWords(humanName).split(' ')[0] ?? '';
  return (
    first !== '' &&
    new RegExp(`\\b(?:talk|speak|put|get|want|is|where is|give me|have)(?: \\w+){0,2} ${first}\\b(?! call)`).test(words)
  );
}
