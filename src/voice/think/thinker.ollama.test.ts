import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createRandom } from '../../base/random.ts';
import { createRealClock } from '../../base/real-clock.ts';
import { forbiddenTopic } from '../../domain/agent/forbidden-topics.ts';
import { practiceSeed } from '../../domain/agent/testing/practice-seed.ts';
import type { ReplyPart, Thinker, Thought } from '../../domain/agent/thinker.ts';
import { createOllamaLanguageModel } from '../../engines/ollama/ollama-language-model.ts';
import { shippedPrompts } from '../testing/shipped-prompts.ts';
import { createThinker } from './thinker.ts';

const url = process.env['LATCHKEY_OLLAMA_URL'] ?? '';
const model = process.env['LATCHKEY_OLLAMA_MODEL'] ?? '';
const clock = createRealClock();
const never = new AbortController().signal;

let thinker: Thinker;
beforeAll(async () => {
  const languageModel = () => createOllamaLanguageModel({ url, model, clock, wordMs: 60_000, replyMs: 90_000 });
  thinker = await createThinker({
    prompts: shippedPrompts,
    languageModel,
    checkpoints: 'memory',
    clock,
    log: silentLog,
    random: createRandom(5),
  });
});
afterAll(() => thinker.close());

async function begin(callId: string): Promise<Thought> {
  const opened = await thinker.open({ callId, seed: practiceSeed, resume: false });
  if (!opened.ok) throw new Error('open answers ok');
  const { text } = await opened.value.opener();
  await opened.value.heard({ turnId: 'opener', callerText: '', agentText: text, interrupted: false });
  return opened.value;
}

async function exchange(thought: Thought, callerText: string) {
  const parts: ReplyPart[] = [];
  for await (const part of thought.reply({ turnId: callerText, callerText }, never)) parts.push(part);
  const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  await thought.heard({ turnId: callerText, callerText, agentText: text, interrupted: false });
  return { parts, text, source: parts.findLast((part) => part.type === 'source')?.source };
}

describe('the practice conversation on a real small model', () => {
  it('asks what code decided, says nothing forbidden, and parts politely', async () => {
    const thought = await begin('practice');
    expect(thought.languageModel).toBe(`${model}:latest`);
    const said = [
      'Hi, how are you today?',
      'Sure, go ahead.',
      'We want to sell our house.',
      'It is in Maple Grove.',
      'My dog is barking, sorry about that.',
      'Maybe next spring.',
      'About four hundred thousand.',
      'No, not yet.',
      'Yes please.',
      'Tomorrow after five.',
    ];
    const turns = [];
    for (const callerText of said) turns.push(await exchange(thought, callerText));
    for (const { text, parts } of turns) {
      expect(text.split(/\s+/).length).toBeLessThanOrEqual(70);
      expect(text).not.toMatch(/[*_#<>[\]]|user:|assistant:/i);
      expect(parts.some(({ type }) => type === 'degraded')).toBe(false);
    }
    for (const { text } of turns.filter(({ source }) => source === 'language-model')) {
      expect(forbiddenTopic(text.replace(/[^.!]*\?$/, ''))).toBeUndefined();
      expect(text).toMatch(/\?$/);
    }
    expect(turns.some(({ source }) => source === 'language-model')).toBe(true);
    expect(turns.at(-1)?.parts.at(-1)).toEqual({ type: 'hangUp', reason: 'completed' });
  });

  it('gives up a reply that is not wanted any more, and goes on as if it had not been', async () => {
    const thought = await begin('speculation');
    await exchange(thought, 'Sure.');
    for (const guess of ['We', 'We want', 'We want to']) {
      const control = new AbortController();
      for await (const part of thought.reply({ turnId: 't', callerText: guess }, control.signal))
        if (part.type === 'text') control.abort();
    }
    const { parts } = await exchange(thought, 'We want to sell our condo.');
    expect(parts.at(-1)).toEqual({ type: 'expects', field: 'address' });
  });
});
