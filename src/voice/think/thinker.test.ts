import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { silentLog } from '../../base/log.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import type { ReplyPart, Thought } from '../../domain/agent/thinker.ts';
import type { Failure } from '../../domain/failure.ts';
import { practiceSeed } from '../../domain/agent/testing/practice-seed.ts';
import { createScriptedLanguageModel, type ScriptedLanguageModel } from '../testing/scripted-language-model.ts';
import { shippedPrompts } from '../testing/shipped-prompts.ts';
import { createThinker } from './thinker.ts';

const folders: string[] = [];
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-think-'));
  folders.push(folder);
  return folder;
}

async function thinkerWith(options: { model?: ScriptedLanguageModel | null; checkpoints?: string } = {}) {
  const degraded: Failure[] = [];
  const clock = createFakeClock();
  const thinker = await createThinker({
    prompts: shippedPrompts,
    languageModel: () => options.model ?? null,
    checkpoints: options.checkpoints ?? 'memory',
    clock,
    log: silentLog,
    random: createRandom(7),
    onDegraded: (failure) => degraded.push(failure),
  });
  closers.push(() => thinker.close());
  const open = async (resume = false, callId = 'call-1'): Promise<Thought> => {
    const opened = await thinker.open({ callId, seed: practiceSeed, resume });
    if (!opened.ok) throw new Error('open answers ok');
    return opened.value;
  };
  return { thinker, open, degraded };
}

const never = new AbortController().signal;
async function partsOf(parts: AsyncIterable<ReplyPart>): Promise<ReplyPart[]> {
  const all: ReplyPart[] = [];
  for await (const part of parts) all.push(part);
  return all;
}
const textOf = (parts: readonly ReplyPart[]) =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
const sourceOf = (parts: readonly ReplyPart[]) => parts.findLast((part) => part.type === 'source')?.source;

/** The caller says something, and hears the whole reply. */
async function exchange(thought: Thought, turnId: string, callerText: string): Promise<string> {
  const agentText = textOf(await partsOf(thought.reply({ turnId, callerText }, never)));
  await thought.heard({ turnId, callerText, agentText, interrupted: false });
  return agentText;
}
async function begin(thought: Thought): Promise<void> {
  const { text } = await thought.opener();
  await thought.heard({ turnId: 'opener', callerText: '', agentText: text, interrupted: false });
}
/** What the model is shown tells what the call remembers. */
async function remembered(thought: Thought, model: ScriptedLanguageModel): Promise<string[]> {
  thought.warm('', never);
  return Promise.resolve((model.warmed.at(-1) ?? []).slice(1).map(({ role, content }) => `${role}: ${content}`));
}

describe('without a language model', () => {
  it('holds the whole conversation in rehearsed words, and says so', async () => {
    const { open } = await thinkerWith();
    const thought = await open();
    expect(thought.languageModel).toBeNull();
    expect(thought.agent).toBe('ConversationAgent');
    await begin(thought);
    const parts = await partsOf(thought.reply({ turnId: 't', callerText: 'Sure, go ahead.' }, never));
    expect(parts[0]).toEqual({ type: 'agent', agent: 'QualificationAgent', reason: 'The caller agrees.' });
    expect(sourceOf(parts)).toBe('rehearsed');
    expect(parts.at(-1)).toEqual({ type: 'expects', field: 'choice' });
    expect(textOf(parts)).toMatch(/^\S.*\?$/);
  });

  it('calls the human before the first word of the answer, for the caller may cut in on it', async () => {
    const { open } = await thinkerWith();
    const thought = await open();
    await begin(thought);
    const parts = await partsOf(thought.reply({ turnId: 't', callerText: 'I want to talk to a human.' }, never));
    const types = parts.map(({ type }) => type);
    expect(types.indexOf('asksForHuman')).toBeGreaterThan(-1);
    expect(types.indexOf('asksForHuman')).toBeLessThan(types.indexOf('text'));
  });

  it('hangs up after the words of an opt-out', async () => {
    const { open } = await thinkerWith();
    const thought = await open();
    await begin(thought);
    const parts = await partsOf(thought.reply({ turnId: 't', callerText: 'Take me off your list.' }, never));
    expect(parts.slice(-2).map(({ type }) => type)).toEqual(['expects', 'hangUp']);
    expect(textOf(parts)).toMatch(/goodbye\.$/);
  });

  it('uses another wording in another call, and the same for the same seed', async () => {
    const first = await thinkerWith();
    const second = await thinkerWith();
    const [one, two] = [await first.open(), await second.open()];
    await begin(one);
    await begin(two);
    expect(await exchange(one, 't', 'Sure.')).toBe(await exchange(two, 't', 'Sure.'));
  });
});

