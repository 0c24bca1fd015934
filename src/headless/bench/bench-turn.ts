import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause } from '../../base/clock.ts';
import { silentLog } from '../../base/log.ts';
import { createRandom, type Random } from '../../base/random.ts';
import { createRealClock } from '../../base/real-clock.ts';
import { failed, ok } from '../../base/result.ts';
import type { Thought } from '../../domain/agent/thinker.ts';
import { describeFailure } from '../../domain/failure.ts';
import { loadPrompts } from '../../voice/think/prompts/load-prompts.ts';
import { createThinker } from '../../voice/think/thinker.ts';
import { SHIPPED_PROMPTS } from '../headless-softphone.ts';
import { readBenchArguments } from './bench-arguments.ts';
import { atMost, reportBench } from './bench-report.ts';

/**
 * What the orchestration of a turn costs without a language model (goal G1): five calls at once on one thread, with
 * checkpoints on disk. `reply` is what a caller waits for, from the caller's words to the reply's last part;
 * `commit` follows while the reply is being spoken. Then the same with a model whose words come at known moments: how
 * long after its first clause was whole that clause leaves.
 */
const CALLS = 5;
const SAID = [
  'Hello? Who is this?',
  'Sure, go ahead.',
  'We want to sell our house.',
  'It is in Maple Grove.',
  'How much is it worth?',
  'Maybe next spring.',
  'About four hundred thousand.',
  'No, not yet.',
  'It has been raining all day.',
  'Hold on a second.',
];
const SEED = {
  brokerage: 'Harbor Realty',
  agentName: 'Riley',
  humanName: 'Dana Reyes',
  leadName: 'Jordan Miller',
  purpose: 'You asked about selling your home.',
  callBackNumber: '555 0100',
};

type Costs = { first: number[]; reply: number[]; commit: number[] };

const options = readBenchArguments(process.argv.slice(2));
const clock = createRealClock();
const random = createRandom(options.seed);
const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-turn-'));
const thinker = await createThinker({
  languageModel: () => null,
  prompts: null,
  checkpoints: folder,
  clock,
  log: silentLog,
  random,
});

const prompts = await loadPrompts(SHIPPED_PROMPTS);
if (!prompts.ok) throw new Error(describeFailure(prompts.failure).says);

/** What a model says, in tokens as models make them, and when its first clause was whole. */
let clauseWholeMs: number | null = null;
const wording = await createThinker({
  languageModel: () => ({
    async *stream(_, signal) {
      for (const token of [
        'That',
        ' is',
        ' good',
        ' to',
        ' hear',
        ',',
        ' and',
        ' thanks',
        ' for',
        ' telling',
        ' me',
        '.',
      ]) {
        await pause(clock, 2);
        if (signal.aborted) return;
        // The comma is known to end a clause with the space that follows it.
        if (token === ' and') clauseWholeMs = clock.now();
        yield ok(token);
      }
    },
    warm: () => Promise.resolve(),
    structured: () => Promise.resolve(failed({ kind: 'refused', reason: 'It only words replies.' })),
    status: () => Promise.resolve({ state: 'ready', model: 'timed', url: 'http://bench.test' }),
  }),
  prompts: prompts.value,
  checkpoints: 'memory',
  clock,
  log: silentLog,
  random,
});

try {
  await measure(2);
  const costs = await measure(options.quick ? 6 : 20);
  await measureClause(5);
  const clause = await measureClause(options.quick ? 60 : 300);
  const figures = [
    atMost('G1 orchestration per turn, p50', at(costs.reply, 0.5), { limit: 3, unit: 'ms' }),
    atMost('G1 orchestration per turn, p99', at(costs.reply, 0.99), { limit: 8, unit: 'ms' }),
    atMost("from the model's first clause to ours, p99", at(clause, 0.99), { limit: 5, unit: 'ms' }),
  ];
  const detail = {
    seed: options.seed,
    firstPartMs: { p50: at(costs.first, 0.5).value, p99: at(costs.first, 0.99).value },
    commitMs: { p50: at(costs.commit, 0.5).value, p99: at(costs.commit, 0.99).value },
  };
  reportBench('turn', figures, { json: options.json, detail });
  process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1;
} finally {
  await thinker.close();
  await wording.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The value below which `share` (0 to 1) of the numbers lie, to a hundredth. */
function at(numbers: readonly number[], share: number): { value: number | null; n: number } {
  const sorted = [...numbers].sort((one, other) => one - other);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { value: value === undefined ? null : Math.round(value * 100) / 100, n: numbers.length };
}

async function measure(conversations: number): Promise<Costs> {
  const costs: Costs = { first: [], reply: [], commit: [] };
  const line = async (number: number) => {
    for (let conversation = 0; conversation < conversations; conversation++) {
      const opened = await thinker.open({ callId: `call-${number}-${conversation}`, seed: SEED, resume: false });
      if (opened.ok) await converse(opened.value, costs, random);
    }
  };
  await Promise.all(Array.from({ length: CALLS }, (_, number) => line(number)));
  return costs;
}

/** A caller who chats is answered in the model's words, behind a first clause of ours. */
async function measureClause(turns: number): Promise<number[]> {
  const opened = await wording.open({ callId: 'call-clause', seed: SEED, resume: false });
  if (!opened.ok) return [];
  const signal = new AbortController().signal;
  const late: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    clauseWholeMs = null;
    for await (const part of opened.value.reply(
      { turnId: `c${turn}`, callerText: 'It has been raining all day.' },
      signal,
    )) {
      if (part.type !== 'text' || clauseWholeMs === null) continue;
      late.push(clock.now() - clauseWholeMs);
      break;
    }
  }
  return late;
}

async function converse(thought: Thought, costs: Costs, chance: Random): Promise<void> {
  const signal = new AbortController().signal;
  const { text } = await thought.opener();
  await thought.heard({ turnId: 'opener', callerText: '', agentText: text, interrupted: false });
  for (const [index, callerText] of SAID.entries()) {
    // Turns of different calls fall where they fall; in a real call there are seconds between them.
    await pause(clock, 20 + chance() * 60);
    const began = clock.now();
    let first: number | undefined;
    let agentText = '';
    for await (const part of thought.reply({ turnId: `t${index}`, callerText }, signal)) {
      first ??= clock.now() - began;
      if (part.type === 'text') agentText += part.text;
    }
    const replied = clock.now();
    await thought.heard({ turnId: `t${index}`, callerText, agentText, interrupted: false });
    costs.first.push(first ?? Number.NaN);
    costs.reply.push(replied - began);
    costs.commit.push(clock.now() - replied);
  }
}
