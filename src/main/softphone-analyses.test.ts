import { expect, it } from 'vitest';
import { ok } from '../base/result.ts';
import type { UnanalysedCall } from '../contract/store.ts';
import { foldCall } from '../domain/record/call-record.ts';
import { openScreen } from './testing/open-screen.ts';
import { createScriptedSoftphone } from './testing/scripted-softphone.ts';

/** The application with records that have so many calls of an earlier run to be analysed. */
function openDesk(left: number) {
  const phone = createScriptedSoftphone();
  const told: string[] = [];
  const waiting = Array.from({ length: left }, (_, nth): UnanalysedCall => {
    const callId = `old-${nth + 1}`;
    const record = foldCall([{ callId, seq: 0, atWallMs: 0, fact: { type: 'callRinging' } }])!;
    return { callId, nextSeq: 7, record };
  });
  phone.store.answer({
    'fact.append': ({ callId, seq, fact }) => {
      told.push(fact.type === 'callAnalysed' ? `${callId} ${seq} analysed` : fact.type);
      if (fact.type === 'callAnalysed') waiting.shift();
      return ok(null);
    },
    'calls.unanalysed': () => {
      told.push('unanalysed');
      return ok({ calls: waiting.slice(0, 5), left: waiting.length });
    },
  });
  return { ...phone, told };
}

it('calls of an earlier run are analysed at the start, each behind its last fact, and Health says that all are', async () => {
  const phone = openDesk(2);
  await phone.settle();
  await phone.clock.advance(1_000);
  expect(phone.told.filter((line) => line.endsWith('analysed'))).toEqual(
    expect.arrayContaining(['old-1 7 analysed', 'old-2 7 analysed']),
  );
  const health = await openScreen(phone).call('health.list', null);
  const analysis = health.ok && health.value.find(({ part }) => part === 'analysis');
  expect(analysis).toMatchObject({ state: 'ready', detail: '' });
});

it('a call is looked at when its end is in the records, and none while one is up', async () => {
  const phone = openDesk(0);
  const callId = await phone.live();
  phone.told.length = 0;
  await openScreen(phone).call('analysis.again', { callId: 'old' });
  await phone.clock.advance(60_000);
  expect(phone.told).not.toContain('unanalysed');
  phone.line.emit('call.ended', { callId, reason: 'caller-hung-up', lineMs: 4_000, recordedMs: 4_000 });
  await phone.clock.advance(1_000);
  expect(phone.told.slice(phone.told.indexOf('callEnded'))).toEqual(['callEnded', 'unanalysed']);
});

it('somebody’s wish to have a call analysed again reaches the records', async () => {
  const phone = openDesk(0);
  await phone.settle();
  const asked: (readonly string[])[] = [];
  phone.store.answer({
    'calls.unanalysed': ({ again }) => {
      asked.push(again);
      return ok({ calls: [], left: 0 });
    },
  });
  expect(await openScreen(phone).call('analysis.again', { callId: 'old' })).toEqual(ok(null));
  await phone.settle();
  expect(asked).toEqual([['old']]);
});
