import { fieldQuestions, openQuestion } from './fields/field-kinds.ts';
import type { Topic } from './topic.ts';
import { fill } from './wording.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** The question for a topic; asked again, it is worded differently. */
export function questionFor(topic: Topic, context: WorkflowContext): string {
  const open = openQuestion(topic, context);
  if (open) return open;
  const wordings = questions[topic];
  return fill(wordings[(context.phrasingSeed + (context.asked[topic] ?? 0)) % wordings.length] ?? '', context);
}

/** Every way in which a topic is asked for, unfilled. */
export const questions: Readonly<Record<Topic, readonly string[]>> = {
  goodTime: ['Do you have a minute?', 'Is now a good time?', 'Can you spare a minute?'],
  goal: [
    'Are you thinking of selling, buying, or both?',
    'Is it about selling a home, or buying one?',
    'Would that be selling or buying?',
  ],
  propertyType: [
    'What kind of property is it?',
    'Is that a house, a condo, or something else?',
    'What type of home are we talking about?',
  ],
  area: ['Which area would that be?', 'What part of town are we talking about?', 'Whereabouts is that?'],
  timing: [
    'When would you like to make a move?',
    'What timing do you have in mind?',
    'How soon are you hoping to move?',
  ],
  price: [
    'Do you have a price in mind?',
    'What price range do you have in mind?',
    'Is there a number you are hoping for?',
  ],
  represented: [
    'Are you already working with an agent?',
    'Is there an agent helping you already?',
    'Do you already have an agent for this?',
  ],
  callBack: [
    'Would you like {human} to call you about it?',
    'Shall {human} give you a call?',
    'Is it all right if {human} calls you?',
  ],
  endCall: ['Would you like me to end the call?', 'Shall I end the call here?', 'Do you want me to end the call?'],
  callBackTime: ['What time suits you best?', 'When is a good time to reach you?', 'What day and time work for you?'],
  ...fieldQuestions,
};
