import { describe, expect, it } from 'vitest';
import { ok } from '../base/result.ts';
import type { Turn } from '../domain/record/turn.ts';
import { createScriptedSoftphone } from './testing/scripted-softphone.ts';

const turn = (text: string): Turn => ({
  turnId: 't1',
  side: 'agent',
  text,
  startedMs: 0,
  endedMs: 900,
  interrupted: false,
  source: 'rehearsed',
});
const measured = {
  silenceSeenMs: 40,
  recognisedMs: 90,
  decidedMs: 200,
  firstWordMs: 210,
  firstSoundMs: 260,
  heardMs: 300,
};

describe('a practice call through the softphone', () => {
  it('goes from the wish to the record', async () => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    expect(phone.line.given).toEqual(['audio', 'trunk', 'recording']);
    expect([phone.voice.given, phone.practice.given, phone.store.given]).toEqual([
      ['calendar', 'audio'],
      ['trunk'],
      ['recording'],
    ]);
    expect(phone.voice.asked).toContain('call.begin');
    expect(phone.softphone.snapshot()).toMatchObject({
      phase: 'live',
      leadName: 'Dana Whitfield',
      voiceId: 'joe',
      recording: true,
    });

    phone.voice.emit('turn.finished', { callId, turn: turn('Hi Dana.') });
    phone.line.emit('call.ended', { callId, reason: 'caller-hung-up', lineMs: 4_000, recordedMs: 4_000 });
    await phone.clock.advance(10);
    expect(phone.softphone.snapshot()).toMatchObject({ phase: 'ended', endReason: 'caller-hung-up' });
    expect(phone.factTypes()).toEqual([
      'callRequested',
      'callRinging',
      'callAnswered',
      'recordingStarted',
      'turnFinished',
      'recordingEnded',
      'callEnded',
    ]);
    expect(phone.facts.map(({ seq }) => seq)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('shows the keys that the caller presses where they were pressed, and writes each down', async () => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    const press = (digit: string, lineMs: number) => phone.line.emit('digit.received', { callId, digit, lineMs });
    press('9', 100);
    phone.voice.emit('turn.finished', { callId, turn: turn('Hi Dana.') });
    await phone.settle();
    press('1', 1_000);
    press('2', 1_200);
    await phone.settle();
    expect(phone.softphone.snapshot().keys).toEqual([
      { keys: '9', afterTurnId: null },
      { keys: '12', afterTurnId: 't1' },
    ]);
    expect(phone.factTypes().filter((type) => type === 'digitReceived')).toHaveLength(3);
  });

  it('is written down before it is dialled', async () => {
    const phone = createScriptedSoftphone();
    let dialledAfter: string[] = [];
    phone.line.answer({
      'call.dial': () => {
        dialledAfter = phone.factTypes();
        return ok(null);
      },
    });
    await phone.live();
    expect(dialledAfter).toEqual(['callRequested']);
  });

  it('rings nobody where it is cancelled before it is written down', async () => {
    const phone = createScriptedSoftphone();
    await phone.settle();
    phone.store.answer({ 'fact.append': () => ({ ok: false, failure: { kind: 'disk-full', path: '/records' } }) });
    const started = await phone.softphone.startPractice('first-time-buyer');
    await phone.clock.advance(100);
    expect(phone.softphone.snapshot().phase).toBe('dialling');
    if (started.ok) phone.softphone.hangUp(started.value.callId);
    await phone.clock.advance(2_500);
    expect(phone.softphone.snapshot()).toMatchObject({ phase: 'ended', endReason: 'cancelled' });
    expect(phone.line.asked).not.toContain('call.dial');
    expect(phone.line.lives).toBe(1);
  });

  it('shows words at most twenty times a second, and nothing that nobody heard', async () => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    const before = phone.snapshots.length;
    for (const text of ['Hi', 'Hi Dana', 'Hi Dana, this is Joe']) {
      phone.voice.emit('caption.changed', { callId, turnId: 't1', side: 'agent', text, final: false });
    }
    phone.voice.emit('latency.measured', { callId, turnId: 't1', split: measured });
    await phone.clock.advance(60);
    expect(phone.snapshots.length - before).toBe(1);
    expect(phone.softphone.snapshot()).toMatchObject({
      captions: [{ text: 'Hi Dana, this is Joe', final: false }],
      latencies: [{ turnId: 't1' }],
    });
    phone.voice.emit('turn.finished', { callId, turn: turn('') });
    await phone.clock.advance(60);
    expect(phone.softphone.snapshot()).toMatchObject({ captions: [], mind: 'rehearsed' });
  });

  it('refuses a second call, a broken scenario, and wishes that mean nothing', async () => {
    const phone = createScriptedSoftphone();
    expect(phone.softphone.takeOver('call-1')).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    const callId = await phone.live();
    expect(await phone.softphone.startPractice('first-time-buyer')).toMatchObject({ failure: { kind: 'line-busy' } });
    expect(phone.softphone.dismiss(callId)).toMatchObject({ failure: { kind: 'refused' } });
  });
});

describe('closing', () => {
  it('hangs up politely, writes down the end, and ends the processes', async () => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    phone.line.answer({
      'call.hangUp': () => {
        phone.line.emit('call.ended', { callId, reason: 'human-hung-up', lineMs: 100, recordedMs: 100 });
        return ok(null);
      },
    });
    const closed = phone.softphone.close();
    await phone.clock.advance(100);
    await closed;
    expect(phone.facts.at(-1)?.fact).toMatchObject({ type: 'callEnded', reason: 'app-closed' });
  });
});
