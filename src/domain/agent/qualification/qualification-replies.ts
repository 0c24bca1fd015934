import type { Wordings } from '../wording.ts';

/** What is said where a question is left open, or none is left. */
export const qualificationReplies = {
  completed: [
    ['Perfect.', "I'll note that for {human}. Our number is {number}. Thank you, goodbye."],
    ['Great.', '{human} will see all of this. Our number is {number}. Thanks, goodbye.'],
  ],
  declinedCallBack: [
    ['No problem.', 'If you change your mind, our number is {number}. Thank you, goodbye.'],
    ['That is fine.', 'You can reach us at {number} any time. Thanks, goodbye.'],
  ],
  cannotSay: [
    ['No problem.', ''],
    ["That's fine.", 'We can leave that open.'],
    ['No worries.', ''],
  ],
} as const satisfies Record<string, Wordings>;
