import { afterEach, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createRandom } from '../../base/random.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { practiceSeed } from '../../domain/agent/testing/practice-seed.ts';
import type { Thought } from '../../domain/agent/thinker.ts';
import { createScriptedLanguageModel, type ScriptedReply } from '../testing/scripted-language-model.ts';
import { shippedPrompts } from '../testing/shipped-prompts.ts';
import { createReplyCache } from './replies/reply-cache.ts';
import { createThinker } from './thinker.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
const never = new AbortController().signal;

async function office(script: readonly ScriptedReply[]) {
  const scripted = createScriptedLanguageModel(script);
  const model = { ...scripted, health: () => ({ model: 'scripted', breaker: { state: 'closed' } as const }) };
  const thinker = await createThinker({
    languageModel: () => model,
    prompts: shippedPrompts,
    replies: createReplyCache(),
    checkpoints: 'memory',
    clock: createFakeClock(),
    log: silentLog,
    random: createRandom(7),
  });
  closers.push(() => thinker.close());
  let calls = 0;
  const call = async (purpose = practiceSeed.purpose) => {
    const seed = { ...practiceSeed, purpose };
    const opened = await thinker.open({ callId: `call-${++calls}`, seed, resume: false });
    if (!opened.ok) throw new Error('open answers ok');
    const { text } = await opened.value.opener();
    await opened.value.heard({ turnId: 'opener', callerText: '', agentText: text, interrupted: false });
    return opened.value;
  };
  return { call, asked: scripted.asked, thinker };
}
let turns = 0;
async function say(thought: Thought, callerText: string): Promise<string> {
  const turnId = `turn-${++turns}`;
  let agentText = '';
  for await (const part of thought.reply({ turnId, callerText }, never))
    if (part.type === 'text') agentText += part.text;
  await thought.heard({ turnId, callerText, agentText, interrupted: false });
  return agentText;
}
const SHINY = { tokens: ['The sun is shining over here.'] };

it('what many callers ask is worded once: the next caller hears it without the model', async () => {
  const { call, asked, thinker } = await office([SHINY]);
  expect(await say(await call(), 'How are you?')).toContain('The sun is shining over here.');
  expect(await say(await call(), 'Hi, how are you doing today?')).toContain('The sun is shining over here.');
  expect(asked).toHaveLength(1);
  expect(thinker.languageModel).toMatchObject({ health: { frequentReplies: { wanted: 2, found: 1 } } });
});

it('no call hears the same words twice', async () => {
  const { call, asked } = await office([SHINY, { tokens: ['Still wonderful over here.'] }]);
  const thought = await call();
  await say(thought, 'How are you?');
  expect(await say(thought, 'How are you?')).not.toContain('The sun is shining');
  expect(asked).toHaveLength(2);
});

it('what a call is about is not told in another one', async () => {
  const { call } = await office([{ tokens: ['All well, and Oak Street is lovely.'] }, SHINY]);
  expect(await say(await call('You asked about your home on Oak Street.'), 'How are you?')).toContain('Oak Street');
  expect(await say(await call(), 'How are you?')).toContain('The sun is shining');
});

it.each<[string, ScriptedReply]>([
  ['names the caller', { tokens: ['All well here, Jordan.'] }],
  ['breaks off', { tokens: ['The sun is shining, and'], then: { kind: 'language-model-failed', detail: 'gone' } }],
  ['asks', { tokens: ['And how are you?'] }],
])('a reply that %s is not kept', async (_what, reply) => {
  const { call, asked } = await office([reply]);
  await say(await call(), 'How are you?');
  await say(await call(), 'How are you?');
  expect(asked).toHaveLength(2);
});
