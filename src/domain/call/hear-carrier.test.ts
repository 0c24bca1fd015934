import { describe, expect, it } from 'vitest';
import type { CallEvent } from './call-event.ts';
import { callId, outgoing, picksUp, rang, taken, tell, voiceReady } from './testing/call-stories.ts';

const request: CallEvent = { type: 'callRequested', plan: outgoing };
const ringing = [request, voiceReady, rang];
const callSid = `CA${'0a'.repeat(16)}`;
const detected = (answeredBy: 'human' | 'machine_start' | 'fax' | 'unknown'): CallEvent => ({
  type: 'machineDetected',
  callId,
  callSid,
  answeredBy,
  tookMs: 3_200,
});
const ended = (how: 'talked' | 'busy' | 'not-answered' | 'unreachable'): CallEvent => ({
  type: 'farEndEnded',
  callId,
  how,
});
const bye: CallEvent = { type: 'lineEnded', callId, reason: 'caller-hung-up', lineMs: 4_000 };
const closed: CallEvent = { type: 'voiceClosed', callId };

describe('a machine that picks up', () => {
  it.each(['machine_start', 'fax'] as const)('is hung up on at once: %s', (answeredBy) => {
    const { last, state } = tell([...ringing, picksUp, detected(answeredBy)]);
    expect(last.commands).toEqual(['hangUpLine', 'setDeadline']);
    expect(last.facts).toEqual(['machineDetected']);
    expect(state).toMatchObject({ phase: 'ending', reason: 'machine' });
  });

  it('is on record as why the call ended', () => {
    const { facts } = tell([
      ...ringing,
      picksUp,
      detected('machine_start'),
      bye,
      closed,
      { type: 'recordingClosed', callId, durationMs: 4_000 },
    ]);
    expect(facts.at(-1)).toMatchObject({ type: 'callEnded', reason: 'machine' });
  });

  it('is known before the line has told that anybody picked up', () => {
    expect(tell([...ringing, detected('machine_start')]).last.commands).toContain('hangUpLine');
  });

  it('is left to the human who has the call', () => {
    const { last, state } = tell([...ringing, picksUp, taken('human'), detected('machine_start')]);
    expect(last).toEqual({ commands: [], facts: ['machineDetected'] });
    expect(state.phase).toBe('live');
  });

  it.each(['human', 'unknown'] as const)('is not seen in %s', (answeredBy) => {
    const { last, state } = tell([...ringing, picksUp, detected(answeredBy)]);
    expect(last).toEqual({ commands: [], facts: ['machineDetected'] });
    expect(state.phase).toBe('live');
  });

  it('is listened for from the answer on, which is charged, and only where that was asked for', () => {
    expect(tell([...ringing, picksUp]).last.facts).toContain('machineDetectionStarted');
    const without: CallEvent = { type: 'callRequested', plan: { ...outgoing, detectMachines: false } };
    expect(tell([without, voiceReady, rang, picksUp]).last.facts).not.toContain('machineDetectionStarted');
  });
});

describe('why nobody came to the telephone', () => {
  it.each(['busy', 'not-answered'] as const)('is the end: %s', (how) => {
    expect(tell([...ringing, ended(how)]).state).toMatchObject({ phase: 'ending', reason: how });
  });

  it('is told where the number cannot be reached', () => {
    const { state, facts } = tell([...ringing, ended('unreachable')]);
    expect(state).toMatchObject({ reason: 'failed', degraded: [{ kind: 'number-unreachable' }] });
    expect(facts.at(-1)).toEqual({ type: 'degraded', failure: { kind: 'number-unreachable' } });
  });

  it('is no news where both have talked, or the line has said so first', () => {
    expect(tell([...ringing, ended('talked')]).state.phase).toBe('ringing');
    expect(tell([...ringing, picksUp, ended('busy')]).state.phase).toBe('live');
    const told = tell([...ringing, { type: 'lineEnded', callId, reason: 'rejected', lineMs: 0 }, ended('busy')]);
    expect(told.state).toMatchObject({ reason: 'rejected' });
  });
});

it('what the carrier charges is kept whenever it comes, the call being over or not', () => {
  const priced: CallEvent = { type: 'legPriced', callId, leg: 'desk', callSid, price: '-0.004', currency: 'USD' };
  const seconds: CallEvent = { type: 'legEnded', callId, leg: 'desk', callSid, connectedSeconds: 12 };
  const opened: CallEvent = { type: 'legOpened', callId, leg: 'desk', callSid };
  for (const story of [ringing, [...ringing, picksUp], [...ringing, picksUp, bye], [...ringing, bye, closed]])
    for (const event of [opened, seconds, priced]) {
      const { callId: _callId, ...fact } = event as CallEvent & { callId: string };
      const { state, facts } = tell([...story, event]);
      expect(facts.at(-1), state.phase).toEqual(fact);
    }
});
