import type { CallFact } from '../domain/record/call-fact.ts';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadBetterSqlite3 } from './sqlite/better-sqlite3-driver.ts';
import { loadPhotostructure } from './sqlite/photostructure-driver.ts';
import { createTestFolder, openTestStore, type TestStore } from './testing/open-test-store.ts';
import { answered, ended, factsOf, replied, requested, said, wholeCall } from './testing/sample-facts.ts';

const DAY = Date.UTC(2026, 0, 5, 9);

const leg = (type: 'legOpened' | 'legPriced'): CallFact => {
  const of = { leg: 'desk', callSid: `CA${'0a'.repeat(16)}` } as const;
  return type === 'legOpened' ? { type, ...of } : { type, ...of, price: '-0.0040', currency: 'USD' };
};

describe.each([
  { name: 'better-sqlite3', loadDriver: loadBetterSqlite3 },
  { name: '@photostructure/sqlite', loadDriver: loadPhotostructure },
])('the store on $name', ({ loadDriver }) => {
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
  const reopen = async () => {
    await store.close();
    store = await openTestStore(temporary.folder, { loadDriver });
  };
  const list = async (text = '', limit = 50, before: number | null = null) => {
    const page = await store.client.call('calls.list', { text, limit, before });
    if (!page.ok) throw new Error(JSON.stringify(page.failure));
    return { ids: page.value.calls.map((call) => call.callId), more: page.value.more };
  };
  const get = async (callId: string) => {
    const record = await store.client.call('call.get', { callId });
    return record.ok ? record.value : undefined;
  };

  test('a call is what its facts say, at once and after a restart', async () => {
    const turns = [said('Hello?'), replied('Hi Ann, this is an AI calling for Baker Homes.', 410)];
    await store.append(wholeCall('a', DAY, turns));
    const record = await get('a');
    expect(record).toMatchObject({
      leadName: 'Ann Baker',
      answered: true,
      talkMs: 59_000,
      endReason: 'caller-hung-up',
    });
    expect(record?.turns.map((turn) => turn.text)).toEqual([
      'Hello?',
      'Hi Ann, this is an AI calling for Baker Homes.',
    ]);
    await reopen();
    expect(await get('a')).toEqual(record);
    expect(await get('b')).toBeUndefined();
  });

  test('what was whispered is on record, and found by nobody who looks for what was said', async () => {
    const whispered = { type: 'whispered', text: 'Ask about the xylophone', lineMs: 5_000 } as const;
    await store.append(wholeCall('a', DAY, [whispered]));
    await reopen();
    expect((await get('a'))?.whispers).toEqual([{ text: whispered.text, lineMs: 5_000 }]);
    expect((await list('xylophone')).ids).toEqual([]);
  });

  test('a call that goes on is in History already, and each fact is told', async () => {
    await store.append(factsOf('a', DAY, [requested()]));
    await store.append(factsOf('b', DAY + 1, [requested('Bob')]));
    expect(await list()).toEqual({ ids: ['b', 'a'], more: false });
    await store.clock.advance(0);
    expect(store.told.map(({ payload }) => payload)).toEqual([{ callId: 'a' }, { callId: 'b' }]);
  });

  test('a repeated fact is written once, a contradicting one is refused', async () => {
    const facts = factsOf('a', DAY, [requested(), answered(), said('Yes.')]);
    await store.append(facts);
    await store.append(facts);
    expect((await get('a'))?.turns).toHaveLength(1);
    const other = { ...facts[2]!, fact: said('No.') };
    expect(await store.client.call('fact.append', other)).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    expect((await get('a'))?.turns[0]?.text).toBe('Yes.');
  });

  test('facts that come in the wrong order fold in the right one', async () => {
    const [first, second, third] = factsOf('a', DAY, [requested(), said('one'), said('two')]);
    await store.append([first!, third!, second!]);
    expect((await get('a'))?.turns.map((turn) => turn.text)).toEqual(['one', 'two']);
  });

  test('History is paged newest first and loses nobody who called in the same millisecond', async () => {
    for (let n = 0; n < 7; n++) await store.append(wholeCall(`call-${n}`, DAY + (n < 4 ? 0 : n * 1_000)));
    const first = await list('', 2);
    expect(first).toEqual({ ids: ['call-6', 'call-5'], more: true });
    const second = await list('', 2, DAY + 5_000);
    expect(second).toEqual({ ids: ['call-4', 'call-3', 'call-2', 'call-1', 'call-0'], more: false });
    expect(await list('', 2, DAY)).toEqual({ ids: [], more: false });
  });

  describe('search', () => {
    beforeEach(async () => {
      await store.append(
        wholeCall('garden', DAY, [said('I want a GARDEN, near the café.'), said("It's about 450,000 dollars")]),
      );
      await store.append(wholeCall('odd', DAY + 1, [said('He said "maybe" * 50% -- 🏡 OR not; DROP TABLE calls')]));
      await store.append(factsOf('bob', DAY + 2, [requested('Robert "Bob" Müller'), ended()]));
    });
    test.each([
      ['garden', ['garden']],
      ['gard', ['garden']],
      ['cafe garden', ['garden']],
      ['garden maybe', []],
      ["it's", ['garden']],
      ['450,000', ['garden']],
      ['bob muller', ['bob']],
      ['ann', ['odd', 'garden']],
      ['"', ['bob', 'odd']],
      ['"maybe"', ['odd']],
      ['*', ['odd']],
      ['gard*', ['garden']],
      ['NEAR', ['garden']],
      ['NEAR(', ['garden']],
      ['NOT', ['odd']],
      ['OR', ['odd']],
      ['text:garden', []],
      ['^garden', ['garden']],
      ['garden + cafe', []],
      ['🏡', ['odd']],
      ["'; DROP TABLE calls; --", []],
      ["' OR 1=1 --", []],
      ['DROP TABLE calls', ['odd']],
      ['\u0000garden', ['garden']],
      ['\ud800', ['bob', 'odd', 'garden']],
      ['   ', ['bob', 'odd', 'garden']],
      ['%', ['odd']],
      ['{zz} (b) [c]', []],
      ['garden '.repeat(5_000), ['garden']],
    ])('for %j finds %j', async (text, ids) => {
      expect((await list(text)).ids).toEqual(ids);
    });
    test('pages what was found', async () => {
      expect(await list('ann', 1)).toEqual({ ids: ['odd'], more: true });
      expect(await list('ann', 1, DAY + 1)).toEqual({ ids: ['garden'], more: false });
    });
  });

  test('today counts the calls that started in the range, and the median of the replies', async () => {
    await store.append(wholeCall('a', DAY, [said('Hi'), replied('one', 300), replied('two', 500)]));
    await store.append(
      wholeCall('b', DAY + 60_000, [
        replied('three', 420),
        { type: 'handlerChanged', handler: 'human', lineMs: 5_000, why: 'take-over' },
      ]),
    );
    await store.append(
      factsOf('c', DAY + 120_000, [requested(), { type: 'callEnded', reason: 'not-answered', lineMs: 20_000 }]),
    );
    await store.append(wholeCall('yesterday', DAY - 86_400_000, [replied('four', 9_000)]));
    const day = { fromWallMs: DAY, toWallMs: DAY + 86_400_000 };
    expect(await store.client.call('today.get', { ...day, line: 'practice' })).toEqual({
      ok: true,
      value: { calls: 3, answered: 2, talkMs: 118_000, medianLatencyMs: 420, replies: 3, takeOvers: 1 },
    });
    expect(await store.client.call('today.get', { fromWallMs: 0, toWallMs: 1, line: 'practice' })).toEqual({
      ok: true,
      value: { calls: 0, answered: 0, talkMs: 0, medianLatencyMs: null, replies: 0, takeOvers: 0 },
    });
  });

  test('practice and telephone are never counted together, and can be listed apart', async () => {
    const real = requested('Ann Baker', { line: 'telephone', number: '+15125550143' });
    await store.append(wholeCall('practised', DAY, [replied('one', 300)]));
    await store.append(factsOf('real', DAY + 1_000, [real, answered(), replied('two', 700), ended(21_000)]));
    await store.append(wholeCall('later', DAY + 2_000));
    const figures = async (line: 'practice' | 'telephone') => {
      const answer = await store.client.call('today.get', { fromWallMs: DAY, toWallMs: DAY + 86_400_000, line });
      return answer.ok ? [answer.value.calls, answer.value.talkMs, answer.value.medianLatencyMs] : answer;
    };
    expect(await figures('telephone')).toEqual([1, 20_000, 700]);
    expect(await figures('practice')).toEqual([2, 118_000, 300]);
    const listed = async (line?: 'practice' | 'telephone', text = '', limit = 50) => {
      const page = await store.client.call('calls.list', { text, limit, before: null, line });
      return page.ok ? { ids: page.value.calls.map(({ callId }) => callId), more: page.value.more } : page;
    };
    expect(await listed('telephone')).toEqual({ ids: ['real'], more: false });
    expect(await listed('practice', '', 1)).toEqual({ ids: ['later'], more: true });
    expect(await listed('practice', 'two')).toEqual({ ids: [], more: false });
    expect(await listed('telephone', 'two')).toEqual({ ids: ['real'], more: false });
    expect(await listed()).toEqual({ ids: ['later', 'real', 'practised'], more: false });
  });

  test('a deleted call is gone: facts, search, sound, and every byte of its words', async () => {
    const line = store.record('a');
    line.post({ type: 'recorded', seq: 0, caller: new Int16Array(320), us: new Int16Array(320) });
    await store.append(wholeCall('a', DAY, [said('My secret is Xylophonia')]));
    await store.append(wholeCall('b', DAY + 1, [said('Nothing of that kind')]));
    expect(await store.client.call('call.delete', { callId: 'a' })).toEqual({ ok: true, value: null });
    expect(await list()).toEqual({ ids: ['b'], more: false });
    expect((await list('xylo')).ids).toEqual([]);
    expect(await get('a')).toBeUndefined();
    expect(existsSync(join(temporary.folder, 'recordings', 'a.wav'))).toBe(false);
    for (const file of readdirSync(temporary.folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )) {
      const bytes = readFileSync(join(file.parentPath, file.name)).toString('latin1').toLowerCase();
      expect(bytes).not.toContain('xylophonia');
    }
    expect(await store.client.call('call.delete', { callId: 'a' })).toMatchObject({
      ok: false,
      failure: { kind: 'not-found' },
    });
  });

  test('a fact that was on its way when its call was deleted does not bring the call back', async () => {
    await store.append(factsOf('a', DAY, [requested(), answered()]));
    await reopen();
    const all = factsOf('a', DAY, [requested(), answered(), said('My secret is Xylophonia'), ended()]);
    expect(await get('a')).toMatchObject({ endReason: 'app-closed' });
    expect(await store.client.call('call.delete', { callId: 'a' })).toEqual({ ok: true, value: null });
    await store.append(all.slice(2));
    expect(await list()).toEqual({ ids: [], more: false });
    await reopen();
    await store.append(all);
    expect(await list()).toEqual({ ids: [], more: false });
    expect((await list('xylo')).ids).toEqual([]);
    expect(readFileSync(join(temporary.folder, 'latchkey.db'), 'latin1')).not.toContain('Xylophonia');
  });

  test('a call that goes on cannot be deleted', async () => {
    await store.append(factsOf('a', DAY, [requested()]));
    expect(await store.client.call('call.delete', { callId: 'a' })).toMatchObject({
      ok: false,
      failure: { kind: 'refused' },
    });
  });

  test('a call that was cut off is closed at the next start, as long as anything is known of it', async () => {
    await store.append(factsOf('a', DAY, [requested(), answered(1_000), said('Hello', { endedMs: 12_500 })]));
    await reopen();
    expect(await get('a')).toMatchObject({ endReason: 'app-closed', talkMs: 11_500 });
    await reopen();
    expect((await list()).ids).toEqual(['a']);
  });

  test('what a call cost is written down after an end that the store had to write, and the end stays', async () => {
    const call = requested('Ann', { line: 'telephone' });
    await store.append(factsOf('a', DAY, [call, answered(1_000), leg('legOpened'), said('Hello', { endedMs: 9_000 })]));
    await reopen();
    const unpriced = await store.client.call('calls.unpriced', { sinceWallMs: DAY });
    expect(unpriced).toMatchObject({ ok: true, value: [{ callId: 'a', nextSeq: 5, legs: [{ leg: 'desk' }] }] });
    const priced = { callId: 'a', seq: 5, atWallMs: DAY + 9, fact: leg('legPriced') };
    await store.append([priced]);
    await store.append([priced]);
    expect(await store.client.call('calls.unpriced', { sinceWallMs: DAY })).toMatchObject({ value: [{ callId: 'a' }] });
    const lasted: CallFact = { type: 'legEnded', leg: 'desk', callSid: `CA${'0a'.repeat(16)}`, connectedSeconds: 9 };
    await store.append([{ callId: 'a', seq: 6, atWallMs: DAY + 10, fact: lasted }]);
    expect(await get('a')).toMatchObject({
      endReason: 'app-closed',
      talkMs: 8_000,
      carrier: { legs: [{ price: '-0.0040', currency: 'USD' }] },
    });
    expect(await store.client.call('calls.unpriced', { sinceWallMs: DAY })).toEqual({ ok: true, value: [] });
  });

  test('only what is over, of a carrier, and not too old waits for its price', async () => {
    await store.append(factsOf('old', DAY, [requested(), leg('legOpened'), ended()]));
    await store.append(factsOf('practice', DAY + 10, [requested(), answered(), ended()]));
    await store.append(factsOf('live', DAY + 20, [requested(), leg('legOpened'), answered()]));
    await store.append(factsOf('over', DAY + 30, [requested(), leg('legOpened'), answered(), ended()]));
    const unpriced = await store.client.call('calls.unpriced', { sinceWallMs: DAY + 5 });
    expect(unpriced).toMatchObject({ ok: true, value: [{ callId: 'over', endedWallMs: DAY + 33, nextSeq: 4 }] });
  });

  test('a record that is no JSON any more keeps no other call from being priced', async () => {
    const call = [requested(), leg('legOpened'), answered(), ended()];
    await store.append([...factsOf('torn', DAY, call), ...factsOf('whole', DAY + 10, call)]);
    await store.close();
    const database = (await loadDriver()).open(join(temporary.folder, 'latchkey.db'));
    database.prepare("UPDATE calls SET record = '{' WHERE call_id = 'torn'").run();
    database.prepare("UPDATE facts SET fact = '{' WHERE call_id = 'whole' AND seq = 2").run();
    database.close();
    store = await openTestStore(temporary.folder, { loadDriver });
    const unpriced = await store.client.call('calls.unpriced', { sinceWallMs: DAY });
    expect(unpriced).toMatchObject({ ok: true, value: [{ callId: 'whole', endedWallMs: DAY + 13 }] });
  });

  test('when only the store was restarted, the call goes on as if it had not been closed', async () => {
    const facts = factsOf('a', DAY, [requested(), answered(), said('one'), said('two'), ended(90_000)]);
    await store.append(facts.slice(0, 3));
    await reopen();
    await store.append(facts.slice(2));
    expect(await get('a')).toMatchObject({ endReason: 'caller-hung-up', talkMs: 89_000 });
    expect((await get('a'))?.turns.map((turn) => turn.text)).toEqual(['one', 'two']);
  });
});
