import type { ExpectedAnswer } from '../../domain/floor/floor-fact.ts';

/** What callers say to the floor. A `|` in a sentence is where its speaker stops to think. */
export type CallerLine = { readonly text: string; readonly expected?: ExpectedAnswer };
export type LineSet = {
  /** Whole turns: to be answered soon. */
  readonly finished: readonly CallerLine[];
  /** To be waited for. */
  readonly hesitating: readonly CallerLine[];
  /** Said over our voice: to be talked through, and to be yielded to. */
  readonly backchannels: readonly string[];
  readonly interruptions: readonly string[];
};

const asked = (expected: ExpectedAnswer, ...texts: string[]): CallerLine[] => texts.map((text) => ({ text, expected }));
const free = (...texts: string[]): CallerLine[] => texts.map((text) => ({ text }));

/** For fitting. */
export const TUNING: LineSet = {
  finished: [
    ...asked(
      'yes-or-no',
      'Yes.',
      'No, not really.',
      'Yeah, that works for me.',
      "I guess so, if it doesn't take long.",
    ),
    ...asked(
      'number',
      'Around three hundred and eighty thousand.',
      'Four bedrooms and two and a half baths.',
      'Maybe twenty two hundred square feet.',
    ),
    ...asked('date', 'Thursday at ten would be fine.', 'Sometime in the spring, I think.'),
    ...asked('phone-number', "It's seven three seven, five five five, oh one eight eight."),
    ...asked('address', "It's forty two eleven Willow Creek Drive."),
    ...asked('name', 'This is Karen Whitfield.'),
    ...asked(
      'explanation',
      "We're moving closer to our grandkids in Denver.",
      'The roof was done in twenty nineteen and the kitchen is original.',
    ),
    ...free(
      'Who is this?',
      'How did you get my number?',
      "I'm not interested, thank you.",
      'What would a place like mine go for?',
      'Can you send me something in writing?',
      "I'd have to talk to my husband about it first.",
      "We already have an agent we're happy with.",
      "Sorry, I didn't catch that.",
      'Are you a real person or a computer?',
      'Okay, so what happens next?',
      "Well, it needs some work, but it's a solid house.",
      'Please take me off your list.',
    ),
  ],
  hesitating: [
    ...asked(
      'number',
      'We would want at least | four hundred thousand for it.',
      'It has three bedrooms, | two bathrooms and a den.',
      'I was hoping for around three hundred | and fifty thousand dollars.',
    ),
    ...asked(
      'phone-number',
      'My number is five one two, | five five five, oh one four two.',
      "Sure, it's eight three two, five five five, | oh one seven seven.",
    ),
    ...asked('address', 'The address is seventeen oh six | Magnolia Lane.'),
    ...asked(
      'date',
      'I could do Tuesday or | maybe Wednesday afternoon.',
      'Next week is bad, so | let us say the week after.',
    ),
    ...asked(
      'explanation',
      'The thing is that my wife and | her sister own the house together.',
      'We bought it in two thousand five | and we redid the kitchen last year.',
    ),
    ...asked(
      'yes-or-no',
      'Yeah, I mean, | we have thought about it a few times.',
      'Well, um, | I suppose that would be okay.',
    ),
    ...free(
      'I was wondering | if you could tell me more about the offer.',
      'So we were thinking | about listing it in the fall.',
      'It depends on | what kind of price you can get us.',
      'My brother lives there right now but | he is moving out in June.',
      "I'd like to sell but | the market seems really slow.",
      'If you could come up to four fifty | then we would talk.',
      'We have a tenant | and the lease runs until August.',
      'The house needs a new roof | and the furnace is pretty old.',
      'I think that | we should wait until the summer.',
      'What I really want is | a place with a bigger yard.',
      'Can you tell me how much | your commission would be?',
      'We talked to another agent last month | and he said two ninety.',
      'To be honest | I am not sure we want to move.',
      "It's a three bedroom house with | a pool in the back.",
      'She told me to ask about | the closing costs.',
      'I just wanted to know whether | you could come by and look at it.',
      "There's also the, um, | the garage that we converted.",
      'Because of my job | we may have to move to Dallas.',
    ),
  ],
  backchannels: ['Mm-hmm.', 'Okay.', 'Right.', 'Yeah.', 'Uh-huh.', 'Sure.', 'I see.', 'Oh, okay.'],
  interruptions: [
    'Wait, hold on a second.',
    "No, I'm not interested.",
    'Sorry, who are you again?',
    'Actually, Tuesday is better for me.',
    'Can you say that one more time?',
    'Stop calling me.',
    "But that's way too low.",
    'I already sold the house.',
    'Excuse me, how much did you say?',
    "That's not right, it's four bedrooms.",
  ],
};

