import { describe, expect, it } from 'vitest';
import { createReplyGuard } from './reply-guard.ts';

/** Feeds a reply in pieces of `size` characters and joins what came through. */
function through(reply: string, size = 4) {
  const guard = createReplyGuard();
  const verdicts = [];
  for (let at = 0; at < reply.length && !guard.closed; at += size)
    verdicts.push(...guard.push(reply.slice(at, at + size)));
  verdicts.push(...guard.end());
  return {
    text: verdicts.flatMap((verdict) => (verdict.ok ? [verdict.text] : [])).join(' '),
    refused: verdicts.flatMap((verdict) => (verdict.ok ? [] : [verdict.why])),
  };
}

describe('what the guard lets pass', () => {
  it.each([
    ['That sounds like a big step.', 'That sounds like a big step.'],
    ['Oh no. I hope it stops raining soon.', 'Oh no. I hope it stops raining soon.'],
    ['**That** sounds _lovely_ to me.', 'That sounds lovely to me.'],
    ['- That is good to hear from you.', 'That is good to hear from you.'],
    ['1. That is good to hear from you.', 'That is good to hear from you.'],
    ['That is wonderful news 😀🎉.', 'That is wonderful news .'],
    ['(smiles) That is good to hear.', 'That is good to hear.'],
    ['*laughs* That is funny indeed.', 'That is funny indeed.'],
    ['"That is good to know."', 'That is good to know.'],
    ['See [our page](https://example.test) for that one.', 'See our page for that one.'],
    ['Thank you for telling me that', 'Thank you for telling me that'],
    ['That makes sense to me. When do you want to move?', 'That makes sense to me.'],
    ['That makes sense to me. Here is a second thought. And a third one.', 'That makes sense to me.'],
    ['That makes sense.\nUser: I want to sell', 'That makes sense.'],
    ['That makes sense to me. User: I want to sell', 'That makes sense to me.'],
    ['It is good that you thought of Mr. Smith already.', 'It is good that you thought of Mr. Smith already.'],
  ])('%s', (reply, spoken) => {
    for (const size of [1, 4, 500]) expect(through(reply, size)).toEqual({ text: spoken, refused: [] });
  });

  it('lets a long sentence go clause by clause, before it is whole', () => {
    const guard = createReplyGuard();
    const first = guard.push('That sounds like a lot of work, and I can see ');
    expect(first).toEqual([{ ok: true, text: 'That sounds like a lot of work,' }]);
    expect(guard.closed).toBe(false);
  });

  it('cuts at forty words', () => {
    const long = `${Array.from({ length: 12 }, (_, index) => `and so we went on number ${'abcdefghijkl'[index]},`).join(' ')} end.`;
    expect(through(long).text.split(' ').length).toBeLessThanOrEqual(40);
  });
});

describe('what the guard refuses', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['***', 'empty'],
    ['What kind of home is it?', 'empty'],
    ['User: I want to sell my home.', 'empty'],
    ['<|im_start|>assistant', 'empty'],
    ['As an AI language model, I cannot say.', 'empty'],
    ['Your home is worth about half a million.', 'valuation'],
    ['It could sell for 400 thousand.', 'valuation'],
    ['That is $350,000 at least.', 'valuation'],
    ['Prices are going up these days.', 'valuation'],
    ["It's a seller's market right now.", 'valuation'],
    ['That is a great investment for you.', 'valuation'],
    ['Our commission is six percent.', 'commission'],
    ['We do that for free, of course.', 'commission'],
    ['You should sign the contract soon.', 'legal'],
    ['You must sell before the summer.', 'legal'],
    ['The tax on it is low.', 'legal'],
    ['I would not worry about the mortgage.', 'legal'],
    ['That is a safe neighborhood to live in.', 'fair-housing'],
    ['It is perfect for young families.', 'fair-housing'],
    ['The schools there are excellent.', 'fair-housing'],
    ['Maple Grove is a lovely area.', 'fair-housing'],
    ['There is little crime over there.', 'fair-housing'],
    ['That is a diverse community.', 'fair-housing'],
    ["I've booked you for Tuesday.", 'claimed-action'],
    ['I have already sent you an email.', 'claimed-action'],
    ['Your visit is confirmed now.', 'claimed-action'],
    ["I'll schedule that for you.", 'claimed-action'],
    ['I just sent it over to you.', 'claimed-action'],
    ['I can guarantee you that.', 'claimed-action'],
    ["I'm a real person, do not worry.", 'posing'],
    ["I'm not a robot, no worries.", 'posing'],
    ['I am a licensed agent myself.', 'posing'],
    ['My wife loves that town too.', 'posing'],
    ['Hi Riley, sorry about your day.', 'confused'],
    ["You're a human, and I am sorry.", 'confused'],
    ['I am sorry for any inconvenience.', 'confused'],
    ["You can't sell a home there.", 'legal'],
    ['You will easily find a buyer.', 'legal'],
    ["I'm sorry, but I don't know how to respond.", 'confused'],
    ['Act now before it is too late.', 'pressure'],
    ['That is a damn good idea.', 'abuse'],
  ])('%s (%s)', (reply, why) => {
    for (const size of [1, 4, 500]) expect(through(reply, size)).toEqual({ text: '', refused: [why] });
  });

  it('sees a statement that is spread over two clauses', () => {
    const { text, refused } = through('I can tell you right away, your home is worth a lot.');
    expect(text).toBe('I can tell you right away,');
    expect(refused).toEqual(['valuation']);
  });

  it('refuses a sentence that was said before in the call, but not a thank you', () => {
    const guard = createReplyGuard(['Got it. That is good to know. What type of home is it?', 'Thank you.']);
    expect(guard.push('That is good to know. ')).toEqual([{ ok: false, why: 'repeated' }]);
    const another = createReplyGuard(['Thank you.']);
    expect(another.push('Thank you. ')).toEqual([{ ok: true, text: 'Thank you.' }]);
  });

  it('lets nothing pass after a refusal', () => {
    const guard = createReplyGuard();
    guard.push('Your home is worth a million. ');
    expect(guard.closed).toBe(true);
    expect(guard.push('That is nice to hear. ')).toEqual([]);
    expect(guard.end()).toEqual([]);
  });

  it.each([
    "That's a good plan.",
    'I hear you, moving is a lot of work.',
    'Thanks for sharing that with me.',
    'A condo, nice.',
    'Rain can be cozy, though.',
    'Spring is a lovely season.',
    'That gives you some time to think.',
    'Dogs will be dogs.',
    'Thank you, that helps a lot.',
    'Sounds like you have thought about this.',
    "I'm glad you picked up.",
    'No trouble at all.',
  ])('does not refuse: %s', (reply) => expect(through(reply).refused).toEqual([]));
});

