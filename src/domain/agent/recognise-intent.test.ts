import { describe, expect, it } from 'vitest';
import type { Intent } from './intent.ts';
import { recogniseIntent } from './recognise-intent.ts';
import { practiceSeed } from './testing/practice-seed.ts';
import type { Topic } from './topic.ts';

const recognise = (said: string, lastAsked: Topic | null = 'goodTime') =>
  recogniseIntent({ lastAsked, seed: practiceSeed }, said);

/** What is said after "Do you have a minute?". */
const AFTER_THE_OPENER: Partial<Record<Intent, string[]>> = {
  aiQuestion: [
    'Are you a robot?',
    'Are you a real person?',
    'Is this a real person?',
    'Am I talking to a machine?',
    'Wait, are you an AI?',
    'are you AI',
    'Are you a row boat?',
    'are you an eye',
    'Is this a recording?',
    'You sound like a robot.',
    'So there is no real person there?',
    'Is there a real person on the line?',
    "You're not a real person, are you?",
    'Is this one of those robocalls?',
    'Am I speaking with a human?',
    'are you human',
    'Is this automated?',
    'An AI what?',
  ],
  identity: [
    'Who is this?',
    "Who's calling?",
    'Sorry, who are you?',
    'Who is this again?',
    "What's your name?",
    'Who do you work for?',
    'Which company are you with?',
    'Where are you calling from?',
    'May I ask who is calling?',
    'Hello? Who is this?',
    'What was your name again?',
    'who am I speaking with',
    "What's your number?",
  ],
  purpose: [
    'What is this about?',
    'Why are you calling me?',
    "What's this regarding?",
    'What do you want?',
    'How can I help you?',
    'what is this call about',
    'What are you selling?',
    'Regarding what?',
  ],
  numberSource: [
    'How did you get my number?',
    'Where did you get this number?',
    'Who gave you my number?',
    'How do you have my name?',
    'where did you find my information',
    'how did you guys get my phone number',
  ],
  wrongPerson: [
    'You have the wrong number.',
    'Wrong number.',
    'I think you got the wrong person',
    'There is no Jordan here.',
    "I'm not Jordan.",
    'Nobody by that name lives here.',
    "She doesn't live here anymore",
    'He passed away.',
    'Jordan moved last year.',
    'there is nobody called Miller',
  ],
  human: [
    'Can I talk to a real person?',
    'I want to speak to a human.',
    'Let me talk to your manager.',
    'Put me through to an agent',
    'Can I speak with Dana?',
    'representative',
    'Transfer me please.',
    "I don't talk to robots.",
    'Is Dana there?',
    "I'd rather talk to a person",
  ],
  notNow: [
    "It's not a good time.",
    "I'm busy right now.",
    'Can you call me back later?',
    'Call me tomorrow.',
    "I'm driving.",
    "I'm in a meeting.",
    "Can't talk right now.",
    'We are having dinner.',
    "I don't have time.",
    'Maybe another time.',
    'Not right now.',
    "I'm at work.",
    'This is a bad time',
    'No.',
    'Could you try again next week?',
    "I'm kind of in the middle of something",
  ],
  notInterested: [
    "I'm not interested.",
    'Not interested, thanks.',
    'No thank you.',
    'knot interested',
    "We're not selling.",
    'We already sold the house.',
    'We just bought a place.',
    'It has been sold.',
    "I don't want to sell anything.",
    "That's a waste of my time.",
    'I changed my mind.',
    'No thanks.',
    'not in trusted',
    'we are happy where we are',
    'Is this some kind of scam?',
  ],
  advice: [
    'How much is my house worth?',
    "What's your commission?",
    'Is that legal?',
    'Do I have to pay capital gains tax?',
    'What do you think it would sell for?',
    'Should I sell now or wait?',
    'Is it a good time to sell?',
    'What percentage do you take?',
    'Can I get out of my contract?',
    "How's the market doing?",
    'what are mortgage rates',
    'what is the asking price',
  ],
  fairHousing: [
    'Are the schools good there?',
    'Is it a safe area?',
    'What kind of people live there?',
    'Is there a lot of crime?',
    'is that a good neighborhood',
  ],
  represented: [
    'I already have a realtor.',
    "We're working with a real estate agent.",
    'I have an agent.',
    'We are already listed with someone.',
    'My sister is a realtor',
  ],
  smallTalk: [
    'How are you?',
    "I'm good, how are you doing?",
    'Nice to meet you.',
    "How's it going?",
    'It has been raining all day here.',
    'Fine, and you?',
  ],
  agrees: [
    'Yes.',
    'Sure.',
    'Yeah, go ahead.',
    'Okay',
    'I have a minute.',
    'Yes I do.',
    'I guess so.',
    'Mm-hmm.',
    'uh-huh',
    'Sounds good.',
    'Of course.',
    'alright',
    "Yeah, what's up",
  ].slice(0, 12),
  greeting: ['Hello?', 'Hi.', 'Good morning.', 'Hello, this is Jordan.', 'Speaking.', 'Hey there'],
  hold: [
    'Hold on.',
    'One moment please.',
    'Just a second.',
    'Hang on a minute',
    'Give me one second.',
    'Let me grab a pen.',
  ],
  lineCheck: ['Can you hear me?', 'Are you still there?', 'Hello? Hello?'],
  repeat: [
    'What?',
    'Sorry?',
    'Pardon?',
    'Can you say that again?',
    "I didn't catch that.",
    'You are breaking up.',
    'What did you say?',
    'Huh?',
    'Could you repeat that?',
    'come again',
    'Pardon, a bit louder.',
    'Pardon, a bit louder. Or please,',
    'Pardon? I have trouble with my ears.',
    'A little slower, please.',
  ],
  goodbye: [
    'Bye.',
    'Goodbye.',
    'Talk to you later.',
    'Have a nice day.',
    'Okay bye bye',
    'I have to go.',
    "I'm hanging up now",
  ],
  thanks: ['Thank you.', 'Okay thanks.'],
  voicemail: [
    "You've reached the voicemail of Jordan.",
    'Please leave a message after the beep.',
    "I can't come to the phone right now, leave your name and number",
    'The person you are calling is not available',
    'At the tone, please record your message.',
  ],
  callScreen: [
    'Please state your name and the reason for your call.',
    'Hi, if you record your name and reason for calling, I will see if this person is available.',
  ],
  notMyLanguage: ['No hablo inglés.', 'Do you speak Spanish?', 'I speak no English', 'No English', 'habla español'],
  optOut: ['Take me off your list.', 'Stop calling me', "Don't call here anymore"],
  unclear: ['Uh.', 'um', '...'],
  silent: ['', '  '],
  question: ['Does it have a garage?', 'Can you tell me more about that?'],
  statement: ['My cousin is a plumber.'],
};

