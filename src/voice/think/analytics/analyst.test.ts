import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemorySaver } from '@langchain/langgraph-checkpoint';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Log, silentLog } from '../../../base/log.ts';
import { createFakeClock, type FakeClock } from '../../../base/testing/fake-clock.ts';
import type { AnalysedRecord } from '../../../domain/agent/analytics/analysed-record.ts';
import { analyseRecord } from '../../../domain/agent/analytics/analyse-record.ts';
import { analysedCall, OPENER } from '../../../domain/agent/analytics/testing/analysed-call.ts';
import type { Failure } from '../../../domain/failure.ts';
import { createScriptedLanguageModel, type ScriptedLanguageModel } from '../../testing/scripted-language-model.ts';
import { openCheckpointsOnDisk } from '../checkpoint/checkpoints-on-disk.ts';
import { type AnalystDeps, createAnalyst } from './analyst.ts';
import { type Step, STEPS } from './analysis-graph.ts';

const record = analysedCall([OPENER, ['caller', 'Call me tomorrow, xylophone.'], ['agent', 'No problem. Goodbye.']]);
const unheard = new AbortController().signal;

let folder: string;
let clock: FakeClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-analysis-'));
  clock = createFakeClock();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An analyst as a process has it; `steps` are those that were done in this one. */
function open(checkpoints: AnalystDeps['checkpoints'], model: ScriptedLanguageModel | null = null) {
  const steps: Step[] = [];
  const degraded: Failure[] = [];
  let stepDone: (step: Step) => void = () => {};
  const log: Log = {
    ...silentLog,
    info(_message, fields) {
      const step = STEPS.find((one) => one === fields?.['step']);
      if (!step) return;
      steps.push(step);
      stepDone(step);
    },
  };
  const analyst = createAnalyst({
    checkpoints,
    languageModel: () => model,
    clock,
    log,
    degraded: (failure) => degraded.push(failure),
  });
  return {
    analyse: (of: AnalysedRecord = record, signal = unheard) => analyst.analyse(of, signal),
    analyst,
    steps,
    degraded,
    /** Ends the run when this step is done, before its checkpoint. */
    async endAfter(last: Step, of: AnalysedRecord = record) {
      const run = new AbortController();
      stepDone = (step) => step === last && run.abort();
      const answer = await analyst.analyse(of, run.signal);
      stepDone = () => {};
      return answer;
    },
  };
}
const inMemory = () => {
  const saver = new MemorySaver();
  return { saver, forget: (id: string) => saver.deleteThread(id) };
};

test('step by step it comes to what code says of the record, and keeps nothing of what was said', async () => {
  const checkpoints = await openCheckpointsOnDisk(folder, clock);
  const { analyse, steps, degraded } = open(checkpoints);
  expect(await analyse()).toEqual({ ok: true, value: analyseRecord(record) });
  expect(steps).toEqual(STEPS);
  expect(degraded).toEqual([]);
  checkpoints.close();
  expect(readFileSync(join(folder, 'checkpoints.sqlite'), 'latin1')).not.toContain('xylophone');
});

test.each(STEPS)(
  'ended in the step %s, it goes on there in the next process, and does no step before it again',
  async (last) => {
    const before = await openCheckpointsOnDisk(folder, clock);
    expect(await open(before).endAfter(last)).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    before.close();
    const after = await openCheckpointsOnDisk(folder, clock);
    const { analyse, steps } = open(after);
    expect(await analyse()).toEqual({ ok: true, value: analyseRecord(record) });
    const begins = STEPS.indexOf(steps[0] ?? 'load');
    expect([STEPS.indexOf(last), STEPS.indexOf(last) + 1]).toContain(begins);
    expect(steps).toEqual(STEPS.slice(begins));
    after.close();
  },
);

test('what was begun with another record is begun anew', async () => {
  const checkpoints = inMemory();
  const { analyse, steps, endAfter } = open(checkpoints);
  await endAfter('findClaims');
  steps.length = 0;
  const longer = {
    ...record,
    turns: [...record.turns, { ...record.turns[1]!, turnId: 't9', text: 'Stop calling me.' }],
  };
  expect(await analyse(longer)).toMatchObject({ ok: true, value: { disposition: { value: 'opted-out' } } });
  expect(steps).toEqual(STEPS);
});

test('two calls are analysed beside each other, each on a thread of its own', async () => {
  const { analyse } = open(inMemory());
  const other = analysedCall([['caller', 'Wrong number.']], { callId: 'call-2' });
  const [one, two] = await Promise.all([analyse(), analyse(other)]);
  expect(one).toMatchObject({ value: { disposition: { value: 'call-back-wanted' } } });
  expect(two).toMatchObject({ value: { disposition: { value: 'wrong-person' } } });
});

test('a model may word the summary within what is claimed; it never sees what was said', async () => {
  const text = 'Jordan Miller wants to be called back. Call them back tomorrow.';
  const model = createScriptedLanguageModel([{ tokens: [text] }]);
  const answer = await open(inMemory(), model).analyse();
  expect(answer).toMatchObject({ value: { summary: { text, source: 'language-model' } } });
  expect(JSON.stringify(model.asked)).not.toContain('xylophone');
});

test.each<[what: string, model: ScriptedLanguageModel]>([
  ['adds something', createScriptedLanguageModel([{ tokens: ['Jordan Miller booked a visit for 400000 dollars.'] }])],
  [
    'breaks off',
    createScriptedLanguageModel([{ tokens: ['Jordan'], then: { kind: 'language-model-failed', detail: '' } }]),
  ],
  ['says nothing', createScriptedLanguageModel([{ tokens: [] }])],
])('a model that %s changes no word', async (_what, model) => {
  const answer = await open(inMemory(), model).analyse();
  expect(answer).toEqual({ ok: true, value: analyseRecord(record) });
  expect(model.open).toBe(0);
});

test('a model that hangs is not waited for longer than its time', async () => {
  const model = createScriptedLanguageModel([{ tokens: ['Jordan'], then: 'silence' }]);
  const { analyse } = open(inMemory(), model);
  const answer = analyse();
  await vi.waitFor(() => expect(model.open).toBe(1));
  await clock.advance(30_000);
  expect(await answer).toEqual({ ok: true, value: analyseRecord(record) });
  expect(model.open).toBe(0);
});

test('a call that begins ends it in the middle of a wording, and frees the model', async () => {
  const model = createScriptedLanguageModel([{ tokens: ['Jordan'], then: 'silence' }]);
  const call = new AbortController();
  const { analyse } = open(inMemory(), model);
  const answer = analyse(record, call.signal);
  await vi.waitFor(() => expect(model.open).toBe(1));
  call.abort();
  expect(await answer).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  await vi.waitFor(() => expect(model.open).toBe(0));
});

test('where no checkpoint can be written it is made in one breath, and that is told', async () => {
  const { saver, forget } = inMemory();
  saver.put = () => Promise.reject(new Error('disk full'));
  const { analyse, degraded } = open({ saver, forget });
  expect(await analyse()).toEqual({ ok: true, value: analyseRecord(record) });
  expect(degraded).toMatchObject([{ kind: 'engine-failed', engine: 'checkpoint' }]);
});

test('a call that is deleted takes with it what was begun of its analysis', async () => {
  const checkpoints = inMemory();
  const { analyst, endAfter } = open(checkpoints);
  await endAfter('summarise');
  expect(JSON.stringify(checkpoints.saver.storage)).not.toBe('{}');
  await analyst.forget(record.callId);
  expect(JSON.stringify(checkpoints.saver.storage)).toBe('{}');
});