describe('with a language model', () => {
  it('lets it word the reaction between fixed first words and a fixed question', async () => {
    const model = createScriptedLanguageModel([
      { tokens: ['That', ' sounds like', ' a big', ' step.', ' Shall we', ' begin?'] },
    ]);
    const { open } = await thinkerWith({ model });
    const thought = await open();
    expect(thought.languageModel).toBe('scripted');
    await begin(thought);
    await exchange(thought, 't1', 'Sure.');
    expect(model.asked).toHaveLength(0);
    const parts = await partsOf(thought.reply({ turnId: 't2', callerText: 'We want to sell.' }, never));
    expect(sourceOf(parts)).toBe('language-model');
    expect(textOf(parts)).toMatch(/^\S[^.]*\. That sounds like a big step\. [A-Z][^.]*\?$/);
    expect(model.open).toBe(0);
  });

  it('shows it one constant prefix, the conversation, and the request behind the caller’s words', async () => {
    const model = createScriptedLanguageModel([{ tokens: ['That is good to know.'] }]);
    const { open } = await thinkerWith({ model });
    const thought = await open();
    await begin(thought);
    await exchange(thought, 't1', 'Sure.');
    await exchange(thought, 't2', 'We want to sell.');
    await exchange(thought, 't3', 'A condo.');
    const [second, third] = model.asked;
    expect(third!.slice(0, second!.length - 1)).toEqual(second!.slice(0, -1));
    expect(third!.map(({ role }) => role)).toEqual([
      'system',
      'assistant',
      'user',
      'assistant',
      'user',
      'assistant',
      'user',
    ]);
    expect(third!.at(-1)!.content).toMatch(/^A condo\.\n\(/);
    expect(third!.at(-3)!.content).toBe('We want to sell.');
  });

  it.each([
    ['a forbidden topic', ['Your home is worth a million.']],
    ['nothing', []],
    ['only a question', ['What kind of home is it?']],
    ['the other side of the conversation', ['User: I want to sell.']],
  ])('says the rehearsed words where it says %s', async (_what, tokens) => {
    const model = createScriptedLanguageModel([{ tokens }]);
    const { open } = await thinkerWith({ model });
    const thought = await open();
    await begin(thought);
    await exchange(thought, 't1', 'Sure.');
    const parts = await partsOf(thought.reply({ turnId: 't2', callerText: 'We want to sell.' }, never));
    expect(sourceOf(parts)).toBe('rehearsed');
    expect(textOf(parts)).not.toMatch(/million|User/);
    expect(textOf(parts)).toMatch(/\?$/);
    expect(parts.some(({ type }) => type === 'degraded')).toBe(false);
  });

  it('goes on rehearsed when the model breaks off before a word was said', async () => {
    const failure: Failure = { kind: 'language-model-failed', detail: 'terminated' };
    const model = createScriptedLanguageModel([{ tokens: ['That sounds'], then: failure }]);
    const { open } = await thinkerWith({ model });
    const thought = await open();
    await begin(thought);
    await exchange(thought, 't1', 'Sure.');
    const parts = await partsOf(thought.reply({ turnId: 't2', callerText: 'We want to sell.' }, never));
    expect(parts.filter(({ type }) => type === 'degraded')).toEqual([{ type: 'degraded', failure }]);
    expect(sourceOf(parts)).toBe('rehearsed');
    expect(textOf(parts)).not.toMatch(/That sounds/);
    expect(textOf(parts)).toMatch(/\?$/);
  });

  it('stops at the last whole clause when it breaks off later, and still asks its question', async () => {
    const failure: Failure = { kind: 'language-model-failed', detail: 'terminated' };
    const model = createScriptedLanguageModel([
      { tokens: ['That sounds like a lot of work, ', 'and I can see'], then: failure },
    ]);
    const { open } = await thinkerWith({ model });
    const thought = await open();
    await begin(thought);
    await exchange(thought, 't1', 'Sure.');
    const parts = await partsOf(thought.reply({ turnId: 't2', callerText: 'We want to sell.' }, never));
    expect(sourceOf(parts)).toBe('language-model');
    expect(textOf(parts)).toMatch(/That sounds like a lot of work, [A-Z][^.]*\?$/);
    expect(textOf(parts)).not.toMatch(/I can see/);
  });

  it('reads ahead what is known: before the call, and after each exchange', async () => {
    const model = createScriptedLanguageModel([{ tokens: ['That is good to know.'] }]);
    const { open } = await thinkerWith({ model });
    const thought = await open();
    await begin(thought);
    expect(model.warmed.map((messages) => messages.length)).toEqual([1, 2]);
    const spoken = await exchange(thought, 't1', 'Sure.');
    expect(model.warmed.at(-1)?.slice(-2)).toEqual([
      { role: 'user', content: 'Sure.' },
      { role: 'assistant', content: spoken },
    ]);
    await exchange(thought, 't2', 'We want to sell.');
    expect(model.asked[0]?.slice(0, -1)).toEqual(model.warmed.at(-2));
  });

  it('words a call with the model that it began with, and finds one that came later for the next call', async () => {
    const model = createScriptedLanguageModel([{ tokens: ['Good.'] }]);
    model.setStatus({ state: 'absent', failure: { kind: 'language-model-missing', model: 'scripted' } });
    const { thinker, open } = await thinkerWith({ model });
    const thought = await open();
    expect(thought.languageModel).toBeNull();
    expect(thinker.languageModel).toMatchObject({ state: 'absent', failure: { kind: 'language-model-missing' } });
    model.setStatus({ state: 'ready', model: 'scripted', url: 'http://scripted.test' });
    await thinker.refresh({ url: 'http://scripted.test', model: 'scripted' });
    expect(thinker.languageModel).toMatchObject({ state: 'ready', model: 'scripted' });
    await begin(thought);
    await exchange(thought, 't1', 'Sure.');
    const parts = await partsOf(thought.reply({ turnId: 't2', callerText: 'We want to sell.' }, never));
    // It is shown and recorded as rehearsed: so it stays.
    expect([thought.languageModel, sourceOf(parts)]).toEqual([null, 'rehearsed']);
    expect((await open(false, 'the next call')).languageModel).toBe('scripted');
  });

  it('says before a call that it does without a model that has left since the last one', async () => {
    const model = createScriptedLanguageModel([{ tokens: ['Good.'] }]);
    const { open } = await thinkerWith({ model });
    expect((await open(false, 'one')).languageModel).toBe('scripted');
    model.setStatus({ state: 'absent', failure: { kind: 'language-model-unreachable', url: 'http://scripted.test' } });
    expect((await open(false, 'two')).languageModel).toBeNull();
  });
});

describe('thinking ahead', () => {
  it('forgets replies that were never spoken, however many were prepared', async () => {
    const model = createScriptedLanguageModel([{ tokens: ['That is good to know.'] }]);
    const { open } = await thinkerWith({ model });
    const thought = await open();
    await begin(thought);
    const before = await remembered(thought, model);
    const guesses = ['We', 'We want', 'We want to', 'We want to sell', 'We want to sell it.'];
    const replies = await Promise.all(
      guesses.map((callerText) => partsOf(thought.reply({ turnId: 't1', callerText }, never))),
    );
    expect(await remembered(thought, model)).toEqual(before);
    const spoken = textOf(replies.at(-1)!);
    await thought.heard({ turnId: 't1', callerText: 'We want to sell it.', agentText: spoken, interrupted: false });
    expect(await remembered(thought, model)).toEqual([
      ...before,
      'user: We want to sell it.',
      `assistant: ${spoken.trim()}`,
    ]);
  });

  it('leaves nothing behind after whichever part it is aborted', async () => {
    const model = createScriptedLanguageModel([
      { tokens: ['That', ' is good', ' to know,', ' and I', ' mean it well.'] },
    ]);
    const { open } = await thinkerWith({ model });
    const thought = await open();
    await begin(thought);
    await exchange(thought, 't1', 'Sure.');
    const before = await remembered(thought, model);
    const whole = await partsOf(thought.reply({ turnId: 't2', callerText: 'We want to sell.' }, never));
    expect(whole.map(({ type }) => type)).toEqual(['agent', 'source', 'text', 'text', 'text', 'text', 'expects']);
    for (let stopAfter = 0; stopAfter < whole.length; stopAfter++) {
      const control = new AbortController();
      if (stopAfter === 0) control.abort();
      const parts: ReplyPart[] = [];
      for await (const part of thought.reply({ turnId: 't2', callerText: 'We want to sell.' }, control.signal)) {
        parts.push(part);
        if (parts.length === stopAfter) control.abort();
      }
      expect(parts).toEqual(whole.slice(0, stopAfter));
    }
    expect(await remembered(thought, model)).toEqual(before);
    await expect.poll(() => model.open).toBe(0);
  });

  it('ends quietly when it is aborted while the model is silent', async () => {
    const model = createScriptedLanguageModel([{ tokens: ['That is'], then: 'silence' }]);
    const { open } = await thinkerWith({ model });
    const thought = await open();
    await begin(thought);
    await exchange(thought, 't1', 'Sure.');
    const control = new AbortController();
    const reply = partsOf(thought.reply({ turnId: 't2', callerText: 'We want to sell.' }, control.signal));
    await expect.poll(() => model.open).toBe(1);
    control.abort();
    expect((await reply).map(({ type }) => type)).toEqual(['agent', 'source', 'text']);
    await expect.poll(() => model.open).toBe(0);
  });

  it('stops the model when its reader leaves', async () => {
    const model = createScriptedLanguageModel([{ tokens: ['That is good to know, and '], then: 'silence' }]);
    const { open } = await thinkerWith({ model });
    const thought = await open();
    await begin(thought);
    await exchange(thought, 't1', 'Sure.');
    for await (const part of thought.reply({ turnId: 't2', callerText: 'We want to sell.' }, never))
      if (part.type === 'text' && part.text.includes('That')) break;
    await expect.poll(() => model.open).toBe(0);
  });

  it('remembers of an interrupted reply what was heard', async () => {
    const model = createScriptedLanguageModel([{ tokens: [] }]);
    const { open } = await thinkerWith({ model });
    const thought = await open();
    await begin(thought);
    await thought.heard({ turnId: 't1', callerText: 'Sure.', agentText: 'Great. I will', interrupted: true });
    await thought.heard({ turnId: 't2', callerText: 'Wait.', agentText: '', interrupted: true });
    expect((await remembered(thought, model)).slice(1)).toEqual([
      'user: Sure.',
      'assistant: Great. I will',
      'user: Wait.',
    ]);
  });
});

describe('after a crash', () => {
  it('goes on with the same conversation from the checkpoint', async () => {
    const checkpoints = newFolder();
    const model = createScriptedLanguageModel([{ tokens: [] }]);
    const before = await thinkerWith({ checkpoints, model });
    const first = await before.open();
    await begin(first);
    await exchange(first, 't1', 'Sure.');
    await exchange(first, 't2', 'We want to sell our condo.');
    const history = await remembered(first, model);

    const after = await thinkerWith({ checkpoints, model });
    const second = await after.open(true);
    expect(await remembered(second, model)).toEqual(history);
    expect(second.bridge('resumed').text).toMatch(/^Sorry, I'm back\. .*\?$/);
    const parts = await partsOf(second.reply({ turnId: 't3', callerText: 'In Maple Grove.' }, never));
    expect(parts.at(-1)).toEqual({ type: 'expects', field: 'date' });
    expect(after.degraded).toEqual([]);
  });

  it('introduces itself where the call was lost before the caller knew who calls', async () => {
    const checkpoints = newFolder();
    const first = await (await thinkerWith({ checkpoints })).open();
    const { text } = await first.opener();
    await first.heard({ turnId: 'opener', callerText: '', agentText: 'Hi Jordan, this is', interrupted: true });
    const second = await (await thinkerWith({ checkpoints })).open(true);
    expect(second.bridge('resumed').text).toBe(text);
    await begin(second);
    const third = await (await thinkerWith({ checkpoints })).open(true);
    expect(third.bridge('resumed').text).toMatch(/^Sorry, I'm back\./);
  });

  it('begins anew where nothing is remembered, and when it is told to', async () => {
    const checkpoints = newFolder();
    const model = createScriptedLanguageModel([{ tokens: [] }]);
    const { open } = await thinkerWith({ checkpoints, model });
    await begin(await open());
    expect(await remembered(await open(true, 'another-call'), model)).toEqual([]);
    expect(await remembered(await open(false), model)).toEqual([]);
    expect(await remembered(await open(true), model)).toEqual([]);
  });

  it('remembers what was overheard while the human had the call', async () => {
    const checkpoints = newFolder();
    const model = createScriptedLanguageModel([{ tokens: [] }]);
    const first = await (await thinkerWith({ checkpoints, model })).open();
    await begin(first);
    await first.overheard({ side: 'human', text: 'This is Dana, how can I help?' });
    await first.overheard({ side: 'caller', text: 'We want to sell our condo.' });
    const second = await (await thinkerWith({ checkpoints, model })).open(true);
    expect((await remembered(second, model)).at(-1)).toBe('user: We want to sell our condo.');
    expect(second.bridge('handed-back').text).toMatch(
      /^Hello again\. This is Riley, an AI assistant with Harbor Realty\./,
    );
    const parts = await partsOf(second.reply({ turnId: 't', callerText: 'Sure.' }, never));
    expect(parts.at(-1)).toEqual({ type: 'expects', field: 'address' });
  });

  it('keeps two calls apart', async () => {
    const model = createScriptedLanguageModel([{ tokens: [] }]);
    const { open } = await thinkerWith({ model });
    const [one, two] = [await open(false, 'one'), await open(false, 'two')];
    await begin(one);
    await exchange(one, 't1', 'Sure.');
    expect(await remembered(two, model)).toEqual([]);
  });

  it('leaves no other files than its own', async () => {
    const checkpoints = newFolder();
    const { open, thinker } = await thinkerWith({ checkpoints });
    await begin(await open());
    await thinker.close();
    expect(readdirSync(checkpoints)).toEqual(['checkpoints.sqlite']);
    closers.length = 0;
  });
});