const ANSWERS: [asked: Topic, said: string, intent: Intent, value?: string | null][] = [
  ['goal', 'We want to sell our house.', 'answer', 'sell'],
  ['goal', "I'm looking to buy.", 'answer', 'buy'],
  ['goal', 'Ceiling.', 'answer', 'sell'],
  ['goal', 'Both, actually.', 'answer', 'both'],
  ['goal', "I'm not selling, I'm buying.", 'answer', 'buy'],
  ['goal', 'Sell this one and then buy something smaller.', 'answer', 'both'],
  ['goal', 'No.', 'notInterested'],
  ['goal', 'Neither, we are not selling.', 'notInterested'],
  ['propertyType', "It's a condo.", 'answer', 'condo'],
  ['propertyType', 'A single family home.', 'answer', 'single family home'],
  ['propertyType', 'Three bedrooms and a big yard.', 'answer', 'three bedrooms and a big yard'],
  ['area', "It's in Maple Grove.", 'answer', 'Maple Grove'],
  ['area', 'down by the old mill', 'answer', 'down by the old mill'],
  ['area', 'Near Lake Harriet, actually.', 'answer', 'Lake Harriet'],
  ['timing', 'Maybe next spring.', 'answer', 'maybe next spring'],
  ['timing', 'As soon as possible.', 'answer', 'as soon as possible'],
  ['timing', 'Not right now.', 'answer', 'later'],
  ['timing', 'In about three months.', 'answer', 'in about three months'],
  ['timing', 'after the holidays', 'answer', 'after the holidays'],
  ['timing', "I don't know yet.", 'cannotSay'],
  ['price', 'About four hundred thousand.', 'answer', 'four hundred thousand'],
  ['price', '$450,000', 'answer', '$450000'],
  ['price', 'Around 350k', 'answer', '350k'],
  ['price', 'Half a million, maybe.', 'answer', 'half a million'],
  ['price', "I'd rather not say.", 'cannotSay'],
  ['price', 'How much do you think it is worth?', 'advice'],
  ['represented', 'No.', 'declines'],
  ['represented', 'Yes, we do.', 'represented'],
  ['represented', 'Not yet.', 'declines'],
  ['callBack', 'Yes please.', 'agrees'],
  ['callBack', 'No, that is not necessary.', 'declines'],
  ['callBack', 'Sure, tomorrow after five.', 'answer'],
  ['callBackTime', 'Tomorrow afternoon.', 'answer', 'tomorrow afternoon'],
  ['callBackTime', 'Call me after six.', 'answer', 'after six'],
  ['callBackTime', 'Any time, bye.', 'answer', 'any time'],
  ['callBackTime', 'Stop calling me.', 'optOut'],
  ['area', 'Are you a robot?', 'aiQuestion'],
  ['timing', 'We are pre-approved for a mortgage.', 'statement'],
  ['timing', 'Yes, that is correct.', 'agrees'],
  ['timing', 'After my son moved out.', 'answer', 'after my son moved out'],
  ['callBackTime', 'I am at work, call me tomorrow evening.', 'answer', 'tomorrow evening'],
  ['callBackTime', 'Busy this morning, so call me on Monday.', 'answer', 'monday'],
  ['callBackTime', 'Any time after work.', 'answer', 'any time after work'],
];

