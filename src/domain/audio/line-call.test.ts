import { describe, expect, test } from 'vitest';
import { stepLineCall, type LineCall, type LineCallInput } from './line-call.ts';

const callId = 'c1';
const at = (phase: 'dialling' | 'ringing' | 'offered' | 'live', handler: 'agent' | 'human' = 'agent'): LineCall =>
  phase === 'live' ? { phase, callId, handler, wishes: {} } : { phase, callId, handler };
const idle: LineCall = { phase: 'idle' };
const ended: LineCall = { phase: 'ended', callId };
const dial: LineCallInput = { type: 'dial', callId, connected: true };
const hangUp: LineCallInput = { type: 'hangUp', callId };
const toHuman: LineCallInput = { type: 'setHandler', callId, handler: 'human', by: 'main', knows: {} };
const wished = (handler: 'agent' | 'human', count: number, screen = 's1'): LineCallInput => ({
  type: 'setHandler',
  callId,
  handler,
  by: 'screen',
  wish: { screen, count },
});

const outcomeOf = (call: LineCall, input: LineCallInput) => {
  const { call: next, acts, answer } = stepLineCall(call, input);
  const names = acts.map((act) => ('reason' in act ? `${act.type} ${act.reason}` : act.type)).join(', ');
  return [next.phase, names, answer.ok ? 'done' : answer.failure.kind];
};

describe('what happens to a call on the line', () => {
  test.each<[LineCall, LineCallInput, ...string[]]>([
    [idle, dial, 'dialling', 'invite', 'done'],
    [ended, { ...dial, callId: 'c2' }, 'dialling', 'invite', 'done'],
    [at('live'), dial, 'live', '', 'line-busy'],
    [idle, { ...dial, connected: false }, 'idle', '', 'line-failed'],
    [at('dialling'), { type: 'rang' }, 'ringing', 'tellRinging', 'done'],
    [at('ringing'), { type: 'rang' }, 'ringing', '', 'done'],
    [at('dialling'), { type: 'pickedUp' }, 'live', 'beginAudio', 'done'],
    [at('ringing', 'human'), { type: 'pickedUp' }, 'live', 'beginAudio', 'done'],
    [at('live'), { type: 'pickedUp' }, 'live', '', 'done'],
    [at('ringing'), { type: 'declined' }, 'ended', 'endAudio rejected', 'done'],
    [at('ringing'), { type: 'wasBusy' }, 'ended', 'endAudio busy', 'done'],
    [at('live'), { type: 'wasBusy' }, 'live', '', 'done'],
    [at('live'), { type: 'declined' }, 'live', '', 'done'],
    [at('ringing'), { type: 'ringTimePassed' }, 'ended', 'sayBye, endAudio not-answered', 'done'],
    [at('live'), { type: 'ringTimePassed' }, 'live', '', 'done'],
    [at('live'), { type: 'farEndHungUp' }, 'ended', 'endAudio caller-hung-up', 'done'],
    [at('ringing'), { type: 'farEndHungUp' }, 'ended', 'endAudio not-answered', 'done'],
    [at('live'), { type: 'farEndLost' }, 'ended', 'endAudio failed', 'done'],
    [ended, { type: 'farEndHungUp' }, 'ended', '', 'done'],
    [idle, { type: 'rang' }, 'idle', '', 'done'],
    [at('live'), hangUp, 'ended', 'sayBye, endAudio agent-hung-up', 'done'],
    [at('live', 'human'), hangUp, 'ended', 'sayBye, endAudio human-hung-up', 'done'],
    [at('ringing'), hangUp, 'ended', 'sayBye, endAudio cancelled', 'done'],
    [ended, hangUp, 'ended', '', 'done'],
    [idle, hangUp, 'idle', '', 'not-found'],
    [at('live'), { ...hangUp, callId: 'c9' }, 'live', '', 'not-found'],
    [at('live'), toHuman, 'live', 'moveGates', 'done'],
    [at('ringing'), toHuman, 'ringing', 'moveGates', 'done'],
    [at('live', 'human'), toHuman, 'live', '', 'done'],
    [idle, { type: 'offer', callId }, 'offered', '', 'done'],
    [at('live'), { type: 'offer', callId: 'c2' }, 'live', '', 'line-busy'],
    [at('offered'), { type: 'accept', callId, handler: 'human' }, 'dialling', 'pickUp', 'done'],
    [at('offered'), { type: 'accept', callId: 'c9', handler: 'agent' }, 'offered', '', 'not-found'],
    [at('ringing'), { type: 'accept', callId, handler: 'agent' }, 'ringing', '', 'not-found'],
    [at('offered'), hangUp, 'ended', 'sayBye, endAudio rejected', 'done'],
    [at('offered'), { type: 'farEndHungUp' }, 'ended', 'endAudio missed', 'done'],
    [at('offered'), { type: 'farEndLost' }, 'ended', 'endAudio missed', 'done'],
    [at('offered'), dial, 'offered', '', 'line-busy'],
    [ended, toHuman, 'ended', '', 'not-found'],
    [at('live'), wished('human', 1), 'live', 'moveGates', 'done'],
    [at('live', 'human'), wished('human', 1), 'live', 'moveGates', 'done'],
    [at('ringing'), wished('human', 1), 'ringing', '', 'not-found'],
    [at('live'), { ...toHuman, callId: 'c9' }, 'live', '', 'not-found'],
  ])('%j, when %j', (call, input, ...expected) => {
    expect(outcomeOf(call, input)).toEqual(expected);
  });
});

test('a call that came in is served by whom it was picked up for', () => {
  const { call } = stepLineCall(at('offered'), { type: 'accept', callId, handler: 'human' });
  expect(stepLineCall(call, { type: 'pickedUp' }).acts).toEqual([{ type: 'beginAudio', callId, handler: 'human' }]);
});

test('a handler chosen while it rings is the one who serves the caller', () => {
  const { call } = stepLineCall(at('ringing'), toHuman);
  expect(stepLineCall(call, { type: 'pickedUp' }).acts).toEqual([{ type: 'beginAudio', callId, handler: 'human' }]);
});

describe('a wish of a screen, which main passes on', () => {
  const main = (handler: 'agent' | 'human', knows: Record<string, number> = {}): LineCallInput => ({
    type: 'setHandler',
    callId,
    handler,
    by: 'main',
    knows,
  });
  const after = (...inputs: LineCallInput[]) =>
    inputs.reduce((call, input) => stepLineCall(call, input).call, at('live'));

  test.each<[string, LineCallInput[], 'agent' | 'human']>([
    ['is done once', [wished('human', 1), wished('agent', 2), main('human', { s1: 1 })], 'agent'],
    [
      'is done by whoever comes first',
      [main('human', { s1: 1 }), main('agent', { s1: 2 }), wished('human', 1)],
      'agent',
    ],
    ['stands against what main had decided before', [wished('human', 1), main('agent')], 'human'],
    ['gives way to what main decides after', [wished('human', 1), main('agent', { s1: 1 })], 'agent'],
    [
      'is told apart from those of other screens',
      [wished('human', 1), wished('agent', 1, 's2'), main('human', { s1: 1 })],
      'agent',
    ],
  ])('%s', (_, inputs, handler) => {
    expect(after(...inputs)).toMatchObject({ handler });
  });
});
