import { expect, it } from 'vitest';
import { ok } from '../../base/result.ts';
import { silentLog } from '../../base/log.ts';
import { createRandom } from '../../base/random.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { practiceSeed } from '../../domain/agent/testing/practice-seed.ts';
import { createWorkflowContext, WorkflowContext } from '../../domain/agent/workflow-context.ts';
import { createScriptedLanguageModel, type ScriptedLanguageModel } from '../testing/scripted-language-model.ts';
import { shippedPrompts } from '../testing/shipped-prompts.ts';
import { createThinker } from './thinker.ts';

async function openCalls(languageModel: ScriptedLanguageModel | null = null) {
  const thinker = await createThinker({
    prompts: shippedPrompts,
    languageModel: () => languageModel,
    checkpoints: 'memory',
    clock: createFakeClock(),
    log: silentLog,
    random: createRandom(7),
  });
  return async (callId: string, resume = false) => {
    const opened = await thinker.open({ callId, seed: practiceSeed, resume });
    if (!opened.ok) throw new Error('open answers ok');
    return opened.value;
  };
}
const heard = (turnId: string, callerText: string, more: { callerGoesOn?: boolean } = {}) => ({
  turnId,
  callerText,
  callerTurnId: `caller ${turnId}`,
  agentText: 'I see.',
  interrupted: false,
  ...more,
});

it('what a lead has told is theirs alone, and is known after a crash', async () => {
  const open = await openCalls();
  const call = await open('call-1');
  await call.heard(heard('t1', 'We want to sell our condo.'));
  expect(call.qualification.shares.map(({ evidence }) => [evidence.slot, evidence.turnId])).toEqual([
    ['goal', 'caller t1'],
    ['propertyType', 'caller t1'],
  ]);
  expect((await open('call-2')).qualification.shares).toEqual([]);
  expect((await open('call-1', true)).qualification).toEqual(call.qualification);
});

it('half a sentence proves nothing once the whole says otherwise', async () => {
  const call = await (await openCalls())('call-1');
  await call.heard(heard('t1', 'I want to sell my house', { callerGoesOn: true }));
  await call.heard(heard('t2', 'is what I told my wife, but we changed our minds.'));
  const quote = 'I want to sell my house is what I told my wife, but we changed our minds.';
  expect(call.qualification.shares[0]?.evidence).toMatchObject({ slot: 'goal', value: 'none', quote });
  expect(call.qualification.score).toBe(0);
});

it('what the human says proves nothing, and what the caller says to them does', async () => {
  const call = await (await openCalls())('call-1');
  await call.overheard({ side: 'human', text: 'So you want to buy a condo?', turnId: 'h1' });
  expect(call.qualification.shares).toEqual([]);
  await call.overheard({ side: 'caller', text: 'We want to sell one.', turnId: 'c1' });
  expect(call.qualification.shares).toMatchObject([{ evidence: { slot: 'goal', value: 'sell', turnId: 'c1' } }]);
});

it('an answer to the human is none to what we asked before they took over', async () => {
  const open = await openCalls();
  const told = async (callId: string, asked: 'by us' | 'by the human') => {
    const call = await open(callId);
    await call.heard(heard('t1', 'We want to sell.'));
    if (asked === 'by the human') await call.overheard({ side: 'human', text: 'Dana here. Who was it?', turnId: 'h1' });
    await call.overheard({ side: 'caller', text: 'It was the old mill people.', turnId: 'c1' });
    return call.qualification.shares.map(({ evidence }) => `${evidence.slot}: ${evidence.value}`);
  };
  expect(await told('call-1', 'by us')).toEqual(['goal: sell', expect.stringMatching('propertyType: ')]);
  expect(await told('call-2', 'by the human')).toEqual(['goal: sell']);
});

it('a call that was checkpointed before leads were scored goes on with nothing proven', () => {
  const context = createWorkflowContext({
    callId: 'call-1',
    seed: practiceSeed,
    agent: 'conversation',
    phrasingSeed: 1,
  });
  const { evidence: _none, ...kept } = context;
  expect(WorkflowContext.parse(kept)).toEqual({ ...context, evidence: [] });
});

it('a model is asked, behind the reply, what an answer told in which code found nothing', async () => {
  const found = { slot: 'goal', value: 'sell', quote: 'let the old place go' };
  const model = createScriptedLanguageModel([{ tokens: ['Good.'] }], [ok({ found: [found] })]);
  const call = await (await openCalls(model))('call-1');
  const { text } = await call.opener();
  await call.heard({ turnId: 'opener', callerText: '', agentText: text, interrupted: false });
  const sure = { turnId: 't1', callerText: 'Sure.', agentText: '', interrupted: false };
  let agentText = '';
  for await (const part of call.reply(sure, new AbortController().signal))
    if (part.type === 'text') agentText += part.text;
  await call.heard({ ...sure, agentText });
  expect(model.structuredAsked).toEqual([]);
  await call.heard(heard('t2', 'We are ready to let the old place go.'));
  await expect
    .poll(() => call.qualification.shares.map(({ evidence }) => evidence))
    .toMatchObject([{ ...found, turnId: 'caller t2' }]);
});
