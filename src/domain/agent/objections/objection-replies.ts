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
  notInterestedYet: [
    ['That is fine.', "I won't talk you into anything."],
    ['I understand.', 'You decide whether and when.'],
  ],
  justLooking: [
    ['That is fine.', 'There is no rush at all.'],
    ['Of course.', 'Take all the time you need.'],
    ['No problem.', 'Nobody here will push you.'],
  ],
  price: [
    ['I hear you.', "I can't speak to money matters, but {human}, our licensed agent, can."],
    ['Fair point.', 'What is possible is for {human} to say, our licensed agent.'],
  ],
  noted: [
    ['I understand.', "I'll note that for {human}."],
    ['I hear you.', '{human} will see that.'],
  ],
  sendEmail: [
    ['Sure.', "I can't write to you myself, so I'll note that for {human}, who can."],
    ['Of course.', "I'm noting that for {human}. I can't send anything myself, {human} can."],
  ],
  emailNoted: [
    ['All right.', "I'll note that {human} should write to you. Thank you, goodbye."],
    ['Sure.', "I can't send it myself, but I'll note it for {human}. Thanks, goodbye."],
  ],
  badTiming: [
    ['That makes sense.', 'There is no rush on our side.'],
    ['Fair enough.', 'You know best when it suits you.'],
  ],
  numberResented: [
    ["I'm sorry.", "I don't know how we got it; {human} can tell you. Say stop and I won't call again."],
    ['I apologize.', 'Only {human} can say where it came from. Say stop and I will not call again.'],
  ],
  robot: [
    ['I understand.', "I'm an AI, and {human} is a person."],
    ['I understand.', "I'm only an AI. {human} is a person."],
  ],
  anger: [
    ["I'm sorry.", "I didn't mean to upset you."],
    ['I apologize.', 'I did not want to bother you.'],
  ],
  angryAgain: [
    ['I understand.', "I'm ending the call now. Goodbye."],
    ['All right.', "I won't take more of your time. Goodbye."],
  ],
  angryRefusal: [
    ["I'm sorry.", "I won't take more of your time. Goodbye."],
    ['I apologize.', "I'll leave you in peace. Goodbye."],
  ],
  leaveItThere: [
    ['I understand.', "I'll leave it there. Our number is {number}. Thank you, goodbye."],
    ['That is fine.', "I won't keep you. You can reach us at {number}. Thanks, goodbye."],
  ],
  represented: [
    ['Understood.', "Then your agent looks after you, and I won't get in the way. Thank you, goodbye."],
    ['Good to know.', "Then I'll leave it with your agent. Thanks for your time, goodbye."],
  ],
} as const satisfies Record<string, Wordings>;
