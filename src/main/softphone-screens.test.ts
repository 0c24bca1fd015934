import { describe, expect, it } from 'vitest';
import { ok } from '../base/result.ts';
import { describeFailure } from '../domain/failure.ts';
import { defaultSettings } from '../domain/settings/settings.ts';
import { createMemorySettings } from './settings/settings-store.ts';
import { openScreen } from './testing/open-screen.ts';
import { createScriptedSoftphone } from './testing/scripted-softphone.ts';

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

  it('hears how loud both ends are', async () => {
    const phone = createScriptedSoftphone();
    const screen = openScreen(phone);
    const callId = await phone.live();
    const levels: unknown[] = [];
    screen.on('audio.measured', (measured) => levels.push(measured));
    const rest = { lineMs: 1_000, usDb: -30, framesLost: 0, underruns: 0 };
    phone.line.emit('audio.measured', { callId, callerDb: -20, microphoneDb: -50, ...rest });
    await phone.settle();
    expect(levels).toEqual([{ callId, callerDb: -20, microphoneDb: -50 }]);
  });

  it('mutes the human who has the call, and is refused while the agent has it', async () => {
    const phone = createScriptedSoftphone();
    const screen = openScreen(phone);
    const callId = await phone.live();
    expect(await screen.call('microphone.mute', { callId, muted: true })).toMatchObject({
      ok: false,
      failure: { kind: 'refused' },
    });
    phone.line.emit('gates.changed', { callId, handler: 'human', lineMs: 10, by: 'main' });
    await phone.settle();
    expect(await screen.call('microphone.mute', { callId, muted: true })).toEqual(ok(null));
    expect(phone.softphone.snapshot().muted).toBe(false);
    phone.line.emit('microphone.muted', { callId, muted: true });
    await phone.settle();
    expect(phone.softphone.snapshot().muted).toBe(true);
    expect(phone.line.asked).toContain('microphone.mute');
  });

  it('whispers to the agent, and sees what becomes of it', async () => {
    const phone = createScriptedSoftphone();
    const screen = openScreen(phone);
    const callId = await phone.live();
    const given: unknown[] = [];
    phone.voice.answer({
      'whisper.give': (whisper) => {
        given.push(whisper);
        return ok({ state: whisper.text === 'Be nice' ? 'not-understood' : 'waiting' });
      },
    });
    const whisper = async (text: string) => {
      const answer = await screen.call('whisper.give', { callId, text });
      if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
      await phone.clock.advance(60);
      return answer.value.whisperId;
    };
    const notes = () => phone.softphone.snapshot().whispers.map(({ text, state }) => `${text}: ${state}`);
    const whisperId = await whisper(' Ask about the roof ');
    await whisper('Be nice');
    expect(given[0]).toEqual({ callId, whisperId, text: 'Ask about the roof' });
    expect(notes()).toEqual(['Ask about the roof: waiting', 'Be nice: not-understood']);
    phone.voice.emit('whisper.used', { callId, whisperId, turnId: 't2', outcome: 'used' });
    await phone.clock.advance(60);
    expect(notes()[0]).toBe('Ask about the roof: used');
    expect(phone.factTypes().filter((type) => type === 'whispered')).toHaveLength(2);
  });

  it('is told why nobody can be whispered to, and where a whisper was lost', async () => {
    const phone = createScriptedSoftphone();
    const screen = openScreen(phone);
    const whisper = (callId: string, text = 'Wrap up') => screen.call('whisper.give', { callId, text });
    expect(await whisper('call-1')).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    const callId = await phone.live();
    expect(await whisper(callId, '  ')).toMatchObject({ ok: false });
    expect(await whisper(callId, 'x'.repeat(501))).toMatchObject({ ok: false });
    phone.voice.answer({
      'whisper.give': () => {
        phone.voice.crash(9);
        return ok({ state: 'waiting' });
      },
    });
    await whisper(callId);
    await phone.clock.advance(60);
    expect(phone.softphone.snapshot().whispers).toMatchObject([{ text: 'Wrap up', state: 'undelivered' }]);
    phone.line.emit('call.ended', { callId, reason: 'caller-hung-up', lineMs: 4_000, recordedMs: 4_000 });
    await phone.clock.advance(10);
    expect(await whisper(callId)).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  });

  it('shows the human what could be said, until the caller or the agent says something else', async () => {
    const phone = createScriptedSoftphone();
    const callId = await phone.live();
    const shown = async () => {
      await phone.clock.advance(60);
      return phone.softphone.snapshot().suggestion?.text ?? null;
    };
    const suggest = (turnId: string, text: string) =>
      phone.voice.emit('suggestion.made', { callId, turnId, text, agent: 'ConversationAgent' });
    const says = (side: 'caller' | 'human' | 'agent', turnId: string) =>
      phone.voice.emit('caption.changed', { callId, turnId, side, text: 'Words.', final: true });
    suggest('t1', 'Nobody has taken over.');
    expect(await shown()).toBeNull();
    phone.line.emit('gates.changed', { callId, handler: 'human', lineMs: 10, by: 'screen' });
    says('caller', 't2');
    suggest('t2', 'First.');
    says('human', 't3');
    expect(await shown()).toBe('First.');
    suggest('t4', 'Second.');
    says('caller', 't4');
    expect(await shown()).toBe('Second.');
    says('caller', 't5');
    expect(await shown()).toBeNull();
    suggest('t5', 'Third.');
    phone.line.emit('gates.changed', { callId, handler: 'agent', lineMs: 20, by: 'screen' });
    expect(await shown()).toBeNull();
  });

  it('switches suggestions off, also for a voice process that comes later', async () => {
    const phone = createScriptedSoftphone();
    const screen = openScreen(phone);
    const told: boolean[] = [];
    phone.voice.answer({
      'coach.set': ({ on }) => {
        told.push(on);
        return ok(null);
      },
    });
    await phone.settle();
    await screen.call('settings.set', { suggestions: false });
    await phone.settle();
    phone.voice.crash(9);
    await phone.clock.advance(5_000);
    expect(told).toEqual([false, false]);
    await screen.call('settings.set', { suggestions: true });
    await phone.settle();
    expect(told).toEqual([false, false, true]);
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

  it('has a deleted call forgotten by a voice process that was away, as soon as it is back', async () => {
    const phone = createScriptedSoftphone();
    await phone.settle();
    phone.voice.crash(1);
    expect(await openScreen(phone).call('history.delete', { callId: 'call-of-yesterday' })).toEqual(ok(null));
    expect(phone.voice.asked).not.toContain('call.end');
    await phone.clock.advance(10_000);
    expect(phone.voice.lives).toBe(2);
    expect(phone.voice.asked.filter((call) => call === 'call.end')).toHaveLength(1);
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

  it('restarts a process without calling that a loss', async () => {
    const phone = createScriptedSoftphone();
    await phone.live();
    const screen = openScreen(phone);
    const changes: string[] = [];
    screen.on('health.changed', ({ part, state }) => changes.push(`${part} ${state}`));
    const says: string[] = [];
    phone.softphone.onSnapshot(({ degraded }) =>
      says.push(...degraded.map((failure) => describeFailure(failure).says)),
    );
    await screen.call('part.restart', { part: 'store' });
    await phone.clock.advance(10);
    expect(changes).toEqual(['store starting', 'store ready']);
    expect([...new Set(says)]).toEqual(['The store process was ended on purpose.']);
    expect(phone.softphone.snapshot().degraded).toEqual([]);
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
