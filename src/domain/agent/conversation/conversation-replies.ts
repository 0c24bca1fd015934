import type { Wordings } from '../wording.ts';

/** Words of the conversation itself. No model may touch them, except where a reply is said to be free. */
export const conversationReplies = {
  optOut: [
    ['Understood.', "I'm noting that you don't want our calls. Sorry for the trouble, goodbye."],
    ['Of course.', "I'm noting that we should not call you again. I'm sorry, goodbye."],
  ],
  // "Are you real?" and "are you a robot?" get words that are true for both; a bare yes would be a lie to one of them.
  aiAdmission: [
    ["I'm an AI.", 'I work for {humanFull} at {brokerage}.'],
    ["I'm an AI assistant.", '{humanFull} at {brokerage} is the person I work for.'],
    ['This is an AI.', "I'm not a person. I call for {humanFull} at {brokerage}."],
  ],
  aiYes: [
    ['Yes, I am.', "I'm an AI assistant working for {humanFull} at {brokerage}."],
    ["Yes, I'm an AI.", 'I call for {humanFull} at {brokerage}.'],
  ],
  aiNo: [
    ["No, I'm an AI.", 'I work for {humanFull} at {brokerage}.'],
    ['No, I am not.', "I'm an AI assistant working for {humanFull} at {brokerage}."],
  ],
  identity: [
    ['Sure.', '{identification} Our number is {number}.'],
    ['Of course.', '{identification} You can reach us at {number}.'],
  ],
  purpose: [
    ['Sure.', '{purpose}'],
    ['Of course.', '{purpose}'],
    ['Good question.', '{purpose}'],
  ],
  numberSource: [
    [
      'Fair question.',
      "Your number is in {human}'s records, and {human} can tell you how it got there. I can stop the calls.",
    ],
    ['Good question.', "It's in {human}'s records; {human} can say where it came from. Just say stop to end this."],
  ],
  wrongPerson: [
    ["I'm sorry.", "I'll note that this is the wrong number. Have a good day, goodbye."],
    ['My apologies.', "I'll note that I reached the wrong person. Take care, goodbye."],
  ],
  advice: [
    ['Good question.', "That's one for a licensed agent, so {human} will answer it."],
    ['I hear you.', '{human} is the licensed agent and can answer that properly.'],
    ['Fair question.', "I can't advise on that, but {human}, our licensed agent, can."],
  ],
  fairHousing: [
    ['Good question.', "I can't speak to that. Public sources can, and {human} can share property facts."],
    ['I hear you.', 'That I have to leave to public sources. {human} can give you the property facts.'],
  ],
  human: [
    ['Of course.', "I'm asking {human} to take over. In case {human} can't right now:"],
    ['Sure.', '{human} can talk with you. If that is not possible right away:'],
  ],
  notMyLanguage: [
    ["I'm sorry.", 'I only speak English. I will note that for {human}. Thank you, goodbye.'],
    ['Sorry about that.', 'I speak only English. {human} will see that. Thank you, goodbye.'],
  ],
  callScreen: [['Hello.', '{identification} {purpose}']],
  goodbye: [
    ['Thank you.', 'Have a good day, goodbye.'],
    ['Thanks.', 'It was nice talking with you. Goodbye.'],
    ['All right.', 'Thanks for your time, goodbye.'],
  ],
  alreadyParted: [
    ['Goodbye.', ''],
    ['Thank you.', 'Goodbye.'],
  ],
  hold: [
    ['Of course.', 'Take your time.'],
    ['Sure.', "I'll wait."],
    ['No problem.', "I'm here."],
  ],
  lineCheck: [
    ["Yes, I'm here.", 'I can hear you fine.'],
    ["I'm here.", 'I can hear you fine.'],
  ],
  repeat: [
    ['Sure.', ''],
    ['Of course.', ''],
    ['Sorry about that.', ''],
  ],
  keyed: [
    ['I heard a key.', "I can't go by keys. Just tell me, or say stop to end this."],
    ['I heard you press.', 'Keys do nothing here. Just say it, or say stop to end this.'],
  ],
  unclear: [
    ["I'm sorry.", "I didn't catch that."],
    ['Pardon me.', "I couldn't hear that well."],
    ['Sorry about that.', 'I missed what you said.'],
  ],
  silent: [
    ['Hello.', "I'm still here."],
    ["I'm still here.", ''],
    ['Hello again.', ''],
  ],
  silentAgain: [
    ["I can't hear you.", ''],
    ['Sorry.', "I can't hear you right now."],
  ],
  silentForGood: [
    ["I can't hear you.", "I'll leave it here. Our number is {number}. Thank you, goodbye."],
    ['I hear nothing.', 'Maybe the line is bad. You can reach us at {number}. Goodbye.'],
  ],
  stillHolding: [
    ["I'm still here.", ''],
    ['No rush.', ''],
    ['Take your time.', ''],
  ],
  smallTalk: [
    ["I'm doing well.", 'Thanks for asking.'],
    ['Very well, thanks.', 'Nice of you to ask.'],
    ['All good here.', 'Thanks for asking.'],
  ],
  chat: [
    ['I hear you.', ''],
    ["That's fair.", ''],
    ['I see.', 'Thanks for sharing that.'],
  ],
  thanks: [
    ["You're welcome.", ''],
    ['My pleasure.', ''],
    ['Of course.', ''],
  ],
  greeting: [
    ['Hi there.', ''],
    ['Hello.', 'Thanks for picking up.'],
  ],
  question: [
    ['Good question.', 'I have to leave that to {human}.'],
    ['Fair question.', "I don't know that myself, but {human} does."],
  ],
  statement: [
    ['I see.', ''],
    ['Okay.', ''],
    ['Got it.', 'Thanks.'],
  ],
} as const satisfies Record<string, Wordings>;
