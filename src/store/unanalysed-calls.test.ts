import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordToAnalyse } from '../domain/agent/analytics/analysed-record.ts';
import { analyseRecord } from '../domain/agent/analytics/analyse-record.ts';
import { ANALYSIS_VERSION } from '../domain/agent/analytics/call-analysis.ts';
import type { CallFact } from '../domain/record/call-fact.ts';
import type { UnanalysedQuery } from '../contract/store.ts';
import { loadBetterSqlite3 } from './sqlite/better-sqlite3-driver.ts';
import { loadPhotostructure } from './sqlite/photostructure-driver.ts';
import { createTestFolder, openTestStore, type TestStore } from './testing/open-test-store.ts';
import { answered, factsOf, requested, said, wholeCall } from './testing/sample-facts.ts';

const DAY = Date.UTC(2026, 0, 5, 9);

describe.each([
  { name: 'better-sqlite3', loadDriver: loadBetterSqlite3 },
  { name: '@photostructure/sqlite', loadDriver: loadPhotostructure },
])('unanalysed calls on $name', ({ loadDriver }) => {
  let temporary: ReturnType<typeof createTestFolder>;
  let store: TestStore;
  beforeEach(async () => {
    temporary = createTestFolder();
    store = await openTestStore(temporary.folder, { loadDriver });
  });
  afterEach(async () => {
    await store.close();
    temporary.remove();
  });
  const ask = async (more: Partial<UnanalysedQuery> = {}) => {
    const query = { version: ANALYSIS_VERSION, sinceWallMs: 0, limit: 5, except: [], again: [], ...more };
    const answer = await store.client.call('calls.unanalysed', query);
    if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
    return { ids: answer.value.calls.map(({ callId }) => callId), ...answer.value };
  };
  const get = async (callId: string) => {
    const record = await store.client.call('call.get', { callId });
    if (!record.ok) throw new Error(JSON.stringify(record.failure));
    return record.value;
  };
  const analysed = async (callId: string): Promise<CallFact> => ({
    type: 'callAnalysed',
    analysis: analyseRecord(recordToAnalyse(await get(callId))),
  });
  const givenUp: CallFact = { type: 'analysisGivenUp', version: ANALYSIS_VERSION, failure: { kind: 'line-busy' } };
  const append = async (callId: string, fact: CallFact) => {
    const { calls } = await ask({ again: [callId], limit: 20 });
    const seq = calls.find((call) => call.callId === callId)!.nextSeq;
    await store.append([{ callId, seq, atWallMs: DAY + 60_000, fact }]);
  };

  test('what is over is answered, newest first, with its record, its next number and how many there are', async () => {
    for (const [at, callId] of ['a', 'b', 'c'].entries())
      await store.append(wholeCall(callId, DAY + at * 1_000, [said('Hello')]));
    await store.append(factsOf('live', DAY + 9_000, [requested(), answered()]));
    expect(await ask({ limit: 2 })).toMatchObject({
      ids: ['c', 'b'],
      left: 3,
      calls: [{ nextSeq: 5, record: { turns: [{ text: 'Hello' }] } }, {}],
    });
    expect(await ask({ except: ['c'] })).toMatchObject({ ids: ['b', 'a'], left: 2 });
    expect(await ask({ sinceWallMs: DAY + 1_000 })).toMatchObject({ ids: ['c', 'b'], left: 2 });
  });

  test('an analysis is folded into the record, outlives a restart, and is not asked for again until its version is old', async () => {
    await store.append(wholeCall('a', DAY, [said('Wrong number.')]));
    await append('a', await analysed('a'));
    await store.close();
    store = await openTestStore(temporary.folder, { loadDriver });
    expect(await get('a')).toMatchObject({ analysis: { disposition: { value: 'wrong-person' } } });
    expect(await ask()).toMatchObject({ ids: [], left: 0 });
    expect((await ask({ version: ANALYSIS_VERSION + 1 })).ids).toEqual(['a']);
    expect((await ask({ sinceWallMs: DAY + 1, again: ['a'] })).ids).toEqual(['a']);
  });

  test('what was given up is left alone until somebody wants it, or a newer version can try', async () => {
    await store.append(wholeCall('a', DAY));
    await append('a', givenUp);
    expect((await get('a')).analysisTrouble).toEqual({ version: ANALYSIS_VERSION, failure: { kind: 'line-busy' } });
    expect((await ask()).ids).toEqual([]);
    expect((await ask({ again: ['a'] })).ids).toEqual(['a']);
    expect((await ask({ version: ANALYSIS_VERSION + 1 })).ids).toEqual(['a']);
    await append('a', await analysed('a'));
    expect(await get('a')).toMatchObject({ analysisTrouble: null, analysis: { version: ANALYSIS_VERSION } });
  });

  test('what became of a call is written down after an end that the store had to write, and the end stays', async () => {
    await store.append(factsOf('a', DAY, [requested(), answered(1_000), said('Hello', { endedMs: 9_000 })]));
    await store.close();
    store = await openTestStore(temporary.folder, { loadDriver });
    await append('a', await analysed('a'));
    expect(await get('a')).toMatchObject({ endReason: 'app-closed', talkMs: 8_000, analysis: { version: 1 } });
  });

  test('an analysis in a shape that this version does not know is no analysis, and costs no call', async () => {
    await store.append(wholeCall('a', DAY, [said('Hello')]));
    await append('a', await analysed('a'));
    await store.close();
    const database = (await loadDriver()).open(join(temporary.folder, 'latchkey.db'));
    database.prepare(`UPDATE calls SET record = json_set(record, '$.analysis', json('{"version":0}'))`).run();
    database
      .prepare(
        `UPDATE facts SET fact = '{"type":"callAnalysed","analysis":{"version":0}}' WHERE fact LIKE '%callAnalysed%'`,
      )
      .run();
    database.close();
    store = await openTestStore(temporary.folder, { loadDriver });
    expect(await get('a')).toMatchObject({ analysis: null, turns: [{ text: 'Hello' }] });
    expect((await ask()).ids).toEqual(['a']);
  });

  test('a record that is no JSON any more keeps no other call from being analysed', async () => {
    await store.append([...wholeCall('torn', DAY), ...wholeCall('whole', DAY + 10)]);
    await store.close();
    const database = (await loadDriver()).open(join(temporary.folder, 'latchkey.db'));
    database.prepare("UPDATE calls SET record = '{' WHERE call_id = 'torn'").run();
    database.close();
    store = await openTestStore(temporary.folder, { loadDriver });
    expect((await ask()).ids).toEqual(['whole', 'torn']);
  });
});
