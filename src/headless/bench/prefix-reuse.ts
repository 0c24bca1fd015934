import { readFileSync } from 'node:fs';
import type { Clock } from '../../base/clock.ts';
import { silentLog } from '../../base/log.ts';
import { createRandom } from '../../base/random.ts';
import type { Thought } from '../../domain/agent/thinker.ts';
import type { ChatMessage, LanguageModel } from '../../domain/engine/language-model.ts';
import { createThinker } from '../../voice/think/thinker.ts';
import type { Prompts } from '../../voice/think/prompts/prompt.ts';

/** What the server says of one prompt: its tokens, and how many of them it had read already. */
export type PromptRead = { prompt: number; used: number };

/** What a verbose Ollama has written of the prompts that it was given, in order. */
export const promptsReadBy = (logFile: string): PromptRead[] =>
  [...readFileSync(logFile, 'utf8').matchAll(/msg="loading cache slot".* prompt=(\d+) used=(\d+) /g)].map(
    ([, prompt, used]) => ({ prompt: Number(prompt), used: Number(used) }),
  );

type Server = { host: string; model: string; pid: number; version: string };
type EnsureOllama = (options: {
  model: string;
  fresh: boolean;
  verbose: boolean;
  logFile: string;
  log: (text: string) => void;
}) => Promise<Server>;

/** A real server of our own that writes to `logFile` what it found in its cache; whoever starts it ends it, by its pid. */
export async function startVerboseOllama(logFile: string, log: (text: string) => void): Promise<Server> {
  // A path in a variable: the script has no types, and needs none.
  const script = new URL('../../../scripts/ollama/ensure-ollama.mjs', import.meta.url).href;
  const { ensureOllama } = (await import(script)) as { ensureOllama: EnsureOllama };
  return ensureOllama({ model: 'smollm2', fresh: true, verbose: true, logFile, log });
}

const SEED = {
  brokerage: 'Harbor Realty',
  agentName: 'Riley',
  humanName: 'Dana Reyes',
  leadName: 'Jordan Miller',
  purpose: 'You asked about selling your home.',
  callBackNumber: '555 0100',
};
/** Each of them is worded by the model: what is rehearsed reads no prompt. */
const SAID = [
  'Hi, how are you today?',
  'Oh, it has been raining here the whole morning and the dog will not go out.',
  'We want to sell our house, we have been in it for almost twenty years.',
  'It is a colonial with a big yard that my husband has planted over the years.',
  'It is in Maple Grove, close to the old mill.',
  'Maybe next spring, when the kids are out of school.',
  'My sister sold hers last summer and it went well.',
  'About four hundred thousand, I would think.',
  'The kitchen was redone two years ago with new floors.',
  'And the neighbors have been asking about it too.',
];

/**
 * A call on a real server: how much of each reply's prompt it had read before the reply was asked for. As in a call, the
 * prefix is read while our reply sounds, and the caller's first words while they speak.
 */
export async function measurePrefixReuse(deps: {
  model: LanguageModel;
  prompts: Prompts;
  logFile: string;
  clock: Clock;
}): Promise<PromptRead[]> {
  let reading: Promise<void> = Promise.resolve();
  const model: LanguageModel = {
    ...deps.model,
    warm: (messages: readonly ChatMessage[], signal) => (reading = deps.model.warm(messages, signal)),
  };
  const thinker = await createThinker({
    languageModel: () => model,
    prompts: deps.prompts,
    checkpoints: 'memory',
    clock: deps.clock,
    log: silentLog,
    random: createRandom(1),
  });
  try {
    const opened = await thinker.open({ callId: 'prefix', seed: SEED, resume: false });
    if (!opened.ok) throw new Error('a call cannot be opened');
    const thought = opened.value;
    const { text } = await thought.opener();
    await reading;
    await thought.heard({ turnId: 'opener', callerText: '', agentText: text, interrupted: false });
    const reads: PromptRead[] = [];
    for (const [index, callerText] of SAID.entries()) {
      await reading;
      const words = callerText.split(' ');
      thought.warm(words.slice(0, -1).join(' '), new AbortController().signal);
      await reading;
      const before = promptsReadBy(deps.logFile).length;
      await exchange(thought, { turnId: `t${index}`, callerText });
      const read = promptsReadBy(deps.logFile)[before];
      if (read) reads.push(read);
    }
    await reading;
    return reads;
  } finally {
    await thinker.close();
  }
}

async function exchange(thought: Thought, turn: { turnId: string; callerText: string }): Promise<void> {
  let agentText = '';
  for await (const part of thought.reply(turn, new AbortController().signal))
    if (part.type === 'text') agentText += part.text;
  await thought.heard({ ...turn, agentText, interrupted: false });
}

/** The share of all prompt tokens after the second turn that the server did not have to read. */
export function shareReused(reads: readonly PromptRead[]): number {
  const late = reads.slice(2);
  const sum = (of: keyof PromptRead) => late.reduce((all, read) => all + read[of], 0);
  return sum('used') / sum('prompt');
}

/**
 * How long after an abort in the middle of an answer the server begins the next one, ms: the wait for its first word
 * less what that is on an idle server.
 */
export async function measureFreedAfterAbort({
  model,
  clock,
}: {
  model: LanguageModel;
  clock: Clock;
}): Promise<number> {
  const messages: ChatMessage[] = [
    { role: 'system', content: 'You are a friendly assistant on the phone.' },
    { role: 'user', content: 'Count to two thousand in words.' },
  ];
  const firstWordMs = async () => {
    const began = clock.now();
    for await (const word of model.stream(messages, new AbortController().signal)) if (word.ok) break;
    return clock.now() - began;
  };
  await firstWordMs();
  const idle = await firstWordMs();
  const control = new AbortController();
  let words = 0;
  for await (const _ of model.stream(messages, control.signal)) if (++words === 4) control.abort();
  return Math.max(0, (await firstWordMs()) - idle);
}
