import { firstName, identification, purposeText, spokenNumber } from './fixed-texts.ts';
import type { Topic } from './topic.ts';
import type { WorkflowContext } from './workflow-context.ts';

/**
 * One way to say it: a clause of at most four words first, since the caller waits for it. It ends like a sentence, so
 * that it can be spoken before a model has found its first word.
 */
export type Wording = readonly [ack: string, body: string];

/** Chooses a wording: the same in the same context, another one in the next turn or call. */
export function pick<Item>(items: readonly [Item, ...Item[]], context: WorkflowContext, salt = 0): Item {
  return items[(context.phrasingSeed + context.revision * 7 + salt) % items.length] ?? items[0];
}

/** The question for a topic; asked again, it is worded differently. */
export function questionFor(topic: Topic, context: WorkflowContext): string {
  const wordings = questions[topic];
  const wording = wordings[(context.phrasingSeed + (context.asked[topic] ?? 0)) % wordings.length] ?? '';
  return wording.replaceAll('{human}', firstName(context.seed.humanName));
}

const questions: Readonly<Record<Topic, readonly string[]>> = {
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
  callBackTime: ['What time suits you best?', 'When is a good time to reach you?', 'What day and time work for you?'],
};

/** What is said about an answer before the next question is asked. */
export const comments: Readonly<Record<Topic, readonly [Wording, ...Wording[]]>> = {
  goodTime: [
    ['Great.', "I'll keep it short."],
    ['Thank you.', 'Just a few quick questions.'],
    ['Perfect.', 'This will only take a minute.'],
  ],
  goal: [
    ['Got it.', 'Thanks for telling me.'],
    ['Good to know.', ''],
    ['I see.', 'Happy to help with that.'],
  ],
  propertyType: [
    ['Got it.', ''],
    ['Okay, thanks.', "I've noted that."],
    ['Thanks.', "That's helpful."],
  ],
  area: [
    ['Okay, thank you.', ''],
    ['Got it.', "I've noted that."],
    ['Thanks.', 'Good to know.'],
  ],
  timing: [
    ['That makes sense.', ''],
    ['Okay, thanks.', "I've noted that."],
    ['Got it.', 'Thanks for sharing.'],
  ],
  price: [
    ['Thank you.', "I've noted that."],
    ['Okay, noted.', ''],
    ['Got it.', "I'll note that for {human}."],
  ],
  represented: [
    ['Okay, thank you.', ''],
    ['Good to know.', ''],
    ['Thanks.', ''],
  ],
  callBack: [
    ['Great.', ''],
    ['Perfect.', ''],
    ['Sounds good.', ''],
  ],
  callBackTime: [
    ['Perfect.', "I'll note that for {human}."],
    ['Great.', "I'll note it down for {human}."],
    ['Sounds good.', '{human} will see that.'],
  ],
};

type Spoken = readonly [Wording, ...Wording[]];

/** Words that no model may touch, and the rehearsed ones where it may. `{…}` is filled from the call's seed. */
export const replies = {
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
  completed: [
    ['Perfect.', "I'll note that for {human}. Our number is {number}. Thank you, goodbye."],
    ['Great.', '{human} will see all of this. Our number is {number}. Thanks, goodbye.'],
  ],
  declinedCallBack: [
    ['No problem.', 'If you change your mind, our number is {number}. Thank you, goodbye.'],
    ['That is fine.', 'You can reach us at {number} any time. Thanks, goodbye.'],
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
  cannotSay: [
    ['No problem.', ''],
    ["That's fine.", 'We can leave that open.'],
    ['No worries.', ''],
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
} as const satisfies Record<string, Spoken>;
export type ReplyName = keyof typeof replies;

/** Puts the call's names into a wording. */
export function fill(text: string, { seed }: WorkflowContext): string {
  return text
    .replaceAll('{identification}', identification(seed))
    .replaceAll('{purpose}', purposeText(seed))
    .replaceAll('{humanFull}', seed.humanName)
    .replaceAll('{human}', firstName(seed.humanName))
    .replaceAll('{brokerage}', seed.brokerage)
    .replaceAll('{number}', spokenNumber(seed.callBackNumber));
}