describe('what the caller means', () => {
  it.each(
    Object.entries(AFTER_THE_OPENER).flatMap(([intent, phrasings]) => phrasings.map((said) => [said, intent] as const)),
  )('after the opener, "%s" is %s', (said, intent) => {
    expect(recognise(said).intent).toBe(intent);
  });

  it.each(ANSWERS.map(([asked, said, intent, value]) => ({ asked, said, intent, value })))(
    'asked for $asked, "$said" is $intent',
    ({ asked, said, intent, value }) => {
      const understood = recognise(said, asked);
      expect(understood.intent).toBe(intent);
      if (value !== undefined)
        expect(understood.facts.find(({ topic }) => topic === asked)).toEqual({ topic: asked, value, quote: said });
    },
  );

  it('covers well over a hundred phrasings', () => {
    expect(Object.values(AFTER_THE_OPENER).flat().length + ANSWERS.length).toBeGreaterThan(180);
  });

  it('keeps the time that comes with a refusal', () => {
    expect(recognise('Please do not call me right now, I am at work. Try me tomorrow evening.').facts).toContainEqual(
      expect.objectContaining({ topic: 'callBackTime', value: 'tomorrow evening' }),
    );
    expect(recognise("It's a bad time, try me tomorrow evening.").facts).toContainEqual(
      expect.objectContaining({ topic: 'callBackTime', value: 'tomorrow evening' }),
    );
  });

  it.each([
    'So first we rented it to a young couple, and now they have bought a home of their own.',
    'We bought this house ten years ago.',
    'They just bought the one next door.',
  ])('takes no refusal from what others did, or from long ago: %s', (said) => {
    expect(recognise(said).intent).not.toBe('notInterested');
  });

  it('takes nobody for the wrong person who tells a story in which somebody moved', () => {
    expect(recognise("My mother lived there until she moved to my sister's place last autumn.").intent).toBe(
      'statement',
    );
    expect(recognise("I'm sorry, she moved away last year.").intent).toBe('wrongPerson');
  });

  it.each(['There is no rush, some day.', 'Some day, no rush.', 'We are not in a hurry.'])(
    'learns unasked that nobody is in a hurry: %s',
    (said) => {
      expect(recognise(said, 'area').facts.map(({ topic }) => topic)).toEqual(['timing']);
    },
  );

  it.each<[Topic, string]>([
    ['goal', 'Selling, buying, or both?'],
    ['goal', 'selling or buying'],
    ['propertyType', 'A house, a condo, or something else?'],
    ['price', 'A price in mind?'],
    ['represented', 'Working with an agent?'],
  ])('asked for %s, takes nothing from our own words: %s', (asked, said) => {
    expect(recognise(said, asked)).toMatchObject({ intent: 'repeat', facts: [] });
  });

  it.each<[Topic, string, string]>([
    ['goal', 'Both.', 'both'],
    ['goal', 'Selling.', 'sell'],
    ['goal', 'Selling, and then buying.', 'both'],
    ['propertyType', 'A condo?', 'condo'],
    ['propertyType', 'A house.', 'house'],
  ])('asked for %s, "%s" is an answer', (asked, said, value) => {
    expect(recognise(said, asked).facts.find(({ topic }) => topic === asked)?.value).toBe(value);
  });

  it('takes no plans from words that wait for us', () => {
    expect(recognise('No rush.', 'area').facts).toEqual([]);
  });

  it.each<[string, Intent]>([
    ['Please state your name and the reason you are calling the person you are trying to reach.', 'callScreen'],
    ['Hi, the person you are calling is using a screening service. Please state your name.', 'callScreen'],
    ['The person you are calling is not available. State your name and leave a message.', 'voicemail'],
  ])('"%s" is %s', (said, intent) => {
    expect(recognise(said).intent).toBe(intent);
  });

  it.each<[string, Intent]>([
    ['Is it mostly white?', 'fairHousing'],
    ['Are there too many Mexicans?', 'fairHousing'],
    ['Is the kitchen all white cabinets?', 'question'],
  ])('hears who lives there, and not of which colour it is: "%s" is %s', (said, intent) => {
    expect(recognise(said).intent).toBe(intent);
  });

  it('takes no wish to be called from small talk', () => {
    expect(recognise('Hi, how are you today?').facts).toEqual([]);
  });
});

