import { describe, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createRandom } from '../../base/random.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { practiceSeed } from '../../domain/agent/testing/practice-seed.ts';
import type { ReplyPart, Thought } from '../../domain/agent/thinker.ts';
import { createScriptedLanguageModel } from '../testing/scripted-language-model.ts';
import { shippedPrompts } from '../testing/shipped-prompts.ts';
import { createThinker } from './thinker.ts';

const never = new AbortController().signal;
const textOf = (parts: readonly ReplyPart[]) =>
  parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');

/** A call in which we have asked for the goal, and cut into the answer. */
async function cutInto(callerText: string) {
  const model = createScriptedLanguageModel([{ tokens: ['That is good to know.'] }]);
  const thinker = await createThinker({
    prompts: shippedPrompts,
    languageModel: () => model,
    checkpoints: 'memory',
    clock: createFakeClock(),
    log: silentLog,
    random: createRandom(7),
  });
  const opened = await thinker.open({ callId: 'call-1', seed: practiceSeed, resume: false });
  if (!opened.ok) throw new Error('open answers ok');
  const thought: Thought = opened.value;
  const answer = async (said: string) => {
    const parts: ReplyPart[] = [];
    for await (const part of thought.reply({ turnId: 't3', callerText: said }, never)) parts.push(part);
    return parts;
  };
  /** What the model is shown tells what the call remembers. */
  const remembered = () => {
    thought.warm('', never);
    return (model.warmed.at(-1) ?? []).slice(1).map(({ role, content }) => `${role}: ${content}`);
  };
  await thought.heard({ turnId: 't0', callerText: '', agentText: (await thought.opener()).text, interrupted: false });
  await thought.heard({
    turnId: 't1',
    callerText: 'Sure.',
    agentText: textOf(await answer('Sure.')),
    interrupted: false,
  });
  const before = remembered();
  await thought.heard({ turnId: 't2', callerText, agentText: 'Got', interrupted: true, callerGoesOn: true });
  return { thought, answer, before, remembered, lastAsked: () => model.asked.at(-1)?.at(-1)?.content };
}

describe('a turn that our reply cut into', () => {
  it('is decided upon as a whole, and is one exchange', async () => {
    const { thought, answer, before, remembered, lastAsked } = await cutInto('We want to');
    const parts = await answer('sell our condo.');
    expect(parts.at(-1)).toEqual({ type: 'expects', field: 'address' });
    expect(lastAsked()).toMatch(/^We want to sell our condo\.\n/);
    const agentText = textOf(parts);
    await thought.heard({ turnId: 't3', callerText: 'sell our condo.', agentText, interrupted: false });
    expect(remembered()).toEqual([...before, 'user: We want to sell our condo.', `assistant: ${agentText.trim()}`]);
  });

  it('may be cut into again', async () => {
    const { thought, answer } = await cutInto('We want to');
    const again = {
      turnId: 't3',
      callerText: 'sell, you know,',
      agentText: 'I',
      interrupted: true,
      callerGoesOn: true,
    };
    await thought.heard(again);
    expect((await answer('our condo in Maple Grove.')).at(-1)).toEqual({ type: 'expects', field: 'date' });
  });

  it('is an opt-out where its first half was one', async () => {
    const { answer } = await cutInto('Stop calling me.');
    expect((await answer('Thank you. Goodbye.')).at(-1)).toEqual({ type: 'hangUp', reason: 'opt-out' });
  });

  it('is over where the human or a silence comes between', async () => {
    const whileHuman = await cutInto('We want to');
    await whileHuman.thought.overheard({ side: 'human', text: 'Dana here.' });
    expect(whileHuman.remembered().slice(-2)).toEqual(['user: We want to', 'assistant: Got\nDana here.']);
    await whileHuman.answer('We want to sell.');
    expect(whileHuman.lastAsked()).toMatch(/^We want to sell\.\n/);
    const whileSilent = await cutInto('We want to');
    await whileSilent.thought.heard({ turnId: 't3', callerText: '', agentText: 'Hello?', interrupted: false });
    await whileSilent.answer('We want to sell.');
    expect(whileSilent.lastAsked()).toMatch(/^We want to sell\.\n/);
  });
});