/** For reporting: other sentences, other speakers. */
export const HELD_OUT: LineSet = {
  finished: [
    ...asked('yes-or-no', 'Yep.', 'No, thank you.', 'Sure, go ahead.', 'I think so, yes.'),
    ...asked(
      'number',
      'Five hundred and ten, give or take.',
      "It's a two bedroom condo.",
      'Close to eighteen hundred square feet.',
    ),
    ...asked('date', 'Monday morning is good.', 'Not before the end of March.'),
    ...asked('phone-number', 'Two one four, five five five, oh one six three.'),
    ...asked('address', 'Nine eighty Sycamore Street, apartment four.'),
    ...asked('name', "My name's Daniel Okafor."),
    ...asked(
      'explanation',
      'My mother passed away and we inherited the place.',
      'Because the taxes keep going up every year.',
    ),
    ...free(
      'Why are you calling?',
      "What's this about?",
      'We just renewed the lease with our tenants.',
      'How long does it usually take to close?',
      'I might be open to it for the right price.',
      'Could you call me back after five?',
      "No, we're staying put for now.",
      'What company did you say you were with?',
      'The basement floods a little when it rains.',
      "That's more than I was expecting.",
      'Is this being recorded?',
      "Let me think about it and I'll let you know.",
    ),
  ],
  hesitating: [
    ...asked(
      'number',
      'We paid two hundred and | sixty five thousand back then.',
      'There are four bedrooms and | three full baths.',
      'I would need to walk away with | at least a hundred grand.',
    ),
    ...asked(
      'phone-number',
      "Okay, it's four six nine, | five five five, oh one three one.",
      'You can reach me at nine seven two, five five five, | oh one two zero.',
    ),
    ...asked('address', "It's on the corner of | Fifth and Lamar."),
    ...asked(
      'date',
      'Friday might work, or | actually Saturday would be better.',
      'I get off work at | about six thirty most days.',
    ),
    ...asked(
      'explanation',
      'My husband got a job offer in Phoenix, | so we have to be out by August.',
      'Since the divorce | I have been living here on my own.',
    ),
    ...asked(
      'yes-or-no',
      "I don't know, | it's been a weird year for us.",
      'Yes, well, | as long as there are no fees.',
    ),
    ...free(
      'Do you happen to know | what the neighbors got for theirs?',
      'I was told that | somebody would come and take pictures.',
      'The only problem is | the foundation has a crack in it.',
      'We are looking for something with | good schools nearby.',
      'My son says we should | wait for the rates to come down.',
      'Would it be possible to | meet at the property instead?',
      'A friend of mine used your company and | she was pretty happy with it.',
      'If we do list it with you, | how long would we be locked in?',
      'I need to check with my, uh, | my business partner first.',
      'It was built in nineteen eighty four | but it has been remodeled since.',
      'The reason I ask is | we already had one deal fall through.',
      "We'd consider selling | as long as we can stay until school is out.",
      "I'm really just trying to | figure out what it is worth.",
      'Most of the furniture would | stay with the house.',
      'There was a fire in the garage | about ten years ago.',
      'They offered us three forty | and we turned it down.',
      "You'd have to speak with | whoever handles the estate.",
      'It really comes down to | timing and money.',
    ),
  ],
  backchannels: ['Mhm.', 'Okay, yeah.', 'Yes.', 'Got it.', 'All right.', 'Uh huh.', 'Oh, I see.', 'Hmm.'],
  interruptions: [
    'Hang on, let me get a pen.',
    'I told you people to stop calling.',
    'Where did you get this number?',
    "No no, that's not what I said.",
    'Hold on, someone is at the door.',
    "We're not selling.",
    'What about the closing costs?',
    'Let me stop you right there.',
    "I'm driving, can you call later?",
    'That is not my house.',
  ],
};
