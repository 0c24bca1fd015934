import { describe, expect, it } from 'vitest';
import { readCarrierMessage } from './carrier-message.ts';
import { eventsOfCarrier } from './events-of-carrier.ts';

const callId = 'call-1';
const callSid = `CA${'0a'.repeat(16)}`;
const events = (of: string, fields: object) => {
  const message = readCarrierMessage({ kind: 'latchkey-status', ...fields });
  if (!message.ok) throw new Error(JSON.stringify(message.failure));
  return eventsOfCarrier(of, message.value);
};

describe('what the carrier tells', () => {
  it('names the far end’s leg once', () => {
    const leg = (CallStatus: string) => events(callId, { about: 'leg', CallSid: callSid, CallStatus });
    expect(leg('initiated')).toEqual([{ type: 'legOpened', callId, leg: 'far-end', callSid }]);
    expect(['ringing', 'answered', 'completed'].flatMap(leg)).toEqual([]);
  });

  it('does not take the app’s own leg for the far end’s', () => {
    expect(events(callSid, { about: 'leg', CallSid: callSid, CallStatus: 'initiated' })).toEqual([]);
  });

  it('says who picked up', () => {
    const fields = { about: 'machine', CallSid: callSid, AnsweredBy: 'machine_start' };
    expect(events(callId, { ...fields, MachineDetectionDuration: '3200' })).toEqual([
      { type: 'machineDetected', callId, callSid, answeredBy: 'machine_start', tookMs: 3_200 },
    ]);
    expect(events(callId, fields)).toMatchObject([{ tookMs: null }]);
  });

  it('says how long the far end’s leg lasted, and what it costs where that is known', () => {
    const fields = { about: 'end', DialCallStatus: 'completed', DialCallSid: callSid, DialCallDuration: '63' };
    const ended = [
      { type: 'legEnded', callId, leg: 'far-end', callSid, connectedSeconds: 63 },
      { type: 'farEndEnded', callId, how: 'talked' },
    ];
    expect(events(callId, fields)).toEqual(ended);
    expect(events(callId, { ...fields, Price: '-0.0140', PriceUnit: 'USD' })).toEqual([
      ended[0],
      { type: 'legPriced', callId, leg: 'far-end', callSid, price: '-0.0140', currency: 'USD' },
      ended[1],
    ]);
  });

  it.each([
    ['busy', 'busy'],
    ['no-answer', 'not-answered'],
    ['failed', 'unreachable'],
    ['canceled', 'talked'],
  ])('says why there was none: %s', (DialCallStatus, how) => {
    expect(events(callId, { about: 'end', DialCallStatus })).toEqual([{ type: 'farEndEnded', callId, how }]);
  });
});
