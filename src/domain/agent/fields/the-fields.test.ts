import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressField } from './address-field.ts';
import { emailField, spokenEmail } from './email-field.ts';
import type { FieldKind } from './field-kind.ts';
import { phoneField } from './phone-field.ts';
import { priceSaid } from './price-said.ts';
import { withDigits } from '../../floor/said-digits.ts';
import { spokenInteger, spokenPrice } from './spoken-price.ts';

type Known = { value: string; readBack: boolean };
const hear = (kind: FieldKind, text: string, { value, readBack }: Known = { value: '', readBack: false }) => {
  const heard = kind.hear(value, text, { readBack });
  return heard === undefined || heard === 'ambiguous' ? heard : heard.value;
};
const soFar = (value: string): Known => ({ value, readBack: false });
const wasReadBack = (value: string): Known => ({ value, readBack: true });

describe('digits as a recogniser writes them', () => {
  it.each([
    ['five one two, five five five, oh one four three', '512 , 555 , 0143'],
    ["It's 512-555-0143.", "it's 512 , 555 , 0143 ,"],
    ['(512) 555 0143', ', 512 , 5550143'],
    ['double five triple zero', '55000'],
    ['double five, no, fifty six', '55 , no , 56'],
    ['eight hundred five five five twelve hundred', '8005551200'],
    ['five thousand', '5000'],
    ['five one to five five five', '512555'],
    ["oh, it's five one two", "oh , it's 512"],
    ['I have two dogs for you', 'i have 2 dogs for you'],
    ['five fifty-five and oh one four three', '5550143'],
  ])('%s', (text, written) => expect(withDigits(text)).toBe(written));
});

