import type { Topic } from '../topic.ts';
import type { Wordings } from '../wording.ts';

/** What is said about an answer before the next question is asked. */
export const comments: Readonly<Record<Topic, Wordings>> = {
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
  endCall: [
    ['All right.', ''],
    ['Thank you.', "Then I'll be brief."],
    ['Okay, thank you.', ''],
  ],
  callBackTime: [
    ['Perfect.', "I'll note that for {human}."],
    ['Great.', "I'll note it down for {human}."],
    ['Sounds good.', '{human} will see that.'],
  ],
  phoneNumber: [['Thank you.', '']],
  email: [['Thank you.', '']],
  address: [['Thank you.', '']],
};
