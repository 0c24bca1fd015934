import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRealClock } from '../../base/real-clock.ts';
import type { Result } from '../../base/result.ts';
import type { ChatMessage } from '../../domain/engine/language-model.ts';
import type { Failure } from '../../domain/failure.ts';
import { createOllamaAdmin } from './ollama-admin.ts';
import { createOllamaLanguageModel } from './ollama-language-model.ts';

type Server = { host: string; model: string; pid: number | null };
type EnsureOllama = (options: { model: string; fresh?: boolean; log: (text: string) => void }) => Promise<Server>;

const url = process.env['LATCHKEY_OLLAMA_URL'] ?? '';
const name = process.env['LATCHKEY_OLLAMA_MODEL'] ?? '';
const clock = createRealClock();
const never = new AbortController().signal;
// A busy machine answers late; that it does is not what these tests ask.
const patient = { clock, wordMs: 60_000, replyMs: 90_000 };
const model = createOllamaLanguageModel({ url, model: name, ...patient });

const ask = (content: string, system = 'You are a friendly assistant on the phone.'): ChatMessage[] => [
  { role: 'system', content: system },
  { role: 'user', content },
];
/** New in each run, so that no cache can know it. */
const unheardOf = (words: number) =>
  Array.from({ length: words }, (_, index) => `item ${index} is ${Math.random().toString(36).slice(2, 8)}`).join(', ');

async function timed(messages: ChatMessage[]) {
  const began = clock.now();
  const items: Result<string, Failure>[] = [];
  let firstMs = Number.NaN;
  for await (const item of model.stream(messages, never)) {
    if (items.length === 0) firstMs = clock.now() - began;
    items.push(item);
  }
  return { firstMs, items, text: items.map((item) => (item.ok ? item.value : '')).join('') };
}

describe('a real Ollama', () => {
  it('answers in shapes that we know', async () => {
    const admin = createOllamaAdmin({ url, clock });
    expect(await admin.getVersion()).toMatchObject({ ok: true });
    const models = await admin.listModels();
    expect(models.ok && models.value.map((entry) => entry.name)).toContain(`${name}:latest`);
    expect(await model.status()).toEqual({ state: 'ready', model: `${name}:latest`, url });
    await timed(ask('Hello.'));
    const running = await admin.listRunning();
    expect(running.ok && running.value.map((entry) => entry.name)).toContain(`${name}:latest`);
  });

  it('streams a reply of bounded length', async () => {
    const { items, text } = await timed(ask('Tell me a very long story about the sea.'));
    expect(items.every(({ ok }) => ok)).toBe(true);
    expect(items.length).toBeGreaterThan(3);
    expect(items.length).toBeLessThanOrEqual(41);
    expect(text).toMatch(/[a-z]/);
  });

  it('is silent after an abort in the middle, and answers the next one', async () => {
    const control = new AbortController();
    let after = 0;
    for await (const item of model.stream(ask('Count to two thousand in words.'), control.signal)) {
      if (control.signal.aborted) after++;
      expect(item.ok).toBe(true);
      control.abort();
    }
    expect(after).toBe(0);
    expect((await timed(ask('Hello.'))).text).toMatch(/[a-z]/i);
  });

  it('ends at once when it is aborted before the first token', async () => {
    const control = new AbortController();
    const items: unknown[] = [];
    const reply = (async () => {
      for await (const item of model.stream(ask(unheardOf(40)), control.signal)) items.push(item);
    })();
    setImmediate(() => control.abort());
    await reply;
    expect(items).toEqual([]);
    // The server finishes the prompt it has begun; the next reply waits for that, and comes.
    expect((await timed(ask('Hello.'))).items.every(({ ok }) => ok)).toBe(true);
  });

  it('finds the prefix that was read ahead: the first token comes in less than half the time', async () => {
    const cold = `You know this list: ${unheardOf(25)}.`;
    const warmed = `You know this list: ${unheardOf(25)}.`;
    const without = await timed(ask('Hello, who is this?', cold));
    await model.warm(ask('Hello,', warmed), never);
    const withPrefix = await timed(ask('Hello, who is this?', warmed));
    expect(withPrefix.firstMs / without.firstMs).toBeLessThan(0.5);
  });

  const Wish = z.object({ goal: z.enum(['sell', 'buy']), place: z.string() });

  it('answers in the shape that was asked for', async () => {
    const asked = ask('We want to sell our house in Maple Grove. Answer as JSON: goal and place.');
    const answer = await model.structured(asked, Wish, never);
    expect(answer.ok && ['sell', 'buy'].includes(answer.value.goal)).toBe(true);
  });

  it('serves a reply before a structured answer that is being given, and then that one too', async () => {
    const ended: string[] = [];
    const about = `Tell about the house: ${unheardOf(12)}. Answer as JSON: goal and place.`;
    const structured = model.structured(ask(about), Wish, never).then((answer) => {
      ended.push('structured');
      return answer;
    });
    expect((await timed(ask('Hello.'))).items.every(({ ok }) => ok)).toBe(true);
    ended.push('reply');
    expect((await structured).ok).toBe(true);
    expect(ended).toEqual(['reply', 'structured']);
  });

  it('says that a model is missing', async () => {
    const missing = createOllamaLanguageModel({ url, model: 'nosuch', ...patient });
    expect(await missing.status()).toEqual({
      state: 'absent',
      failure: { kind: 'language-model-missing', model: 'nosuch' },
    });
    const items = [];
    for await (const item of missing.stream(ask('Hello.'), never)) items.push(item);
    expect(items).toEqual([{ ok: false, failure: { kind: 'language-model-missing', model: 'nosuch' } }]);
  });

  it('that is killed in the middle of a reply is a failure, then unreachable', async () => {
    // A path in a variable: the script has no types, and needs none.
    const script = new URL('../../../scripts/ollama/ensure-ollama.mjs', import.meta.url).href;
    const { ensureOllama } = (await import(script)) as { ensureOllama: EnsureOllama };
    const server = await ensureOllama({ model: name, fresh: true, log: () => {} });
    const pid = server.pid ?? 0;
    expect(pid).toBeGreaterThan(0);
    const doomed = createOllamaLanguageModel({ url: server.host, model: name, ...patient });
    const items: Result<string, Failure>[] = [];
    for await (const item of doomed.stream(ask('Count to two thousand in words.'), never)) {
      if (items.length === 0) process.kill(-pid, 'SIGKILL');
      items.push(item);
    }
    expect(items.at(-1)).toMatchObject({ ok: false, failure: { kind: 'language-model-failed' } });
    const next = [];
    for await (const item of doomed.stream(ask('Hello.'), never)) next.push(item);
    expect(next).toEqual([{ ok: false, failure: { kind: 'language-model-unreachable', url: server.host } }]);
  });
});