describe('a telephone number', () => {
  it.each([
    ['five one two, five five five, oh one four three', '5125550143'],
    ["Sure, it's area code five one two, five five five, oh one four three.", '5125550143'],
    ['five five five oh one four three, area code five one two', '5125550143'],
    ['one, five one two, five five five, zero one four three', '5125550143'],
    ['oh five one two five five five oh one four three', '5125550143'],
    ['512.555.0143 extension 12', '5125550143'],
    ['five one two five five, no, five six, one oh one four', '512561014'],
    ['five one two five five no five six oh one four three', '512560143'],
    ['five one two, five five five, no, four four five', '512445'],
    ['five one two, scratch that, five one three', '513'],
    ['five one two five, let me start over, five one three', '513'],
    ['plus four four, twenty, seventy nine forty six, double oh one eight', '+442079460018'],
    ['you can call me', undefined],
  ])('%s', (text, value) => expect(hear(phoneField, text)).toBe(value));

  it.each([
    ['512555', 'oh one four three', '5125550143'],
    ['512', 'and then five five five', '512555'],
    ['512555', 'no, five five six', '512556'],
    ['512555', 'sorry, five five six, oh one four three', '5125560143'],
    ['512555', 'the last one is a two', '512552'],
    ['512555', 'scratch that', ''],
    ['512555', 'start over', ''],
    ['5550143', 'five one two', '5125550143'],
    ['5550143', 'area code 512', '5125550143'],
  ])('%s and then: %s', (known, text, value) => expect(hear(phoneField, text, soFar(known))).toBe(value));

  it.each([
    ['the last one is a two', '5125550142'],
    ["No, it's the last one, it's a two. I mean the last digit is two", '5125550142'],
    ['it ends in forty two', '5125550142'],
    ['yes, but the last two are four four', '5125550144'],
    ['No, five five six.', '5125560143'],
    ['five five, no, five six', '5125560143'],
    ['no, five one three', '5135550143'],
    ['no, oh one four two', '5125550142'],
    ['not 0143, 0144', '5125550144'],
    ["No, it's three, not four.", '5125550133'],
    ['the area code is five one three', '5135550143'],
    ['the third digit is a three', '5135550143'],
    ['the middle is five five six', '5125560143'],
    ['no, five one two, five five five, oh one double four', '5125550144'],
    ['six, not five', 'ambiguous'],
    ['No, nine.', 'ambiguous'],
    ['yes', undefined],
    ["no, that's wrong", undefined],
  ])('read back, and then: %s', (text, value) => expect(hear(phoneField, text, wasReadBack('5125550143'))).toBe(value));

  it('knows what is missing', () => {
    expect(
      ['', '512', '5550143', '5125550143', '51255501431', '+442079460018'].map((value) => phoneField.missing(value)),
    ).toEqual(['What number is it?', 'And then?', 'And the area code?', null, 'again', null]);
    expect(phoneField.written('5125550143')).toBe('+15125550143');
  });

  it('is the same in any pieces, and however each digit is said', () => {
    const words = [
      ['zero', 'oh', '0'],
      ['one', '1'],
      ['two', '2'],
      ['three', '3'],
      ['four', '4'],
      ['five', '5'],
      ['six', '6'],
      ['seven', '7'],
      ['eight', '8'],
      ['nine', '9'],
    ];
    const digit = fc.nat(9).chain((number) => fc.constantFrom(...words[number]!).map((word) => ({ number, word })));
    const number = fc.array(digit, { minLength: 10, maxLength: 10 }).filter(([first]) => first!.number > 1);
    fc.assert(
      fc.property(number, fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9]), (digits, cuts) => {
        const pieces = [...cuts, 10].map((end, i) => digits.slice(i === 0 ? 0 : cuts[i - 1], end));
        const value = pieces.reduce((so, piece) => {
          // Three digits after seven are the area code of a number that was given without one.
          // An "oh" alone is a sigh.
          const text = piece.map(({ word }) => (piece.length === 1 && word === 'oh' ? 'zero' : word)).join(' ');
          const heard = phoneField.hear(so, so.length === 7 && piece.length === 3 ? `and ${text} , then` : text, {
            readBack: false,
          });
          return heard && heard !== 'ambiguous' ? heard.value : so;
        }, '');
        const said = digits.map((one) => one.number).join('');
        const turned = cuts.includes(7) && !cuts.some((cut) => cut > 7) ? said.slice(7) + said.slice(0, 7) : said;
        expect(value).toBe(turned);
      }),
      { seed: 5, numRuns: 2_000 },
    );
  });

  it('puts exactly the digit right that is named by its place', () => {
    const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
    fc.assert(
      fc.property(fc.stringMatching(/^[2-9]\d{9}$/), fc.nat(9), fc.nat(9), (number, at, digit) => {
        const right = number.slice(0, at) + String(digit) + number.slice(at + 1);
        expect(
          hear(phoneField, `No, the ${ordinals[at]!} digit is ${spokenInteger(digit)}.`, wasReadBack(number)),
        ).toBe(right);
      }),
      { seed: 6, numRuns: 1_000 },
    );
  });
});

