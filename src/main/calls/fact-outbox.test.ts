import { expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import type { Failure } from '../../domain/failure.ts';
import type { CallFact, RecordedFact } from '../../domain/record/call-fact.ts';
import { createFactOutbox } from './fact-outbox.ts';

const digit = (name: string): CallFact => ({ type: 'digitReceived', digit: name, lineMs: 0 });

/** A store that answers as it is told to at the moment. */
function openOutbox() {
  const clock = createFakeClock();
  const written: RecordedFact[] = [];
  let answers = (_fact: RecordedFact): Result<null, Failure> => ok(null);
  const outbox = createFactOutbox({
    clock,
    log: silentLog,
    send(fact) {
      const answer = answers(fact);
      if (answer.ok) written.push(fact);
      return Promise.resolve(answer);
    },
  });
  const digits = () => written.map(({ fact }) => (fact.type === 'digitReceived' ? fact.digit : ''));
  return { clock, outbox, written, digits, answer: (next: typeof answers) => void (answers = next) };
}

it('counts within each call and writes one after another', async () => {
  const { outbox, written, clock } = openOutbox();
  outbox.append('a', digit('1'));
  outbox.append('b', digit('2'));
  outbox.append('a', digit('3'));
  await clock.advance(1);
  expect(written.map(({ callId, seq }) => `${callId}${seq}`)).toEqual(['a0', 'b0', 'a1']);
});

it.each([
  { kind: 'process-lost', part: 'store', exitCode: null },
  { kind: 'disk-full', path: '/records' },
  { kind: 'deadline-passed', what: 'store', afterMs: 5_000 },
] as const)('keeps everything, in order, while the store cannot write ($kind)', async (failure) => {
  const { outbox, clock, digits, answer } = openOutbox();
  answer(() => failed(failure));
  for (const name of ['1', '2', '3']) outbox.append('a', digit(name));
  await clock.advance(5_000);
  expect([digits(), outbox.waiting]).toEqual([[], 3]);
  answer(() => ok(null));
  await clock.advance(1_000);
  expect([digits(), outbox.waiting]).toEqual([['1', '2', '3'], 0]);
});

it('does not let one refused fact hold up the others, and tries it again with the next store', async () => {
  const { outbox, clock, digits, answer } = openOutbox();
  answer(({ seq }) => (seq === 0 ? failed({ kind: 'refused', reason: 'no' }) : ok(null)));
  outbox.append('a', digit('1'));
  outbox.append('a', digit('2'));
  await clock.advance(1);
  expect(digits()).toEqual(['2']);
  answer(() => ok(null));
  outbox.storeStarted();
  await clock.advance(1);
  expect(digits()).toEqual(['2', '1']);
});

it('writes nothing more of a call that was deleted', async () => {
  const { outbox, clock, written, digits, answer } = openOutbox();
  answer(({ callId, seq }) =>
    callId === 'a' && seq === 0
      ? failed({ kind: 'refused', reason: 'no' })
      : failed({ kind: 'disk-full', path: '/records' }),
  );
  for (const callId of ['a', 'a', 'b']) outbox.append(callId, digit(callId));
  await clock.advance(1);
  outbox.forget('a');
  outbox.append('a', digit('late'));
  answer(() => ok(null));
  outbox.storeStarted();
  await clock.advance(1_000);
  expect([digits(), outbox.waiting, written[0]?.seq]).toEqual([['b'], 0, 0]);
});

it('tells when all is durable, and does not wait for ever', async () => {
  const { outbox, clock, answer } = openOutbox();
  const told: string[] = [];
  outbox.append('a', digit('1'));
  void outbox.flushed(1_000).then(() => told.push('durable'));
  await clock.advance(1);
  expect(told).toEqual(['durable']);
  answer(() => failed({ kind: 'disk-full', path: '/records' }));
  outbox.append('a', digit('2'));
  void outbox.flushed(1_000).then(() => told.push('waited'));
  await clock.advance(900);
  expect(told).toEqual(['durable']);
  await clock.advance(200);
  expect(told).toEqual(['durable', 'waited']);
});

it('loses nothing where the store comes back while a fact is on its way', async () => {
  const { outbox, clock, digits, answer } = openOutbox();
  answer(() => failed({ kind: 'refused', reason: 'no' }));
  outbox.append('a', digit('1'));
  await clock.advance(1);
  answer(() => ok(null));
  outbox.append('a', digit('2'));
  outbox.storeStarted();
  await clock.advance(1);
  expect(new Set(digits())).toEqual(new Set(['1', '2']));
  expect(outbox.waiting).toBe(0);
});