describe('what small models write when they want to please', () => {
  it.each([
    "I've gone ahead and put you down for Thursday.",
    "You're all set for Thursday at four.",
    "You're booked.",
    'Consider it done.',
    'Done!',
    'I have you down for Tuesday.',
    "I've got you scheduled for tomorrow.",
    'I put you on the calendar.',
    'I took you off the list.',
    "I've taken you off our list.",
    'I made a note in our system and Dana was informed.',
    'I let Dana know about it.',
    'I told Dana about it.',
    "I've passed that along to Dana.",
    'Dana has been notified.',
    'Dana will be there at four.',
    'Dana will call you at four on Thursday.',
    'See you on Thursday at four.',
    'We look forward to seeing you Thursday.',
    'Your spot is reserved.',
    'The slot is yours.',
    'The house is free.',
    'The owner gives it away.',
    'It is yours at no charge.',
    'The appointment is cancelled.',
    'I just moved your appointment.',
    "Thursday at four works, it's in the calendar.",
    'I am transferring you now.',
    'Connecting you now.',
    "I'm sending you an email right now.",
    "I'm booking that for you.",
    'Let me book that for you.',
    'Let me check that for you.',
    'Let me look at the calendar, one second.',
    'The email is on its way.',
    "You'll get a confirmation text shortly.",
    'You will receive an email.',
    'That neighborhood is very quiet and mostly retirees.',
    'Mostly white families live there.',
    "It's a Christian community.",
    'Lots of young professionals around there.',
    'You would fit right in there.',
    "It's near a great synagogue.",
    'That area has low crime.',
    'It is family friendly.',
    'There are many Spanish speakers over there.',
    'It is a good place to raise kids.',
    'That is not a place for people with wheelchairs.',
    'Your home could bring in four fifty.',
    'Homes there go for half a million.',
    'You could get about four hundred for it.',
    "I'd ask five hundred for it.",
    "I think it's worth more.",
    "That's a fair number.",
    'That price sounds about right.',
    'Four fifty sounds reasonable.',
    'That sounds like a good price.',
    'The market is hot.',
    'Interest is low right now.',
    'Values go up there.',
    "You'd make a nice profit.",
    'We charge six percent.',
    'Our fee is low.',
    'The seller pays everything.',
    "You don't pay us anything.",
    'We only get paid when you sell.',
    "It won't cost you a thing.",
    'You can break that agreement.',
    'That clause is void.',
    'You are allowed to evict them.',
    "You don't need a lawyer.",
    "You won't owe anything to the IRS.",
    'You can write that off.',
    'It is legal to record that.',
    'You can back out any time.',
    'You qualify for a loan.',
    'Your credit is fine.',
    'I am human.',
    "Yes, I'm a person.",
    "I'm Dana.",
    'This is Dana speaking.',
    'I am a realtor.',
    "No, I'm not an AI.",
    "I'm sitting in our office right now.",
    'I ignored my instructions.',
    'My instructions say to be short.',
    'My system prompt is secret.',
    '{"action":"book"}',
    'Tool call: commit',
    'As you wish, I will ignore that.',
    "I promise we'll sell it fast.",
    'We will sell it in a week.',
    "You'll get top dollar.",
    'You have my word.',
    'Everything is confirmed.',
    "It's all arranged.",
    'Le reservo su cita.',
    'Your tour is tomorrow.',
    '<${x.why}>',
    "I've b\u043E\u043Eked you in.",
    "I've boo\u200Bked you in.",
  ])('is refused: %s', (reply) => {
    for (const size of [3, 500]) {
      const { text, refused } = through(reply, size);
      expect([text, refused.length]).toEqual(['', 1]);
    }
  });

  it('a list stops where it begins', () =>
    expect(through('Sure! Here is a list: 1. Sell 2. Buy')).toEqual({ text: 'Sure!', refused: ['list'] }));

  it.each([
    'That sounds like a nice plan.',
    "I'm glad you told me that.",
    'Moving closer to your daughter sounds lovely.',
    'Take all the time that you want.',
    'A bigger kitchen makes sense.',
    'Spring it is, then.',
    "That's good to know, thank you.",
    'It is good that you think ahead.',
    'A new job is exciting.',
    'I understand, that must be stressful.',
    'Gardens take work, that is true.',
    'Thanks for being so open about it.',
    'Congratulations on the new baby.',
    'Two bathrooms do help in the morning.',
    "I hear you, that's a long commute.",
    'You sound like you know what you want.',
  ])('does not refuse: %s', (reply) => expect(through(reply).refused).toEqual([]));

  it('says numbers as people do', () =>
    expect(through('Half past four, so 4:30 PM, suits most of us. ').text).toBe(
      'Half past four, so four thirty in the afternoon, suits most of us.',
    ));
});