describe('an e-mail address', () => {
  it.each([
    ["It's jordan at gmail dot com.", 'jordan@gmail.com'],
    ['j o r d a n at gmail dot com', 'jordan@gmail.com'],
    ['J-O-R-D-A-N at Gmail.com', 'jordan@gmail.com'],
    ['J. O. R. D. A. N. at gmail dot com.', 'jordan@gmail.com'],
    ['jordan.miller@example.com', 'jordan.miller@example.com'],
    ['jordan underscore miller at yahoo dot com', 'jordan_miller@yahoo.com'],
    ['jordan dash miller at harbor dash realty dot co dot uk', 'jordan-miller@harbor-realty.co.uk'],
    ["Sure, it's jordan, j o r d a n, at hotmail dot com", 'jordan@hotmail.com'],
    ['my email is miller, m u e l l e r, dot jordan at outlook dot com thanks', 'mueller.jordan@outlook.com'],
    ['b as in boy, o, b, at aol dot com', 'bob@aol.com'],
    ['m like Mary, d as in boy, 4 2 at g mail dot com', 'mb42@gmail.com'],
    ['jordan miller nineteen eighty five at comcast dot net', 'jordanmiller1985@comcast.net'],
    ['jordan number seven, all lower case, at live dot com', 'jordan7@live.com'],
    ['jordan at gmail', 'jordan@gmail.com'],
    ['You can reach me at sales at harbor realty dot com', 'sales@harborrealty.com'],
    ['jordan underscore miller', 'jordan_miller'],
    ['let me see', undefined],
    ['what for', undefined],
    ['Who is this?', undefined],
    ['Hold on a second.', undefined],
  ])('%s', (text, value) => expect(hear(emailField, text)).toBe(value));

  it.each([
    ['jordan', 'at gmail dot com', 'jordan@gmail.com'],
    ['jordan', 'miller at gmail dot com', 'jordanmiller@gmail.com'],
    ['jordan', 'gmail', 'jordan@gmail.com'],
    ['jordan@harbor', 'dot com', 'jordan@harbor.com'],
    ['jordan@harbor', 'com', 'jordan@harbor.com'],
  ])('%s and then: %s', (known, text, value) => expect(hear(emailField, text, soFar(known))).toBe(value));

  it.each([
    ["that's a B not a D", 'jorban_miller@gmail.com'],
    ["That's an N, not an M.", 'jordan_niller@gmail.com'],
    ['no, m u e l l e r', 'jordan_mueller@gmail.com'],
    ["no, it's jorden, j o r d e n", 'jorden_miller@gmail.com'],
    ["no it's yahoo dot com", 'jordan_miller@yahoo.com'],
    ['dot net not dot com', 'jordan_miller@gmail.net'],
    ["it's dash not underscore", 'jordan-miller@gmail.com'],
    ['no underscore', 'jordanmiller@gmail.com'],
    ['with one l', 'jordan_miler@gmail.com'],
    ['hotmail not gmail', 'jordan_miller@hotmail.com'],
    ['no, jordan dot miller', 'jordan.miller@gmail.com'],
    ['no, jordan at gmail dot com', 'jordan@gmail.com'],
    ["it's an E, not an R", 'ambiguous'],
    ['yes', undefined],
    ['no', undefined],
    ['Is that for the newsletter?', undefined],
  ])('read back, and then: %s', (text, value) =>
    expect(hear(emailField, text, wasReadBack('jordan_miller@gmail.com'))).toBe(value),
  );

  it('is read back letter by letter where it is no plain word', () => {
    expect(['mike_miller@gmail.com', 'j85@harbor.co.uk'].map(spokenEmail)).toEqual([
      'mike underscore M I L L E R, at gmail dot com',
      'J 8 5, at H A R B O R dot co dot uk',
    ]);
  });

  it('is heard as it is read back', () => {
    const local = fc.stringMatching(/^[a-z]{3,8}([._-][a-z]{3,8})?\d{0,2}$/);
    fc.assert(
      fc.property(local, fc.constantFrom('gmail.com', 'yahoo.com', 'comcast.net'), (name, domain) => {
        const spelled = Array.from(name)
          .map((sign) => ({ '.': 'dot', _: 'underscore', '-': 'dash' })[sign] ?? sign)
          .join(' ');
        expect(hear(emailField, `${spelled} at ${domain.replace('.', ' dot ')}`)).toBe(`${name}@${domain}`);
      }),
      { seed: 7, numRuns: 1_000 },
    );
  });

  it('knows what is missing', () =>
    expect(
      ['', 'jordan', '@gmail.com', 'jordan@harbor', 'jordan@harbor.com'].map((value) => emailField.missing(value)),
    ).toEqual([
      'What address is it?',
      'At which provider?',
      'And what comes before the at?',
      'And what comes after the dot?',
      null,
    ]));
});

