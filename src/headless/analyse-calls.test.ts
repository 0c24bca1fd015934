import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { silentLog } from '../base/log.ts';
import { failed, ok, type Result } from '../base/result.ts';
import { createFakeClock, type FakeClock } from '../base/testing/fake-clock.ts';
import { recordToAnalyse } from '../domain/agent/analytics/analysed-record.ts';
import { analyseRecord } from '../domain/agent/analytics/analyse-record.ts';
import type { CallAnalysis } from '../domain/agent/analytics/call-analysis.ts';
import type { Failure } from '../domain/failure.ts';
import type { CallFact } from '../domain/record/call-fact.ts';
import type { CallRecord } from '../domain/record/call-record.ts';
import { createTestFolder, openTestStore, type TestStore } from '../store/testing/open-test-store.ts';
import { said, wholeCall } from '../store/testing/sample-facts.ts';
import { type CallAnalyses, createCallAnalyses } from '../main/calls/analyse-calls.ts';

const MINUTE = 60_000;
const brokenFor: Failure = { kind: 'engine-failed', engine: 'The analysis', detail: 'of this call' };

let temporary: ReturnType<typeof createTestFolder>;
let store: TestStore;
let clock: FakeClock;
let analyses: CallAnalyses;
beforeEach(async () => {
  temporary = createTestFolder();
  store = await openTestStore(temporary.folder);
  clock = createFakeClock();
});
afterEach(async () => {
  analyses.stop();
  await store.close();
  temporary.remove();
});

/** The records are real; the voice process answers as the test says, by the call. */
function open(
  answers: (callId: string) => Promise<Result<CallAnalysis, Failure>> | Failure | undefined = () => undefined,
) {
  const desk = { up: false, there: true, storeAway: false };
  const asked: string[] = [];
  const facts: { callId: string; fact: CallFact }[] = [];
  const shown: string[] = [];
  let questions = 0;
  let writing: Promise<void> = Promise.resolve();
  const analysisOf = (record: CallRecord) => {
    asked.push(record.callId);
    const answer = answers(record.callId);
    if (answer instanceof Promise) return answer;
    return Promise.resolve(answer ? failed(answer) : ok(analyseRecord(recordToAnalyse(record))));
  };
  analyses = createCallAnalyses({
    clock,
    log: silentLog,
    isCallUp: () => desk.up,
    isThere: () => desk.there,
    async unanalysed(query) {
      questions += 1;
      await writing;
      if (desk.storeAway) return failed({ kind: 'process-lost', part: 'store', exitCode: 1 });
      return store.client.call('calls.unanalysed', query);
    },
    analyse: analysisOf,
    append(callId, seq, fact) {
      facts.push({ callId, fact });
      writing = store.append([{ callId, seq, atWallMs: clock.wallTime(), fact }]);
    },
    report(state, { detail, failure }) {
      const line = [state, detail, failure?.kind].filter(Boolean).join(' ');
      if (shown.at(-1) !== line) shown.push(line);
    },
  });
  return { desk, asked, facts, shown, questions: () => questions };
}

/** Ends so many calls, the oldest first: call-1, call-2, … */
async function keepCalls(count: number): Promise<void> {
  for (let nth = 1; nth <= count; nth++)
    await store.append(wholeCall(`call-${nth}`, clock.wallTime() + nth * 1_000, [said(`Hello ${nth}`)]));
}
const analysed = async (callId: string) => {
  const record = await store.client.call('call.get', { callId });
  return record.ok ? record.value.analysis?.disposition.value : undefined;
};

/** Time passes until the timer that is due then has done its work. */
async function after(ms: number): Promise<void> {
  await clock.advance(ms);
  await analyses.look();
}

test('what was left is analysed at the start, the newest first, a few at a time, and Health says how far it is', async () => {
  await keepCalls(7);
  const { asked, shown } = open();
  await analyses.look();
  expect(asked).toEqual(['call-7', 'call-6', 'call-5', 'call-4', 'call-3']);
  expect(await analysed('call-7')).toBe('abandoned');
  expect(await analysed('call-1')).toBeUndefined();
  await after(2_000);
  expect(asked.slice(5)).toEqual(['call-2', 'call-1']);
  expect(shown).toEqual(
    [7, 6, 5, 4, 3, 2].map((left) => `ready ${left} calls to go`).concat('ready 1 call to go', 'ready'),
  );
  await after(10 * MINUTE);
  expect(asked).toHaveLength(7);
});

test('a call that ends later is analysed when it is over', async () => {
  const { asked } = open();
  await analyses.look();
  await keepCalls(1);
  await analyses.look();
  expect(asked).toEqual(['call-1']);
  expect(await analysed('call-1')).toBe('abandoned');
});

