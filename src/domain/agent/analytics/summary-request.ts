import type { ChatMessage } from '../../engine/language-model.ts';

/** What a model is asked: to word our summary, of which it may add nothing. It never sees what was said in the call. */
export const summaryRequest = (ours: string): ChatMessage[] => [
  {
    role: 'system',
    content:
      'You rewrite short notes about telephone calls as plain prose. Write at most three sentences, in the past tense, ' +
      'about the caller. Use only the facts in the note and only its words. Add no names, numbers, reasons or opinions. ' +
      'Answer with the prose alone.',
  },
  { role: 'user', content: ours },
];
