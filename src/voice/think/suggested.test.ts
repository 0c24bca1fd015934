import { describe, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createRandom } from '../../base/random.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { practiceSeed } from '../../domain/agent/testing/practice-seed.ts';
import { createScriptedLanguageModel, type ScriptedLanguageModel } from '../testing/scripted-language-model.ts';
import { shippedPrompts } from '../testing/shipped-prompts.ts';
import { createThinker } from './thinker.ts';

const never = new AbortController().signal;

/** The human has taken over, and the caller has said these words. */
async function overheard(model: ScriptedLanguageModel | null, callerText: string) {
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
  const thought = opened.value;
  await thought.overheard({ side: 'human', text: 'Dana here. Are you selling or buying?' });
  await thought.overheard({ side: 'caller', text: callerText });
  return thought;
}

describe('a suggestion', () => {
  it('is rehearsed where there is no language model', async () => {
    const thought = await overheard(null, 'Are you a robot?');
    expect(await thought.suggest({ callerText: 'Are you a robot?' }, never)).toEqual({
      text: 'You are talking to a person now. How can I help?',
      agent: 'ConversationAgent',
    });
  });

  it('is worded by the model, which reads the caller’s words once', async () => {
    const model = createScriptedLanguageModel([{ tokens: ['That is a big step.'] }]);
    const said = 'My son just moved out, you see.';
    const thought = await overheard(model, said);
    expect((await thought.suggest({ callerText: said }, never))?.text).toContain('That is a big step.');
    expect(JSON.stringify(model.asked.at(-1)).split(said)).toHaveLength(2);
    expect(model.asked.at(-1)?.at(-1)?.content).toContain('Dana Reyes has the call now.');
  });

  it('is guarded as a reply is', async () => {
    const model = createScriptedLanguageModel([{ tokens: ['Your home is worth half a million dollars.'] }]);
    const said = 'My son just moved out, you see.';
    const thought = await overheard(model, said);
    expect((await thought.suggest({ callerText: said }, never))?.text ?? '').not.toContain('million');
  });

  it('ends the model’s work, and is none, where it is abandoned', async () => {
    const model = createScriptedLanguageModel([{ tokens: ['That is'], then: 'silence' }]);
    const said = 'My son just moved out, you see.';
    const thought = await overheard(model, said);
    const abandon = new AbortController();
    const suggestion = thought.suggest({ callerText: said }, abandon.signal);
    abandon.abort();
    expect(await suggestion).toBeNull();
    expect(model.open).toBe(0);
  });
});
