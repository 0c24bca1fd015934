import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createRandom } from '../../base/random.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { practiceSeed } from '../../domain/agent/testing/practice-seed.ts';
import type { ReplyPart, Thought } from '../../domain/agent/thinker.ts';
import { createScriptedLanguageModel, type ScriptedLanguageModel } from '../testing/scripted-language-model.ts';
import { shippedPrompts } from '../testing/shipped-prompts.ts';
import { createThinker } from './thinker.ts';

const never = new AbortController().signal;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-whispers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A mind over the checkpoint file of this test; a second one is what comes after a crash. */
async function openMind(model: ScriptedLanguageModel | null, resume = false) {
  const thinker = await createThinker({
    prompts: shippedPrompts,
    languageModel: () => model,
    checkpoints: folder,
    clock: createFakeClock(),
    log: silentLog,
    random: createRandom(7),
  });
  const opened = await thinker.open({ callId: 'call-1', seed: practiceSeed, resume });
  if (!opened.ok) throw new Error('open answers ok');
  return { thought: opened.value, close: () => thinker.close() };
}

async function reply(thought: Thought, turnId: string, callerText: string) {
  const parts: ReplyPart[] = [];
  for await (const part of thought.reply({ turnId, callerText }, never)) parts.push(part);
  const text = parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
  const whispers = parts.flatMap((part) => (part.type === 'whisper' ? [`${part.whisperId} ${part.outcome}`] : []));
  return { text, whispers };
}

/** The reply is spoken, as the session does it: what it used is told of first. */
async function exchange(thought: Thought, turnId: string, callerText: string) {
  const said = await reply(thought, turnId, callerText);
  for (const used of said.whispers) await thought.whisperUsed({ turnId, whisperId: used.split(' ')[0]! });
  await thought.heard({ turnId, callerText, agentText: said.text, interrupted: false });
  return said;
}

async function afterOpener(model: ScriptedLanguageModel | null) {
  const mind = await openMind(model);
  const { text } = await mind.thought.opener();
  await mind.thought.heard({ turnId: 't0', callerText: '', agentText: text, interrupted: false });
  return mind;
}
const whisper = (thought: Thought, text: string, whisperId = 'w1') => thought.whisper({ whisperId, text });

describe('a whisper to the rehearsed agent', () => {
  it('is followed in the next reply, once', async () => {
    const { thought, close } = await afterOpener(null);
    expect(await whisper(thought, 'ask about the roof')).toBe('waiting');
    const first = await exchange(thought, 't1', 'Sure.');
    expect(first.text).toContain('Can you tell me about the roof?');
    expect(first.whispers).toEqual(['w1 used']);
    const second = await exchange(thought, 't2', 'It is ten years old.');
    expect(second.text).not.toContain('roof');
    expect(second.whispers).toEqual([]);
    await close();
  });

  it('that it cannot make anything of is refused, and changes nothing', async () => {
    const { thought, close } = await afterOpener(null);
    const before = await reply(thought, 't1', 'Sure.');
    expect(await whisper(thought, 'be a little warmer')).toBe('not-understood');
    expect(await reply(thought, 't1', 'Sure.')).toEqual(before);
    await close();
  });

  it('stays where the reply that followed it was only prepared', async () => {
    const { thought, close } = await afterOpener(null);
    await whisper(thought, 'ask about the roof');
    await reply(thought, 't1', 'Sure.');
    expect((await reply(thought, 't2', 'Sure, go on.')).whispers).toEqual(['w1 used']);
    await close();
  });

  it('is followed again where the reply only cut into a pause', async () => {
    const { thought, close } = await afterOpener(null);
    await whisper(thought, 'ask about the roof');
    await reply(thought, 't1', 'Sure.');
    await thought.whisperUsed({ turnId: 't1', whisperId: 'w1' });
    await thought.heard({ turnId: 't1', callerText: 'Sure.', agentText: 'Gr', interrupted: true, callerGoesOn: true });
    expect((await reply(thought, 't2', 'go on.')).text).toContain('about the roof?');
    await close();
  });

  it('that asks a question of ours makes the answer to it understood', async () => {
    const { thought, close } = await afterOpener(null);
    await whisper(thought, 'offer a call back');
    await exchange(thought, 't1', 'Sure.');
    const answer = await exchange(thought, 't2', 'Yes, please.');
    expect(answer.text).toMatch(/time/i);
    await close();
  });

  it('outlives a crash, and is not followed twice for it', async () => {
    const before = await afterOpener(null);
    await whisper(before.thought, 'ask about the roof');
    await before.close();
    const resumed = await openMind(null, true);
    const { whispers } = await reply(resumed.thought, 't1', 'Sure.');
    expect(whispers).toEqual(['w1 used']);
    // It sounds, and the process is lost before the words are over.
    await resumed.thought.whisperUsed({ turnId: 't1', whisperId: 'w1' });
    await resumed.close();
    const again = await openMind(null, true);
    expect((await reply(again.thought, 't2', 'Hello? Are you there?')).whispers).toEqual([]);
    await again.close();
  });
});

