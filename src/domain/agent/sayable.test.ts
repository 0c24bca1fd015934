import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rehearsedReply } from './agent-definition.ts';
import { decideTurn } from './route-turn.ts';
import { inOneBreath, MOST_WORDS } from './one-breath.ts';
import { sayable, speakable } from './sayable.ts';
import { practiceContext, practiceSeed, practiceTurn } from './testing/practice-seed.ts';
import { theAgents } from './the-agents.ts';

describe('what a voice says', () => {
  it.each([
    ['## Hello **there** `friend` https://a.test/x ~ok~', 'Hello there friend ok'],
    ['It is $450,000.', 'It is four hundred fifty thousand dollars.'],
    ['About $450K.', 'About four hundred fifty thousand dollars.'],
    ['$1.2M or so', 'one point two million dollars or so'],
    ['$1.25 million', 'one point two five million dollars'],
    ['$1', 'one dollar'],
    ['$19.99', 'nineteen dollars and ninety nine cents'],
    ['450,000', 'four hundred fifty thousand'],
    ['between 400k and 450k', 'between four hundred thousand and four hundred fifty thousand'],
    ['$400-$450', 'four hundred dollars to four hundred fifty dollars'],
    ['2.5 baths', 'two point five baths'],
    ['a rate of 6.5%', 'a rate of six point five percent'],
    ['Thursday at 4:30 PM.', 'Thursday at four thirty in the afternoon'],
    [
      'Thursday at 4:30 PM, or 9 a.m. on Friday',
      'Thursday at four thirty in the afternoon, or nine in the morning on Friday',
    ],
    ['at 16:30', 'at four thirty in the afternoon'],
    ['at 4:05', 'at four oh five'],
    ['at 10:00', "at ten o'clock"],
    ['at 12:00 pm', 'at noon'],
    ['7pm works, 9:15 pm does not', 'seven in the evening works, nine fifteen at night does not'],
    ['on March 3rd', 'on March third'],
    ['on the 21st and the 30th', 'on the twenty first and the thirtieth'],
    ['on 3/15', 'on March fifteenth'],
    ['by 12/31/2026', 'by December thirty first, twenty twenty six'],
    ['since 1998, or 2000, or 2005', 'since nineteen ninety eight, or two thousand, or two thousand five'],
    ['4211 Oak Street', 'forty two eleven Oak Street'],
    ['2200 sq ft', 'twenty two hundred square feet'],
    ['zip 78701', 'zip 7 8 7 0 1'],
    ['call (512) 555-0143', 'call 5 1 2, 5 5 5, 0 1 4 3'],
    ['call +15125550143 now', 'call 5 1 2, 5 5 5, 0 1 4 3 now'],
    ['Keller & Sons, 24/7', 'Keller and Sons, around the clock'],
    ['a house/condo, e.g. ours', 'a house or condo, for example ours'],
    ["That's 5 1 2, 5 5 5, 0 1 4 3. Is that right?", "That's 5 1 2, 5 5 5, 0 1 4 3. Is that right?"],
    ['3 bedrooms, 12 windows', '3 bedrooms, 12 windows'],
    ["I'll note that for Dana.", "I'll note that for Dana."],
  ])('%s', (text, said) => expect(sayable(text)).toBe(said));

  it('stays as it is when it is said again, and holds nothing that is not spoken', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'about',
        'at',
        'the house, ',
        '**bold**',
        '- item\n',
        '1. one\n',
        'Dana & co',
        '#1',
        '😀',
        'see [x](http://y.z)',
      ),
      fc.integer({ min: 0, max: 9_999_999 }).map(String),
      fc.integer({ min: 1_000, max: 9_999_999 }).map((number) => `$${number.toLocaleString('en-US')}`),
      fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${hour}:${String(minute).padStart(2, '0')}`),
      fc
        .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom('am', 'pm', ' PM'))
        .map(([hour, half]) => `${hour}${half}`),
      fc.nat(100).map((share) => `${share}%`),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const said = sayable(pieces.join(' '));
        expect(said).not.toMatch(/[$%*_#`{}[\]<>]|\d{4}|\d,\d|:\d/);
        expect(sayable(said)).toBe(said);
      }),
      { seed: 9, numRuns: 3_000 },
    );
  });

  it('speakable alone leaves numbers to the guard, which goes by them', () =>
    expect(speakable('**$450,000**')).toBe('$450,000'));
});

describe('a breath', () => {
  it('whole sentences go from the end of what is too long, never the first nor the goodbye', () => {
    const long = Array.from({ length: 12 }, () => 'word').join(' ');
    const body = `One ${long}. Two ${long}. Three ${long}. Thank you, goodbye.`;
    expect(inOneBreath({ ack: 'Sure.', body, question: 'Is it?', hangUp: null }).body).toBe(
      `One ${long}. Two ${long}.`,
    );
    expect(inOneBreath({ ack: 'Sure.', body, question: '', hangUp: 'x' }).body).toBe(
      `One ${long}. Two ${long}. Thank you, goodbye.`,
    );
    expect(inOneBreath({ ack: '', body: 'Our number is 5 5 5. Bye.', question: '', hangUp: null }).body).toBe(
      'Our number is 5 5 5. Bye.',
    );
  });

  it.each([
    'Who is this, and what is it about?',
    'Who is this?',
    'How did you get my number?',
    'What?',
    'Can I talk to a person?',
    'Are you a robot?',
    'Is it a good neighborhood?',
    'What is my house worth?',
    'Stop calling me.',
    'Bye.',
    "I'm busy, call me tomorrow.",
    "I don't speak English.",
  ])('no fixed answer is longer: %s', (said) => {
    const seed = {
      ...practiceSeed,
      brokerage: 'The Harbor and Lakeside Family Realty Group of Greater Austin',
      purpose:
        'You asked on our website last week about selling your home on Maple Street. We would like to hear what you have in mind. It takes a minute. We look after the whole area.',
    };
    const context = practiceContext({ seed, lastAsked: 'goal' });
    const { decision } = decideTurn(theAgents, context, practiceTurn(said, context));
    expect(rehearsedReply(inOneBreath(decision)).split(' ').length).toBeLessThanOrEqual(MOST_WORDS);
  });
});
