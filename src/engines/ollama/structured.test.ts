import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { createOllamaLanguageModel } from './ollama-language-model.ts';
import {
  type Answers,
  finished,
  type OllamaDouble,
  type Reply,
  startOllamaDouble,
  token,
} from './testing/ollama-double.ts';

let double: OllamaDouble | undefined;
afterEach(async () => {
  await double?.close();
  double = undefined;
});

async function modelOn(answers: Answers) {
  double = await startOllamaDouble(answers);
  const clock = createFakeClock();
  return { double, clock, model: createOllamaLanguageModel({ url: double.url, model: 'm', clock }) };
}
const never = new AbortController().signal;
const QUESTION = [{ role: 'user', content: 'Which area?' }] as const;
const Answered = z.object({ area: z.string().max(12) });
const says = (reply: Reply, text: string) => reply.lines(token(text.slice(0, 4)), token(text.slice(4)), finished).end();
/** A server that answers one text after the other. */
const saysInTurn = (...texts: string[]): Answers => ({ '/api/chat': (reply) => says(reply, texts.shift() ?? '') });

describe('a structured answer', () => {
  it('is asked for with its schema and the options of a live call, and parsed', async () => {
    const { model, double } = await modelOn(saysInTurn('{"area":"Maple Grove"}'));
    expect(await model.structured(QUESTION, Answered, never)).toEqual({ ok: true, value: { area: 'Maple Grove' } });
    expect(double.requests[0]!.body).toMatchObject({
      messages: QUESTION,
      keep_alive: '30m',
      options: { num_ctx: 4096, temperature: 0 },
      format: { type: 'object', properties: { area: { type: 'string', maxLength: 12 } }, required: ['area'] },
    });
  });

  it.each([
    ['has another shape', '{"area":"Maple Grove by the lake"}', /12/],
    ['is broken off', '{"area":"Map', /no whole JSON/],
  ])('that %s is asked for once more, with what was wrong', async (_what, first, wrong) => {
    const { model, double } = await modelOn(saysInTurn(first, '{"area":"Maple Grove"}'));
    expect(await model.structured(QUESTION, Answered, never)).toMatchObject({ ok: true });
    const { messages } = double.requests[1]!.body as { messages: { role: string; content: string }[] };
    expect(messages.slice(0, 2)).toEqual([...QUESTION, { role: 'assistant', content: first }]);
    expect(messages[2]!.content).toMatch(wrong);
  });

  it('that is wrong twice is a failure, which tells nothing of what was said', async () => {
    const { model, double } = await modelOn(saysInTurn('Maple', 'Maple', '{"area":"late"}'));
    const answer = await model.structured(QUESTION, Answered, never);
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'language-model-failed' } });
    expect(JSON.stringify(answer)).not.toContain('Maple');
    expect(double.requests).toHaveLength(2);
  });

  it('makes way for a reply, and is asked for again after it', async () => {
    const seen: string[] = [];
    const { model, double } = await modelOn({
      '/api/chat': (reply, body) => {
        const what = body['format'] ? 'structured' : 'reply';
        seen.push(what);
        if (seen.length > 1) says(reply, what === 'reply' ? 'Hello there.' : '{"area":"Maple Grove"}');
      },
    });
    const structured = model.structured(QUESTION, Answered, never);
    await double.arrived(1);
    const words = [];
    for await (const word of model.stream(QUESTION, never)) words.push(word.ok && word.value);
    await double.requests[0]!.closed;
    expect(words.join('')).toBe('Hello there.');
    expect(await structured).toMatchObject({ ok: true });
    expect(seen).toEqual(['structured', 'reply', 'structured']);
  });

  it('is not waited for any longer by who aborts, nor by the server', async () => {
    const { model, double } = await modelOn({ '/api/chat': () => {} });
    const control = new AbortController();
    const structured = model.structured(QUESTION, Answered, control.signal);
    await double.arrived(1);
    control.abort();
    expect(await structured).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    await double.requests[0]!.closed;
  });
});

describe('a reply that others are served before', () => {
  it('is given up at its deadline without holding it against the server', async () => {
    let answer = () => {};
    const { model, double, clock } = await modelOn({
      '/api/chat': (reply) => {
        reply.lines(token('One'));
        answer = () => reply.lines(token('two.'), finished).end();
      },
    });
    const first = model.stream(QUESTION, never)[Symbol.asyncIterator]();
    await first.next();
    const second = model.stream(QUESTION, never)[Symbol.asyncIterator]().next();
    await clock.advance(4_000);
    expect(await second).toMatchObject({ value: { ok: false, failure: { kind: 'language-model-failed' } } });
    expect(double.requests).toHaveLength(1);
    expect(model.health?.().breaker).toEqual({ state: 'closed' });
    answer();
    await first.return?.();
  });
});
