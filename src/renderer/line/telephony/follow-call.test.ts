// @vitest-environment happy-dom
import { Call } from '@twilio/voice-sdk';
import { expect, test } from 'vitest';
import type { CarrierSignal } from '../../../domain/audio/exchange-command.ts';
import type { Failure } from '../../../domain/failure.ts';
import { followCall } from './follow-call.ts';

/** The SDK's call as far as it is followed: its events in the order in which its source emits them. */
function createCall() {
  const listeners = new Map<string, (...given: unknown[]) => void>();
  const emit = (name: string, ...given: unknown[]) => listeners.get(name)?.(...given);
  let status = Call.State.Connecting;
  const call = {
    on: (name: string, listener: (...given: unknown[]) => void) => listeners.set(name, listener),
    direction: Call.CallDirection.Outgoing,
    parameters: { CallSid: 'CA1' },
    status: () => status,
    getRemoteStream: () => ({ id: 'remote' }),
  };
  const did: CarrierSignal[] = [];
  const failures: Failure[] = [];
  const degraded: Failure[] = [];
  let sounds = 0;
  followCall(call as unknown as Call, {
    did: (signal) => did.push(signal),
    sounds: () => sounds++,
    failed: (failure) => failures.push(failure),
    degraded: (failure) => degraded.push(failure),
    recovered: () => {},
    told: () => {},
    named: () => {},
    humanUnheard: () => false,
  });
  return {
    did,
    failures,
    degraded,
    sounds: () => sounds,
    emit,
    answer() {
      status = Call.State.Open;
      emit('accept', call);
    },
    /** As when the carrier, or we, hang up. */
    close() {
      status = Call.State.Closed;
      emit('disconnect', call);
    },
    settle: () => Promise.resolve(),
  };
}

const BROKE = { code: 53405, message: 'Media connection failed.' };

test('a call that ends after an error in the same breath has failed with it, whichever comes first', async () => {
  const errorFirst = createCall();
  errorFirst.answer();
  errorFirst.emit('error', BROKE);
  errorFirst.close();
  await errorFirst.settle();
  const endFirst = createCall();
  endFirst.answer();
  endFirst.close();
  endFirst.emit('error', BROKE);
  await endFirst.settle();
  for (const call of [errorFirst, endFirst]) {
    expect(call.did).toEqual([{ type: 'answered' }, { type: 'lost' }]);
    expect(call.failures).toMatchObject([{ kind: 'call-broke-off', code: 53405 }]);
  }
});

test('an error that the call outlives is not why it ends later', async () => {
  const call = createCall();
  call.answer();
  call.emit('error', { code: 31000, message: 'a sound device could not be chosen' });
  await call.settle();
  call.close();
  await call.settle();
  expect([call.did, call.failures]).toEqual([[{ type: 'answered' }, { type: 'bye' }], []]);
});

test('a call that is over is heard no more, and ends once', async () => {
  const call = createCall();
  call.emit('ringing', false);
  call.emit('transportClose');
  const audible = call.sounds();
  call.emit('audio', { muted: false });
  call.emit('reconnected');
  call.emit('sample', { totals: { packetsLost: 4 } });
  call.close();
  await call.settle();
  expect(call.did).toEqual([{ type: 'ringing', early: false }, { type: 'lost' }]);
  expect(call.sounds()).toBe(audible);
});

test('a connection that is interrupted is being made anew only once somebody has picked up', async () => {
  const rings = createCall();
  rings.emit('ringing', false);
  rings.emit('reconnecting');
  rings.emit('transportClose');
  expect([rings.degraded, rings.failures]).toMatchObject([[], [{ kind: 'call-broke-off' }]]);
  const live = createCall();
  live.answer();
  live.emit('reconnecting');
  expect(live.degraded).toEqual([{ kind: 'call-reconnecting' }]);
  await live.settle();
});
