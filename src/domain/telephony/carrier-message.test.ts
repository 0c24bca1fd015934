import { describe, expect, it } from 'vitest';
import { AnsweredBy, isMachine, readCarrierMessage } from './carrier-message.ts';

const sid = `CA${'0a'.repeat(16)}`;
const of = (fields: object) => ({ kind: 'latchkey-status', ...fields });

describe('a message of the carrier’s Function', () => {
  it('is read as an object and as its JSON, its numbers as numbers', () => {
    const message = of({ about: 'end', DialCallStatus: 'completed', DialCallSid: sid, DialCallDuration: '63' });
    const read = { ok: true, value: { ...message, DialCallDuration: 63 } };
    expect(readCarrierMessage(message)).toEqual(read);
    expect(readCarrierMessage(JSON.stringify(message))).toEqual(read);
  });

  it.each([
    ['a leg', of({ about: 'leg', CallSid: sid, CallStatus: 'ringing' })],
    ['a leg that has ended', of({ about: 'leg', CallSid: sid, CallStatus: 'completed', CallDuration: '5' })],
    [
      'a machine',
      of({ about: 'machine', CallSid: sid, AnsweredBy: 'machine_start', MachineDetectionDuration: '3200' }),
    ],
    ['an end nobody was part of', of({ about: 'end', DialCallStatus: 'busy' })],
    ['an end that has no length', of({ about: 'end', DialCallStatus: 'busy', DialCallSid: sid, DialCallDuration: '' })],
    [
      'a machine, and not how long that took',
      of({ about: 'machine', CallSid: sid, AnsweredBy: 'fax', MachineDetectionDuration: '' }),
    ],
  ])('tells of %s', (_what, message) => {
    expect(readCarrierMessage(message).ok).toBe(true);
  });

  it.each([
    ['of somebody else', { hello: 'there' }, 'about'],
    ['of another kind', { ...of({ about: 'end', DialCallStatus: 'busy' }), kind: 'other' }, 'kind'],
    ['that is no JSON', '{', 'message'],
    ['with a leg of no name', of({ about: 'machine', CallSid: 'CA1', AnsweredBy: 'human' }), 'CallSid'],
    [
      'with a number that is none',
      of({ about: 'end', DialCallStatus: 'busy', DialCallDuration: '-1' }),
      'DialCallDuration',
    ],
  ])('%s is refused, with where it is wrong and without what it says', (_what, message, where) => {
    const answer = readCarrierMessage(message);
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    const reason = JSON.stringify(answer);
    expect(reason).toContain(where);
    expect(reason).not.toContain('there');
  });
});

it('nobody is there where a machine or a fax picked up; where it is not known, somebody may be', () => {
  expect(AnsweredBy.options.filter((one) => !isMachine(one))).toEqual(['human', 'unknown']);
});
