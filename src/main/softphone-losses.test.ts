import { describe, expect, it } from 'vitest';
import { ok } from '../base/result.ts';
import { openScreen } from './testing/open-screen.ts';
import { createScriptedSoftphone } from './testing/scripted-softphone.ts';

describe('when a process is lost in a call', () => {
  it('voice: the bridge is played, the human is rung, the new one resumes over a new stream', async () => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    phone.voice.emit('caption.changed', { callId, turnId: 't1', side: 'agent', text: 'Hi', final: false });
    phone.voice.emit('floor.changed', { callId, floor: 'speaking' });
    await phone.settle();
    phone.voice.crash(9);
    await phone.clock.advance(10);
    expect(phone.softphone.snapshot()).toMatchObject({ floor: 'waiting', captions: [{ text: 'Hi', final: true }] });
    expect(phone.line.asked).toContain('clip.play');
    expect(phone.line.asked.indexOf('clip.keep')).toBeLessThan(phone.line.asked.indexOf('clip.play'));
    expect(phone.rings()).toBe(1);
    expect(phone.voice.lives).toBe(2);
    expect(phone.voice.given).toEqual(['calendar', 'audio', 'calendar', 'audio']);
    expect(phone.voice.asked.filter((name) => name === 'call.begin')).toHaveLength(2);
    expect(phone.factTypes().slice(-3)).toEqual(['degraded', 'turnFinished', 'recovered']);
    expect(phone.softphone.snapshot()).toMatchObject({ phase: 'live', degraded: [] });
  });

  it.each([
    { endedMs: 3_000, whole: true, text: 'One moment, please.' },
    { endedMs: 2_700, whole: false, text: 'One moment,', intended: 'One moment, please.' },
  ])('voice: what the caller heard of the bridge ($text) is a turn like any other', async ({ text, ...rest }) => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    phone.voice.crash(9);
    await phone.settle();
    const { endedMs, whole } = rest;
    phone.line.emit('clip.played', { callId, clip: 'bridge', startedMs: 2_000, endedMs, whole });
    await phone.clock.advance(60);
    expect(phone.facts.at(-1)?.fact).toMatchObject({
      type: 'turnFinished',
      turn: { side: 'agent', source: 'bridge', text, startedMs: 2_000, endedMs, interrupted: !whole },
    });
    expect(phone.softphone.snapshot().captions).toMatchObject([{ side: 'agent', text, final: true }]);
    phone.line.emit('clip.played', { callId, clip: 'bridge', startedMs: 9_000, endedMs: 9_100, whole: false });
    await phone.settle();
    expect(phone.factTypes().filter((type) => type === 'turnFinished')).toHaveLength(1);
  });

  it('voice that hangs: it is ended and started again', async () => {
    const phone = createScriptedSoftphone();
    phone.voice.answer({ 'call.begin': () => new Promise(() => {}) });
    await phone.live();
    phone.voice.answer({ 'call.begin': () => ok(null) });
    await phone.clock.advance(5_100);
    expect(phone.voice.lives).toBe(2);
    expect(phone.softphone.snapshot()).toMatchObject({ phase: 'live', degraded: [] });
  });

  it('voice that cannot begin: the human is rung, for nobody speaks', async () => {
    const phone = createScriptedSoftphone();
    phone.voice.answer({
      'call.begin': () => ({ ok: false, failure: { kind: 'refused', reason: 'The audio is missing.' } }),
    });
    await phone.live();
    expect(phone.rings()).toBe(1);
    expect(phone.softphone.snapshot().degraded).toMatchObject([
      { kind: 'engine-failed', detail: 'The audio is missing.' },
    ]);
  });

  it('store: facts wait in order and are written when it is back', async () => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    phone.store.answer({ 'fact.append': () => ({ ok: false, failure: { kind: 'disk-full', path: '/records' } }) });
    phone.line.emit('digit.received', { callId, digit: '1', lineMs: 10 });
    phone.line.emit('digit.received', { callId, digit: '2', lineMs: 20 });
    await phone.settle();
    const written = phone.facts.length;
    phone.store.answer({
      'fact.append': (fact) => {
        phone.facts.push(fact);
        return ok(null);
      },
    });
    phone.store.crash(1);
    await phone.clock.advance(10);
    const late = phone.facts.slice(written).map(({ fact }) => fact);
    expect(late).toMatchObject([
      { digit: '1' },
      { digit: '2' },
      { type: 'degraded' },
      { type: 'recovered', part: 'store' },
    ]);
    expect(phone.facts.map(({ seq }) => seq)).toEqual(phone.facts.map((_, at) => at));
    expect(phone.store.given).toEqual(['recording', 'recording']);
  });

  it('voice or store that is still away when a call is asked for: the call waits for the one and is recorded by the other', async () => {
    const phone = createScriptedSoftphone();
    await phone.settle();
    for (const host of [phone.voice, phone.store]) {
      host.crash(1);
      await phone.settle();
      host.crash(1);
      await phone.settle();
    }
    const callId = await phone.live();
    expect(phone.softphone.snapshot().phase).toBe('preparing');
    await phone.clock.advance(2_000);
    expect(phone.softphone.snapshot().phase).toBe('dialling');
    phone.line.emit('call.answered', { callId, lineMs: 0 });
    await phone.settle();
    expect(phone.softphone.snapshot()).toMatchObject({ phase: 'live', recording: true });
    expect([phone.voice.given, phone.store.given]).toEqual([['calendar', 'audio'], ['recording']]);
  });

  it('store that is long in opening: it is left to it, and ended only where it never answers', async () => {
    const phone = createScriptedSoftphone();
    phone.store.answer({ 'fact.append': () => new Promise(() => {}) });
    await phone.live();
    await phone.clock.advance(30_000);
    expect(phone.store.lives).toBe(1);
    await phone.clock.advance(31_000);
    expect(phone.store.lives).toBe(2);
  });

  it('store without room: the screen says so until there is room, and does not call it a recording', async () => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    const screen = openScreen(phone);
    const records = async () => {
      const health = await screen.call('health.list', null);
      return health.ok && health.value.find(({ part }) => part === 'store')?.failure;
    };
    const database = { kind: 'disk-full', path: '/records/latchkey.db' } as const;
    const sound = { kind: 'disk-full', path: `/records/recordings/${callId}.wav` } as const;
    phone.store.emit('part.degraded', { failure: database });
    await phone.settle();
    expect(phone.softphone.snapshot()).toMatchObject({ recording: true, degraded: [database] });
    phone.store.emit('part.degraded', { failure: sound });
    await phone.settle();
    expect(phone.softphone.snapshot()).toMatchObject({ recording: false, degraded: [database, sound] });
    phone.store.emit('part.recovered', { failure: database });
    await phone.settle();
    expect(phone.softphone.snapshot()).toMatchObject({ recording: false, degraded: [sound] });
    expect(await records()).toEqual(sound);
    phone.store.emit('part.recovered', { failure: sound });
    await phone.settle();
    expect(phone.softphone.snapshot()).toMatchObject({ recording: true, degraded: [] });
    expect(await records()).toBeUndefined();
  });

  it('microphone: the call and Health say that it is missing, until it is there', async () => {
    const phone = createScriptedSoftphone();
    await phone.live();
    const screen = openScreen(phone);
    const microphone = async () => {
      const health = await screen.call('health.list', null);
      return health.ok && health.value.find(({ part }) => part === 'microphone');
    };
    const failure = { kind: 'microphone-missing' } as const;
    phone.line.emit('part.degraded', { failure });
    await phone.settle();
    expect(phone.softphone.snapshot().degraded).toEqual([failure]);
    expect(await microphone()).toMatchObject({ state: 'degraded', failure });
    phone.line.emit('part.recovered', { failure });
    await phone.settle();
    expect(phone.softphone.snapshot().degraded).toEqual([]);
    expect(await microphone()).toMatchObject({ state: 'ready' });
    expect(phone.facts.at(-1)?.fact).toEqual({ type: 'recovered', part: 'microphone' });
  });

  it('line that hangs while somebody takes over: the call goes on, for the gates have a way of their own', async () => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    phone.line.answer({ 'gates.set': () => new Promise(() => {}) });
    phone.softphone.takeOver(callId);
    await phone.clock.advance(1_500);
    expect(phone.line.lives).toBe(1);
    expect(phone.softphone.snapshot()).toMatchObject({ phase: 'live', degraded: [{ kind: 'deadline-passed' }] });
  });

  it('line: the call is over and says why', async () => {
    const phone = createScriptedSoftphone();
    await phone.live();
    phone.line.crash(5);
    await phone.clock.advance(10);
    expect(phone.softphone.snapshot()).toMatchObject({
      phase: 'ended',
      endReason: 'failed',
      degraded: [{ kind: 'process-lost', part: 'line' }],
    });
  });
});
