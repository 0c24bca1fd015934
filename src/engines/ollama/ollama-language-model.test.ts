import { availableParallelism } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import type { Result } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import type { Failure } from '../../domain/failure.ts';
import { createOllamaLanguageModel } from './ollama-language-model.ts';
import { createServerQueue } from './server-queue.ts';
import { type Answers, finished, type OllamaDouble, startOllamaDouble, tags, token } from './testing/ollama-double.ts';

let double: OllamaDouble | undefined;
afterEach(async () => {
  await double?.close();
  double = undefined;
});

async function modelOn(answers: Answers, model = 'm', parallel = 1) {
  double = await startOllamaDouble(answers);
  const clock = createFakeClock();
  const queue = createServerQueue(parallel);
  return { double, clock, model: createOllamaLanguageModel({ url: double.url, model, clock, queue }) };
}
const never = new AbortController().signal;
const QUESTION = [{ role: 'user', content: 'Hi' }] as const;
async function all(stream: AsyncIterable<Result<string, Failure>>): Promise<Result<string, Failure>[]> {
  const items: Result<string, Failure>[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

describe('a reply', () => {
  it('comes token by token, asked for with the options of a live call', async () => {
    const { model, double } = await modelOn({
      '/api/chat': (reply) => reply.lines(token('Hel'), token('lo.'), finished).end(),
    });
    expect(await all(model.stream(QUESTION, never))).toEqual([
      { ok: true, value: 'Hel' },
      { ok: true, value: 'lo.' },
    ]);
    expect(double.requests[0]!.body).toMatchObject({
      model: 'm',
      messages: QUESTION,
      stream: true,
      keep_alive: '30m',
      options: { num_ctx: 4096, num_predict: 40, num_thread: Math.max(1, availableParallelism() - 1) },
    });
  });

  it('ends without an item when it is aborted before the first token, and lets the server know', async () => {
    const { model, double } = await modelOn({ '/api/chat': () => {} });
    const control = new AbortController();
    const reply = all(model.stream(QUESTION, control.signal));
    await double.arrived(1);
    control.abort();
    expect(await reply).toEqual([]);
    await double.requests[0]!.closed;
  });

  it('ends without an item when it is aborted in the middle, and lets the server know', async () => {
    const { model, double } = await modelOn({ '/api/chat': (reply) => void reply.lines(token('Hello')) });
    const control = new AbortController();
    const items = [];
    for await (const item of model.stream(QUESTION, control.signal)) {
      items.push(item);
      control.abort();
    }
    expect(items).toEqual([{ ok: true, value: 'Hello' }]);
    await double.requests[0]!.closed;
  });

  it('is ended on the server when its reader leaves', async () => {
    const { model, double } = await modelOn({
      '/api/chat': (reply) => void reply.lines(token('Hello'), token(' there')),
    });
    for await (const item of model.stream(QUESTION, never)) {
      expect(item.ok).toBe(true);
      break;
    }
    await double.requests[0]!.closed;
  });

  it('is not even asked for with a signal that has aborted', async () => {
    const { model, double } = await modelOn({});
    const control = new AbortController();
    control.abort();
    expect(await all(model.stream(QUESTION, control.signal))).toEqual([]);
    expect(double.requests).toEqual([]);
  });

  it('comes over a new connection when the one that was kept is closed without an answer', async () => {
    let asked = 0;
    const { model } = await modelOn({
      '/api/chat': (reply) => (++asked === 1 ? reply.cut() : reply.lines(token('Hello.'), finished).end()),
    });
    expect(await all(model.stream(QUESTION, never))).toEqual([{ ok: true, value: 'Hello.' }]);
  });

  it('does not disturb another one when it is aborted', async () => {
    let release = () => {};
    const answers: Answers = {
      '/api/chat': (reply) => {
        reply.lines(token('Hello'));
        release = () => reply.lines(token(' there.'), finished).end();
      },
    };
    const { model, double } = await modelOn(answers, 'm', 2);
    const control = new AbortController();
    const first = all(model.stream(QUESTION, control.signal));
    await double.arrived(1);
    const second = all(model.stream(QUESTION, never));
    await double.arrived(2);
    control.abort();
    await first;
    release();
    expect((await second).map((item) => item.ok && item.value)).toEqual(['Hello', ' there.']);
  });
});

describe('a failure is the last item', () => {
  const only = async (answers: Answers): Promise<Failure | undefined> => {
    const { model } = await modelOn(answers);
    const last = (await all(model.stream(QUESTION, never))).at(-1);
    return last && !last.ok ? last.failure : undefined;
  };

  it('when nothing answers', async () => {
    const { model, double } = await modelOn({});
    await double.close();
    expect(await all(model.stream(QUESTION, never))).toEqual([
      { ok: false, failure: { kind: 'language-model-unreachable', url: double.url } },
    ]);
  });

  it.each<[string, Answers, Failure]>([
    [
      'the model is not there',
      { '/api/chat': (reply) => reply.json({ error: "model 'm' not found" }, 404) },
      { kind: 'language-model-missing', model: 'm' },
    ],
    [
      'the queue is full',
      {
        '/api/chat': (reply) =>
          reply.json({ error: 'server busy, please try again.  maximum pending requests exceeded' }, 503),
      },
      { kind: 'language-model-failed', detail: 'server busy, please try again.  maximum pending requests exceeded' },
    ],
    [
      'the runner dies',
      {
        '/api/chat': (reply) =>
          reply
            .lines(token('Hel'), { error: 'an error was encountered while running the model: unexpected EOF' })
            .end(),
      },
      { kind: 'language-model-failed', detail: 'an error was encountered while running the model: unexpected EOF' },
    ],
  ])('when %s', async (_what, answers, failure) => {
    expect(await only(answers)).toEqual(failure);
  });

  it('when the server dies in the middle', async () => {
    expect(
      await only({
        '/api/chat': (reply) => setImmediate(() => reply.lines(token('Hel')) && setImmediate(() => reply.cut())),
      }),
    ).toMatchObject({ kind: 'language-model-failed' });
  });

  it('when every connection is closed without an answer, after one more try', async () => {
    const { model, double } = await modelOn({ '/api/chat': (reply) => reply.cut() });
    expect((await all(model.stream(QUESTION, never))).at(-1)).toMatchObject({ ok: false });
    expect(double.requests).toHaveLength(2);
  });

  it('when the answer ends before it is done', async () => {
    expect(await only({ '/api/chat': (reply) => reply.lines(token('Hel')).end() })).toMatchObject({
      kind: 'language-model-failed',
    });
  });

  it('when it is something else than Ollama says', async () => {
    expect(
      await only({ '/api/chat': (reply) => reply.lines({ message: { content: 7 }, done: false }).end() }),
    ).toMatchObject({ kind: 'language-model-failed' });
  });
});

describe('deadlines', () => {
  it('end a wait for the first token, and the next caller does not wait for it again', async () => {
    const { model, double, clock } = await modelOn({ '/api/chat': () => {} });
    const reply = all(model.stream(QUESTION, never));
    await double.arrived(1);
    await clock.advance(4_000);
    const failure = { kind: 'language-model-failed', detail: 'no word within 4000 ms' };
    expect(await reply).toEqual([{ ok: false, failure }]);
    await double.requests[0]!.closed;

    expect(await all(model.stream(QUESTION, never))).toMatchObject([
      { ok: false, failure: { kind: 'language-model-failed' } },
    ]);
    expect(double.requests).toHaveLength(1);
    await clock.advance(20_001);
    void all(model.stream(QUESTION, never));
    await double.arrived(2);
  });

  /** A reply that has said one word, on a server that says the next when it is told to. */
  async function begun() {
    let say = (_content: string) => {};
    const { model, double, clock } = await modelOn({
      '/api/chat'(reply) {
        say = (content) => void reply.lines(token(content));
        say('And');
      },
    });
    const items: Result<string, Failure>[] = [];
    const reply = (async () => {
      for await (const item of model.stream(QUESTION, never)) items.push(item);
    })();
    await expect.poll(() => items.length).toBe(1);
    return { double, clock, items, reply, say: (content: string) => say(content) };
  }

  it('end a reply that stops in the middle', async () => {
    const { double, clock, items, reply } = await begun();
    await clock.advance(3_999);
    expect(items).toHaveLength(1);
    await clock.advance(1);
    await reply;
    const failure = { kind: 'language-model-failed', detail: 'no word within 4000 ms' };
    expect(items.at(-1)).toEqual({ ok: false, failure });
    await double.requests[0]!.closed;
  });

  it('end a reply that will not end', async () => {
    const { double, clock, items, reply, say } = await begun();
    for (let said = 2; said <= 5; said++) {
      await clock.advance(3_000);
      say(' and');
      await expect.poll(() => items.length).toBe(said);
    }
    await clock.advance(3_000);
    await reply;
    expect(items.at(-1)).toEqual({
      ok: false,
      failure: { kind: 'language-model-failed', detail: 'not finished within 15000 ms' },
    });
    await double.requests[0]!.closed;
  });

  it('do not take thinking for a word', async () => {
    const { model, clock } = await modelOn({ '/api/chat': (reply) => void reply.lines(token(''), token('')) });
    const reply = all(model.stream(QUESTION, never));
    await double!.arrived(1);
    await clock.advance(4_000);
    expect(await reply).toMatchObject([{ ok: false, failure: { detail: 'no word within 4000 ms' } }]);
  });
});

const loaded = (sizeVram: number) => ({
  models: [{ name: 'm:latest', model: 'm:latest', size: 1, size_vram: sizeVram }],
});

describe('warming', () => {
  const onCpu: Answers = { '/api/ps': (reply) => reply.json(loaded(0)), '/api/chat': () => {} };

  it('reads the prefix with one token, one at a time', async () => {
    const { model, double } = await modelOn(onCpu);
    const control = new AbortController();
    const first = model.warm(QUESTION, control.signal);
    await double.arrived(2);
    await model.warm(QUESTION, never);
    expect(double.requests.map(({ path }) => path)).toEqual(['/api/ps', '/api/chat']);
    expect(double.requests[1]!.body).toMatchObject({ options: { num_predict: 1, num_ctx: 4096 } });
    control.abort();
    const next = model.warm(QUESTION, never);
    await double.arrived(3);
    await first;
    await double.requests[1]!.closed;
    void next;
  });

  it('loads the model to see where it lies, before it chooses the number of threads', async () => {
    let isLoaded = false;
    const { model, double } = await modelOn({
      '/api/ps': (reply) => reply.json(isLoaded ? loaded(5_000_000_000) : { models: [] }),
      '/api/generate': (reply) => {
        isLoaded = true;
        reply.json({ model: 'm', response: '', done: true });
      },
      '/api/chat': (reply) => reply.lines(token('Hi.'), finished).end(),
    });
    await model.warm(QUESTION, never);
    expect(double.requests.map(({ path }) => path)).toEqual(['/api/ps', '/api/generate', '/api/ps', '/api/chat']);
    for (const { body } of double.requests.filter(({ path }) => path !== '/api/ps'))
      expect(body['options']).not.toHaveProperty('num_thread');
  });

  it('fails nobody', async () => {
    const { model, double } = await modelOn({});
    await double.close();
    await expect(model.warm(QUESTION, never)).resolves.toBeUndefined();
  });

  it('gives up in the end', async () => {
    const { model, double, clock } = await modelOn(onCpu);
    const warm = model.warm(QUESTION, never);
    await double.arrived(2);
    await clock.advance(60_000);
    await warm;
  });
});

describe('status', () => {
  const place = (sizeVram: number): Answers => ({
    '/api/tags': (reply) => reply.json(tags('m:latest', 'other:1b')),
    '/api/ps': (reply) =>
      reply.json({ models: [{ name: 'm:latest', model: 'm:latest', size: 1, size_vram: sizeVram }] }),
    '/api/chat': (reply) => reply.lines(token('Hi.'), finished).end(),
  });

  it('names the model that was asked for, or the first there is', async () => {
    expect(await (await modelOn(place(0), 'other:1b')).model.status()).toMatchObject({
      state: 'ready',
      model: 'other:1b',
    });
    await double?.close();
    expect(await (await modelOn(place(0), '')).model.status()).toMatchObject({ state: 'ready', model: 'm:latest' });
  });

  it('leaves the threads alone when the model lies on a GPU', async () => {
    const { model, double } = await modelOn(place(5_000_000_000));
    await model.status();
    await all(model.stream(QUESTION, never));
    expect(double.requests.at(-1)!.body['options']).not.toHaveProperty('num_thread');
  });

  it('asks anew where the model lies when another one is the first', async () => {
    let first = 'm:latest';
    const { model, double } = await modelOn(
      { ...place(5_000_000_000), '/api/tags': (reply) => reply.json(tags(first, 'old:1b')) },
      '',
    );
    await model.status();
    first = 'other:1b';
    expect(await model.status()).toMatchObject({ model: 'other:1b' });
    await all(model.stream(QUESTION, never));
    expect(double.requests.at(-1)!.body['options']).toHaveProperty('num_thread');
  });

  it('says what is missing', async () => {
    expect(await (await modelOn(place(0), 'nosuch')).model.status()).toEqual({
      state: 'absent',
      failure: { kind: 'language-model-missing', model: 'nosuch' },
    });
    await double?.close();
    expect(await (await modelOn({ '/api/tags': (reply) => reply.json(tags()) }, '')).model.status()).toEqual({
      state: 'absent',
      failure: { kind: 'language-model-missing', model: 'any' },
    });
  });

  it('says that nothing answers, or something that is not Ollama', async () => {
    const gone = await modelOn({});
    expect(await gone.model.status()).toMatchObject({ state: 'absent', failure: { kind: 'language-model-failed' } });
    await gone.double.close();
    expect(await gone.model.status()).toEqual({
      state: 'absent',
      failure: { kind: 'language-model-unreachable', url: gone.double.url },
    });
  });

  it('does not wait for a server that does not answer', async () => {
    const { model, double, clock } = await modelOn({ '/api/tags': () => {} });
    const status = model.status();
    await double.arrived(1);
    await clock.advance(2_000);
    expect(await status).toEqual({ state: 'absent', failure: { kind: 'language-model-unreachable', url: double.url } });
  });
});
