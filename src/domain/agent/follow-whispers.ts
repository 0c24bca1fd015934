import type { Decision } from './agent-definition.ts';
import type { Intent } from './intent.ts';
import { questionFor } from './questions.ts';
import { replies } from './replies.ts';
import { expectedAnswer } from './topic.ts';
import { questionAbout, whisperedOrder, type WhisperedOrder } from './whispered-order.ts';
import { fill, pick, type Wording } from './wording.ts';
import type { WorkflowContext } from './workflow-context.ts';

/**
 * A decision, with what the human at the desk has whispered. Pure. One order that code understands is followed per
 * reply, the oldest first; what only a model can make something of goes along as `notes`. Words that end the call for a
 * reason of the caller's, or that nobody may change, stay as they are: the whisper waits.
 */
export function followWhispers(context: WorkflowContext, decision: Decision): Decision {
  if (context.whispers.length === 0 || isBinding(decision)) return decision;
  const orders = context.whispers.map((whisper) => ({ whisper, order: whisperedOrder(whisper.text) }));
  const notes = orders.flatMap(({ whisper, order }) => (order ? [] : [whisper]));
  const first = orders.find(({ order }) => order !== undefined);
  const ordered = first?.order
    ? { ...follow(context, decision, first.order), follows: [first.whisper.whisperId] }
    : decision;
  return notes.length > 0 && ordered.hangUp === null && first === undefined ? withNotes(ordered, notes) : ordered;
}

/** The agent was about to leave because all is asked: the only parting that a whisper may put off. */
const isBinding = ({ intent, hangUp, tool, appointment }: Decision): boolean =>
  (hangUp !== null && hangUp !== 'completed') ||
  WITHOUT_WORDS.has(intent) ||
  // What is offered or read back must be heard as it is, or a yes to it would be a yes to something else.
  tool !== undefined ||
  appointment !== undefined;
const WITHOUT_WORDS: ReadonlySet<Intent> = new Set(['optOut', 'voicemail', 'callScreen', 'hold', 'anger']);

function follow(context: WorkflowContext, decision: Decision, order: WhisperedOrder): Decision {
  const staying: Decision = decision.hangUp === null ? decision : { ...decision, body: '', hangUp: null };
  switch (order.type) {
    case 'say': {
      const isQuestion = order.text.endsWith('?');
      const body = isQuestion ? staying.body : [keptBody(staying), order.text].filter(Boolean).join(' ');
      const said: Decision = { ...staying, wording: 'fixed', body };
      return isQuestion ? { ...said, question: order.text, asks: null, expects: 'anything' } : said;
    }
    case 'ask':
      return {
        ...staying,
        question: questionFor(order.topic, context),
        asks: order.topic,
        expects: expectedAnswer[order.topic],
      };
    case 'askAbout':
      return { ...staying, question: questionAbout(order.what), asks: null, expects: 'anything' };
    case 'wrapUp': {
      const [ack, body] = pick<Wording>(replies.goodbye, context);
      const kept = keptBody(staying);
      return {
        ...staying,
        wording: 'fixed',
        ack: kept ? staying.ack : fill(ack, context),
        body: [kept, fill(body, context)].filter(Boolean).join(' '),
        question: '',
        asks: null,
        expects: 'anything',
        hangUp: 'wrap-up',
      };
    }
  }
}

/** What answers the caller stays; what a model might have said instead does not. */
const keptBody = ({ wording, body }: Decision): string => (wording === 'fixed' ? body : '');

/** Replies that answer nothing in particular: a model may word them, so that it can act on a note. */
const OPEN: ReadonlySet<Intent> = new Set([
  'answer',
  'agrees',
  'declines',
  'cannotSay',
  'greeting',
  'thanks',
  'smallTalk',
  'statement',
  'silent',
]);

const withNotes = (decision: Decision, notes: NonNullable<Decision['notes']>): Decision =>
  decision.wording === 'free' || OPEN.has(decision.intent)
    ? { ...decision, wording: 'free', convey: decision.convey || 'React in a friendly way.', notes }
    : decision;