describe('a postal address', () => {
  it.each([
    ["It's forty two eleven Oak Street, apartment five.", '4211 Oak Street, Apartment 5'],
    [
      'forty two eleven Oak Street apartment five in Austin Texas seven eight seven oh one',
      '4211 Oak Street, Apartment 5, Austin Texas, 78701',
    ],
    ['Nine eighty Sycamore Street, apartment four.', '980 Sycamore Street, Apartment 4'],
    ['seventeen oh six Magnolia Lane', '1706 Magnolia Lane'],
    ['4211 Oak St., Austin, TX 78701', '4211 Oak St, Austin TX, 78701'],
    ['one hundred twenty three north Main Street unit 2B', '123 North Main Street, Unit 2B'],
    ['four thousand two hundred Willow Creek Drive', '4200 Willow Creek Drive'],
    ['twelve hundred Broadway', '1200 Broadway'],
    ['12 5th Avenue', '12 5th Avenue'],
    ['forty two forty second street', '42 42nd Street'],
    ["I'm at 15 Elm", '15 Elm'],
    ['Oak Street', '? Oak Street'],
    ['forty two eleven', '4211'],
    ['yes', undefined],
    ['who is this', undefined],
    ['I have a 3 bedroom house', undefined],
  ])('%s', (text, value) => expect(hear(addressField, text)).toBe(value));

  it.each([
    ['4211', 'Oak Street', '4211 Oak Street'],
    ['4211', 'elm', '4211 Elm'],
    ['4211', 'hold on', undefined],
    ['? Oak Street', 'forty two eleven', '4211 Oak Street'],
  ])('%s and then: %s', (known, text, value) => expect(hear(addressField, text, soFar(known))).toBe(value));

  it.each([
    ['no, apartment six', '4211 Oak Street, Apartment 6'],
    ['no, forty two twelve', '4212 Oak Street, Apartment 5'],
    ['Avenue not Street', '4211 Oak Avenue, Apartment 5'],
    ['six not five', '4211 Oak Street, Apartment 6'],
    ['twelve not eleven', '4212 Oak Street, Apartment 5'],
    ['no, Elm Street', '4211 Elm Street, Apartment 5'],
    ["it's spelled O A K E", '4211 Oake Street, Apartment 5'],
    ['the number is 4212', '4212 Oak Street, Apartment 5'],
    ['in Austin, 78701', '4211 Oak Street, Apartment 5, Austin, 78701'],
    ['yes', undefined],
    ['no', undefined],
  ])('read back, and then: %s', (text, value) =>
    expect(hear(addressField, text, wasReadBack('4211 Oak Street, Apartment 5'))).toBe(value),
  );

  it('is read back with its digits one by one', () => {
    expect(addressField.spoken('4211 Oak Street, Apartment 5, Austin TX, 78701')).toBe(
      '4 2 1 1 Oak Street, apartment 5, Austin TX, 7 8 7 0 1',
    );
    expect(['', '4211', '? Oak Street', '4211 Oak Street'].map((value) => addressField.missing(value))).toEqual([
      'What address is it?',
      'And the street?',
      'And the house number?',
      null,
    ]);
  });
});

describe('a price', () => {
  it.each([
    ['four fifty', 450_000],
    ['four hundred and fifty thousand', 450_000],
    ['450k', 450_000],
    ['$450,000', 450_000],
    ['450', 450_000],
    ['about 3 80', 380_000],
    ['four fifteen', 415_000],
    ['three ninety nine', 399_000],
    ['three ninety nine nine', 399_900],
    ['nine hundred ninety nine thousand nine hundred', 999_900],
    ['four and a quarter', 425_000],
    ['half a million', 500_000],
    ['a quarter million', 250_000],
    ['three quarters of a million', 750_000],
    ['a couple hundred thousand', 200_000],
    ['one point two million', 1_200_000],
    ['1.25 million', 1_250_000],
    ['one point two', 1_200_000],
    ['a million two', 1_200_000],
    ['one million two fifty', 1_250_000],
    ['a million and a half', 1_500_000],
    ['one and a half million', 1_500_000],
    ['twenty two hundred a month', 2_200],
    ['six', null],
    ["I don't know", null],
    ['we would take a look', null],
    ['three bedrooms', null],
  ])('%s is %s', (text, dollars) => expect(priceSaid(text)).toBe(dollars));

  it('is heard as it is said', () =>
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 9_999 }), (hundreds) => {
        expect(priceSaid(spokenPrice(hundreds * 1_000))).toBe(hundreds * 1_000);
      }),
      { seed: 8, numRuns: 2_000 },
    ));

  it('is said as people say it', () =>
    expect([450_000, 399_900, 1_200_000, 1_250_000, 1_234_500, 2_200].map(spokenPrice)).toEqual([
      'four hundred fifty thousand',
      'three hundred ninety nine thousand nine hundred',
      'one point two million',
      'one point two five million',
      'one million two hundred thirty four thousand five hundred',
      'two thousand two hundred',
    ]));
});