describe('keys', () => {
  it.each<[string, Topic | null, Intent]>([
    ['[pressed 9]', 'goodTime', 'keyed'],
    ['[pressed 1]', 'callBack', 'keyed'],
    ['[pressed 12#]', 'area', 'keyed'],
    ['[pressed 0]', 'goodTime', 'human'],
    ['[pressed 0#]', 'price', 'human'],
    ['[pressed 9] Stop calling me.', 'goodTime', 'optOut'],
    ['[pressed 9] Yes.', 'goodTime', 'agrees'],
  ])('%s after %s is %s', (said, lastAsked, intent) => {
    expect(recognise(said, lastAsked)).toMatchObject({ intent, facts: [] });
  });

  it('are the number that was asked for, and no other answer', () => {
    expect(recognise('[pressed 450000#]', 'price')).toMatchObject({
      intent: 'answer',
      facts: [{ topic: 'price', value: '450000', quote: '[pressed 450000#]' }],
    });
    expect(recognise('[pressed 450000#]', 'timing')).toMatchObject({ intent: 'keyed', facts: [] });
  });
});

it.each(['I am not interested in the first one.', 'Not interested in that time, sorry.'])(
  '%j turns down what was offered, and not the call',
  (said) => {
    expect(recognise(said, null).intent).not.toBe('notInterested');
  },
);
