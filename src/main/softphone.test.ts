import { describe, expect, it } from 'vitest';
import { silentLog } from '../base/log.ts';
import { createPortPair } from '../base/port.ts';
import { ok } from '../base/result.ts';
import { screenContract } from '../contract/screen.ts';
import { connect } from '../contract/wire.ts';
import { defaultSettings } from '../domain/settings/settings.ts';
import type { Turn } from '../domain/record/turn.ts';
import { createMemorySettings } from './settings/settings-store.ts';
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

function openScreen(phone: ReturnType<typeof createScriptedSoftphone>) {
  const [ours, mains] = createPortPair();
  phone.softphone.attachScreen(mains);
  return connect(ours, screenContract, { clock: phone.clock, log: silentLog, part: 'main' });
}

describe('a practice call through the softphone', () => {
  it('goes from the wish to the record', async () => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    expect(phone.line.given).toEqual(['audio', 'trunk', 'recording']);
    expect([phone.voice.given, phone.practice.given, phone.store.given]).toEqual([['audio'], ['trunk'], ['recording']]);
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
    expect(phone.voice.given).toEqual(['audio', 'audio']);
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
    expect([phone.voice.given, phone.store.given]).toEqual([['audio'], ['recording']]);
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

describe('a screen', () => {
  it('starts a call, sees it, takes over, and hears of every change', async () => {
    const phone = createScriptedSoftphone();
    await phone.settle();
    const screen = openScreen(phone);
    const phases: string[] = [];
    screen.on('snapshot.changed', ({ phase }) => phases.push(phase));
    const started = await screen.call('practice.start', { scenario: 'first-time-buyer' });
    if (!started.ok) throw new Error('refused');
    const { callId } = started.value;
    await phone.settle();
    phone.line.emit('call.answered', { callId, lineMs: 0 });
    await phone.settle();
    expect(await screen.call('call.takeOver', { callId })).toEqual(ok(null));
    phone.line.emit('gates.changed', { callId, handler: 'human', lineMs: 10, by: 'main' });
    await phone.settle();
    expect(await screen.call('snapshot.get', null)).toMatchObject({ value: { phase: 'live', handler: 'human' } });
    expect(phases).toEqual(expect.arrayContaining(['preparing', 'dialling', 'live']));
    expect(phone.line.asked).toContain('gates.set');
  });

  it('changes one setting and sees it everywhere', async () => {
    const phone = createScriptedSoftphone();
    const [one, other] = [openScreen(phone), openScreen(phone)];
    const seen: string[] = [];
    other.on('settings.changed', ({ brokerage }) => seen.push(brokerage));
    await one.call('settings.set', { theme: 'dark' });
    await one.call('settings.set', { brokerage: 'Harbour Homes' });
    expect(await one.call('settings.get', null)).toMatchObject({
      value: { theme: 'dark', brokerage: 'Harbour Homes' },
    });
    expect(seen.at(-1)).toBe('Harbour Homes');
  });

  it('says that the settings were damaged until they are saved anew', async () => {
    const failure = { kind: 'settings-damaged', file: 'settings.json', detail: 'it is not JSON' } as const;
    const phone = createScriptedSoftphone({ ...createMemorySettings(defaultSettings), failure });
    const screen = openScreen(phone);
    const settingsPart = async () => {
      const health = await screen.call('health.list', null);
      return health.ok && health.value.find(({ part }) => part === 'settings');
    };
    expect(await settingsPart()).toMatchObject({ state: 'degraded', failure });
    await screen.call('part.restart', { part: 'settings' });
    expect(await settingsPart()).toMatchObject({ state: 'ready' });
  });

  it('has a call deleted by whoever keeps something of it', async () => {
    const phone = createScriptedSoftphone();
    await phone.settle();
    expect(await openScreen(phone).call('history.delete', { callId: 'call-of-yesterday' })).toEqual(ok(null));
    await phone.settle();
    expect([phone.store.asked.at(-1), phone.voice.asked.at(-1)]).toEqual(['call.delete', 'call.end']);
  });

  it.each(['line', 'practice'])('does not end a call by restarting its %s', async (part) => {
    const phone = createScriptedSoftphone();
    await phone.live();
    const answer = await openScreen(phone).call('part.restart', { part });
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    await phone.settle();
    expect(phone.softphone.snapshot().phase).toBe('live');
  });

  it('has what was installed in a call loaded when the call is over, and not before', async () => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    const screen = openScreen(phone);
    for (const modelId of ['smart-turn', 'smart-turn']) {
      expect(await screen.call('model.install', { modelId })).toEqual(ok(null));
    }
    expect(phone.voice.lives).toBe(1);
    phone.line.emit('call.ended', { callId, reason: 'caller-hung-up', lineMs: 4_000, recordedMs: 4_000 });
    await phone.clock.advance(10);
    expect([phone.softphone.snapshot().phase, phone.voice.lives]).toEqual(['ended', 2]);
    await screen.call('model.install', { modelId: 'smart-turn' });
    await phone.clock.advance(10);
    expect(phone.voice.lives).toBe(3);
  });

  it('cancels an installation, which then answers that it was cancelled', async () => {
    const phone = createScriptedSoftphone();
    const screen = openScreen(phone);
    const installing = screen.call('model.install', { modelId: 'kokoro' });
    await screen.call('model.cancel', { modelId: 'kokoro' });
    expect(await installing).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  });

  it('lists the health of every part, and says which process was lost', async () => {
    const phone = createScriptedSoftphone();
    await phone.settle();
    const screen = openScreen(phone);
    const changes: string[] = [];
    screen.on('health.changed', ({ part, state }) => changes.push(`${part} ${state}`));
    phone.store.crash(1);
    await phone.settle();
    expect(changes).toEqual(expect.arrayContaining(['store degraded', 'store ready']));
    expect(await screen.call('health.list', null)).toMatchObject({ ok: true });
  });
});
