import { expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createRandom } from '../../base/random.ts';
import { ok } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { practiceSeed } from '../../domain/agent/testing/practice-seed.ts';
import type { LanguageModel } from '../../domain/engine/language-model.ts';
import { createScriptedLanguageModel } from '../testing/scripted-language-model.ts';
import { shippedPrompts } from '../testing/shipped-prompts.ts';
import { createThinker } from './thinker.ts';

it('of a call that is over nothing is kept that a model answers late', async () => {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const found = { slot: 'goal', value: 'sell', quote: 'let the old place go' };
  const model: LanguageModel = {
    ...createScriptedLanguageModel([{ tokens: ['Good.'] }]),
    structured: (_, schema) => answered.then(() => ok(schema.parse({ found: [found] }))),
  };
  const clock = createFakeClock();
  const thinker = await createThinker({
    prompts: shippedPrompts,
    languageModel: () => model,
    checkpoints: 'memory',
    clock,
    log: silentLog,
    random: createRandom(7),
  });
  const open = async (callId: string, resume = false) => {
    const opened = await thinker.open({ callId, seed: practiceSeed, resume });
    if (!opened.ok) throw new Error('open answers ok');
    return opened.value;
  };
  const call = await open('call-1');
  const other = await open('call-2');
  const { text } = await call.opener();
  await call.heard({ turnId: 'opener', callerText: '', agentText: text, interrupted: false });
  const sure = { turnId: 't1', callerText: 'Sure.' };
  let agentText = '';
  for await (const part of call.reply(sure, new AbortController().signal))
    if (part.type === 'text') agentText += part.text;
  await call.heard({ ...sure, agentText, interrupted: false });
  const last = 'We are ready to let the old place go.';
  await call.heard({ turnId: 't2', callerText: last, agentText: 'I see.', interrupted: false });
  await thinker.forget('call-1');
  answer();
  // What is written later is written behind it.
  await clock.advance(0);
  await other.heard({ turnId: 'opener', callerText: '', agentText: text, interrupted: false });
  expect((await open('call-1', true)).bridge('resumed').text).toBe(text);
  await thinker.close();
});
