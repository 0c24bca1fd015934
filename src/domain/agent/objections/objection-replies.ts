import type { Wordings } from '../wording.ts';

/** One honest answer to what a caller has against going on. No model may touch these words. */
export const objectionReplies = {
  notNow: [
    ['No problem.', ''],
    ['Of course.', "I won't keep you."],
    ['I understand.', ''],
  ],
  notNowWithTime: [
    ['No problem.', "I'll note that for {human}. Thanks, and goodbye."],
    ['Sure.', "I'll write that down for {human}. Thank you, goodbye."],
  ],
  notInterested: [
    ['I understand.', 'Thanks for telling me. Have a good day, goodbye.'],
    ['No problem.', 'Thank you for your time. Take care, goodbye.'],
    ['That is fine.', 'Thanks for picking up. Have a good day, goodbye.'],
  ],
  represented: [
    ['Understood.', "Then you're in good hands, and I won't get in the way. Thank you, goodbye."],
    ['Good to know.', "Then I'll leave it with your agent. Thanks for your time, goodbye."],
  ],
} as const satisfies Record<string, Wordings>;