test('a call that begins in the middle of a batch ends it; what was under way is neither lost nor counted, and is done after the call', async () => {
  await keepCalls(3);
  let ends: (answer: Result<CallAnalysis, Failure>) => void = () => {};
  let times = 0;
  const { desk, asked, facts } = open((callId) =>
    callId === 'call-2' && ++times <= 4 ? new Promise((resolve) => (ends = resolve)) : undefined,
  );
  for (let nth = 1; nth <= 4; nth++) {
    const looking = analyses.look();
    await vi.waitFor(() => expect(asked.filter((id) => id === 'call-2')).toHaveLength(nth));
    desk.up = true;
    // As a voice process that lets go of it, and as one that was lost with the call.
    ends(
      failed(nth % 2 === 0 ? { kind: 'process-lost', part: 'voice', exitCode: 1 } : { kind: 'refused', reason: '' }),
    );
    await looking;
    await after(10 * MINUTE);
    expect(asked.at(-1)).toBe('call-2');
    desk.up = false;
  }
  await analyses.look();
  expect(asked).toEqual(['call-3', 'call-2', 'call-2', 'call-2', 'call-2', 'call-2', 'call-1']);
  expect(facts.map(({ fact }) => fact.type)).toEqual(['callAnalysed', 'callAnalysed', 'callAnalysed']);
});

test('while a call is up nothing is asked, and without a voice process neither', async () => {
  await keepCalls(1);
  const { desk, asked } = open();
  desk.up = true;
  await analyses.look();
  desk.up = false;
  desk.there = false;
  await analyses.look();
  expect(asked).toEqual([]);
  desk.there = true;
  await analyses.look();
  expect(asked).toEqual(['call-1']);
});

test('a call that fails three times is left with the reason, holds up no other, and is tried again when somebody wants it', async () => {
  await keepCalls(3);
  let broken = true;
  const { asked, facts, shown } = open((callId) => (broken && callId === 'call-2' ? brokenFor : undefined));
  await analyses.look();
  expect(asked).toEqual(['call-3', 'call-2', 'call-1']);
  expect(shown).toContain('degraded engine-failed');
  await after(9_000);
  expect(asked).toHaveLength(3);
  await after(1_000);
  await after(MINUTE);
  expect(asked.slice(3)).toEqual(['call-2', 'call-2']);
  expect(facts.at(-1)).toEqual({
    callId: 'call-2',
    fact: { type: 'analysisGivenUp', version: 1, failure: brokenFor },
  });
  expect(shown.at(-1)).toBe('ready');
  await after(60 * MINUTE);
  expect(asked).toHaveLength(5);

  broken = false;
  await analyses.again('call-2');
  expect(await store.client.call('call.get', { callId: 'call-2' })).toMatchObject({
    value: { analysis: { disposition: { value: 'abandoned' } }, analysisTrouble: null },
  });
});

test('a call that failed and was deleted since is forgotten, and Health says that all is done', async () => {
  await keepCalls(1);
  const { questions, shown } = open(() => brokenFor);
  await analyses.look();
  expect(shown.at(-1)).toBe('degraded engine-failed');
  expect(await store.client.call('call.delete', { callId: 'call-1' })).toMatchObject({ ok: true });
  await after(10_000);
  expect(shown.at(-1)).toBe('ready');
  const before = questions();
  for (let time = 0; time < 5; time++) await clock.advance(MINUTE);
  expect(questions()).toBe(before);
});

test('a voice process that dies of a call counts as a failure of it', async () => {
  await keepCalls(1);
  const { facts } = open(() => ({ kind: 'process-lost', part: 'voice', exitCode: 139 }));
  await analyses.look();
  await after(10_000);
  await after(MINUTE);
  expect(facts.map(({ fact }) => fact.type)).toEqual(['analysisGivenUp']);
});

test('a mind that is not ready, and records that cannot be read, are asked again in a minute', async () => {
  await keepCalls(1);
  let ready = false;
  const { desk, asked, facts, shown } = open(() => (ready ? undefined : { kind: 'refused', reason: 'not yet' }));
  for (let minute = 0; minute < 5; minute++) await after(minute * MINUTE);
  expect(facts).toEqual([]);
  ready = true;
  desk.storeAway = true;
  const before = asked.length;
  await after(MINUTE);
  expect(shown.at(-1)).toBe('degraded process-lost');
  expect(asked).toHaveLength(before);
  desk.storeAway = false;
  await after(MINUTE);
  expect(facts).toHaveLength(1);
});

test('nothing is begun after the end', async () => {
  await keepCalls(2);
  const { asked } = open(() => {
    analyses.stop();
    return undefined;
  });
  await analyses.look();
  await after(60 * MINUTE);
  expect(asked).toEqual(['call-2']);
});
