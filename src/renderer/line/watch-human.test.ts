import { expect, test } from 'vitest';
import type { ExchangeEvent } from '../../domain/audio/exchange-command.ts';
import { watchHuman } from './watch-human.ts';

const measured = (microphoneDb: number): ExchangeEvent => ({
  type: 'measured',
  callId: 'c1',
  lineMs: 1_000,
  callerDb: -30,
  usDb: -100,
  microphoneDb,
  framesLost: 0,
  underruns: 0,
});
const handler = (to: 'agent' | 'human'): ExchangeEvent => ({
  type: 'handlerChanged',
  callId: 'c1',
  handler: to,
  lineMs: 0,
  by: 'main',
});
const muted = (is: boolean): ExchangeEvent => ({ type: 'microphoneMuted', callId: 'c1', muted: is });
const ended: ExchangeEvent = { type: 'ended', callId: 'c1', reason: 'caller-hung-up', lineMs: 0, recordedMs: 0 };

test.each([
  ['a listening agent', [handler('agent'), measured(-100)], false],
  ['a human with a dead microphone', [handler('human'), measured(-100)], true],
  ['a human who listens in a quiet room', [handler('human'), measured(-82)], false],
  ['a muted human', [handler('human'), muted(true), measured(-100)], false],
  ['a human who is muted no more', [handler('human'), muted(true), muted(false), measured(-100)], true],
  ['nobody, after the call', [handler('human'), measured(-100), ended], false],
])('the silence of %s', (...[, events, unheard]) => {
  const human = watchHuman();
  events.forEach((event) => human.note(event));
  expect(human.unheard()).toBe(unheard);
});

test('who picks a call up is listened to from its beginning', () => {
  const human = watchHuman();
  human.pickedUp('human');
  human.note(measured(-100));
  expect(human.unheard()).toBe(true);
});
