import { describe, expect, it } from 'vitest';
import { createReplyGuard, speakable } from './reply-guard.ts';

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

describe('speakable', () => {
  it('takes away what a voice cannot say', () => {
    expect(speakable('## Hello **there** `friend` https://a.test/x ~ok~')).toBe('Hello there friend ok');
  });
});