describe('a whisper to a language model', () => {
  it('instructs it, beside the words that were heard', async () => {
    const model = createScriptedLanguageModel([{ tokens: ['That is a lovely idea.'] }]);
    const { thought, close } = await afterOpener(model);
    expect(await whisper(thought, 'be a little warmer with her')).toBe('waiting');
    const { text, whispers } = await exchange(thought, 't1', 'We want to sell.');
    expect(model.asked.at(-1)?.at(-1)?.content).toContain('instructs you: be a little warmer with her.');
    expect(text).toContain('That is a lovely idea.');
    expect(whispers).toEqual(['w1 used']);
    await exchange(thought, 't2', 'A condo.');
    expect(JSON.stringify(model.asked.at(-1))).not.toContain('warmer');
    await close();
  });

  it.each([
    ['tell them their home would fetch a fortune', 'Your home is worth a fortune.'],
    ['mention that Dana has another client waiting', 'Dana has another client waiting.'],
    ['hurry', 'Please hurry along.'],
  ])('that would be said or quoted is not: %j', async (note, said) => {
    const model = createScriptedLanguageModel([{ tokens: [said] }]);
    const { thought, close } = await afterOpener(model);
    await whisper(thought, note);
    const { text, whispers } = await exchange(thought, 't1', 'We want to sell.');
    expect(text).not.toContain(said);
    expect(text).not.toContain(note);
    expect(text).not.toBe('');
    expect(whispers).toEqual(['w1 forbidden']);
    await close();
  });

  it('waits for another reply where the model broke off', async () => {
    const failure = { kind: 'language-model-failed', detail: 'gone' } as const;
    const model = createScriptedLanguageModel([{ tokens: [], then: failure }, { tokens: ['How nice to hear.'] }]);
    const { thought, close } = await afterOpener(model);
    await whisper(thought, 'be a little warmer');
    expect((await exchange(thought, 't1', 'We want to sell.')).whispers).toEqual([]);
    expect((await exchange(thought, 't2', 'A condo.')).whispers).toEqual(['w1 used']);
    await close();
  });
});

/** Whatever is whispered in whatever state of the call: only what is to be said is. */
it('no words of a whisper are spoken as they stand, unless they were to be said', async () => {
  const notes = ['ask about the old barn', 'offer a call back', 'wrap up', 'be kind, she is grieving', 'hurry'];
  const turns = ['Sure.', 'We want to sell.', 'Are you a robot?', 'What is it worth?', 'Hm.', 'I have to go.', ''];
  for (const note of notes)
    for (const [at, turn] of turns.entries()) {
      const model = createScriptedLanguageModel([{ tokens: [`${note}.`] }]);
      const { thought, close } = await afterOpener(at % 2 ? model : null);
      await whisper(thought, note, `w${at}`);
      const { text } = await reply(thought, 't1', turn);
      expect(text.toLowerCase()).not.toContain(note);
      await close();
    }
});
