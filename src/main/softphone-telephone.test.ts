import { describe, expect, it } from 'vitest';
import { silentLog } from '../base/log.ts';
import { createPortPair } from '../base/port.ts';
import { ok } from '../base/result.ts';
import { screenContract } from '../contract/screen.ts';
import { connect } from '../contract/wire.ts';
import { PhoneNumber } from '../domain/lead/phone-number.ts';
import { defaultSettings } from '../domain/settings/settings.ts';
import { createMemorySettings } from './settings/settings-store.ts';
import { noTelephone } from './telephony/desk-telephone.ts';
import { createTwilioAccount } from './telephony/twilio-account.ts';
import { createScriptedSoftphone } from './testing/scripted-softphone.ts';

const own = PhoneNumber.parse('+15125550143');
const HOUR = 3_600_000;

function openDesk(change: Partial<typeof defaultSettings> = {}) {
  let minted = 0;
  let isSetUp = true;
  const phone = createScriptedSoftphone(createMemorySettings({ ...defaultSettings, ownPhones: [own], ...change }), {
    isSetUp: () => isSetUp,
    account: () => null,
    mint: () => ok({ token: `token-${++minted}`, expiresAtWallMs: phone.clock.wallTime() + HOUR }),
  });
  const [ours, mains] = createPortPair();
  phone.softphone.attachScreen(mains);
  const screen = connect(ours, screenContract, { clock: phone.clock, log: silentLog, part: 'main' });
  const tokens: (string | null)[] = [];
  phone.line.answer({
    'telephone.register': ({ token }) => {
      tokens.push(token);
      return { ok: true, value: null };
    },
  });
  return {
    ...phone,
    screen,
    tokens,
    forget() {
      isSetUp = false;
      phone.softphone.telephoneChanged('keys');
    },
    async ready() {
      await phone.clock.advance(10);
      phone.line.emit('telephone.changed', { state: 'ready', edge: 'ashburn' });
      await phone.clock.advance(10);
    },
  };
}

describe('the telephone', () => {
  it('is registered with a token when the line is up, again when the line says so, and before it ends', async () => {
    const { tokens, clock, line } = openDesk();
    await clock.advance(10);
    expect(tokens).toEqual(['token-1']);
    line.emit('telephone.tokenNeeded', null);
    await clock.advance(10);
    expect(tokens).toEqual(['token-1', 'token-2']);
    await clock.advance(HOUR);
    expect(tokens.length).toBeGreaterThan(2);
  });

  it('is not asked for ever more tokens by one that is refused again and again', async () => {
    const { tokens, clock, line } = openDesk();
    await clock.advance(10);
    const refusedAfter = async (ms: number) => {
      line.emit('telephone.tokenNeeded', null);
      await clock.advance(ms);
    };
    for (let i = 0; i < 20; i++) await refusedAfter(500);
    expect(tokens.length).toBeLessThan(6);
    await clock.advance(60_000);
    line.emit('telephone.changed', { state: 'ready', edge: 'ashburn' });
    await clock.advance(10);
    const before = tokens.length;
    await refusedAfter(10);
    expect(tokens.length).toBe(before + 1);
  });

  it('gets a fresh token when the machine wakes', async () => {
    const { tokens, clock, ready, softphone } = openDesk();
    await ready();
    softphone.telephoneChanged('woke');
    await clock.advance(10);
    expect(tokens).toEqual(['token-1', 'token-2']);
  });

  it('gets a fresh token from a line that was lost and is there again', async () => {
    const { tokens, clock, line } = openDesk();
    await clock.advance(10);
    line.crash(1);
    await clock.advance(5_000);
    expect(tokens).toEqual(['token-1', 'token-2']);
  });

  it('is given up when the keys are gone', async () => {
    const { tokens, forget, ready, clock } = openDesk();
    await ready();
    forget();
    await clock.advance(10);
    expect(tokens).toEqual(['token-1', null]);
  });

  it('is not given up under a call that is up', async () => {
    const { tokens, forget, ready, clock, live, line } = openDesk();
    await ready();
    const callId = await live();
    forget();
    await clock.advance(10);
    expect(tokens).toEqual(['token-1']);
    line.emit('call.ended', { callId, reason: 'caller-hung-up', lineMs: 4_000, recordedMs: 4_000 });
    await clock.advance(1_000);
    expect(tokens).toEqual(['token-1', null]);
  });

  it('is on Health as it is, with why', async () => {
    const { screen, ready, line, clock } = openDesk();
    const state = async () => {
      const list = await screen.call('health.list', null);
      return list.ok ? list.value.find(({ part }) => part === 'telephone') : undefined;
    };
    await ready();
    expect(await state()).toMatchObject({ state: 'ready', detail: 'ashburn' });
    const failure = { kind: 'telephone-unreachable', detail: 'no answer' } as const;
    line.emit('telephone.changed', { state: 'lost', failure });
    await clock.advance(10);
    expect(await state()).toMatchObject({ state: 'degraded', failure });
    expect(await screen.call('call.start', { number: own })).toEqual({ ok: false, failure });
  });

  it('is connected again with a fresh token when Health is asked for it, and nothing else is started anew', async () => {
    const { screen, ready, tokens, clock, voice } = openDesk();
    await ready();
    expect(await screen.call('part.restart', { part: 'telephone' })).toEqual(ok(null));
    await clock.advance(10);
    expect(tokens).toEqual(['token-1', 'token-2']);
    expect(voice.lives).toBe(1);
  });
});

it('the records are asked what is not priced only when they hold the end of the call', async () => {
  const road = { fetch: () => Promise.reject(new Error('nothing is due yet')) };
  const account = createTwilioAccount({ accountSid: 'AC1', username: 'SK1', password: '' }, road);
  const { store, live, line, clock } = createScriptedSoftphone(undefined, { ...noTelephone, account: () => account });
  const told: string[] = [];
  store.answer({
    'fact.append': ({ fact }) => {
      told.push(fact.type);
      return ok(null);
    },
    'calls.unpriced': () => {
      told.push('unpriced');
      return ok([]);
    },
  });
  line.emit('call.ended', { callId: await live(), reason: 'caller-hung-up', lineMs: 4_000, recordedMs: 4_000 });
  await clock.advance(1_000);
  expect(told.slice(told.indexOf('recordingEnded'))).toEqual(['recordingEnded', 'callEnded', 'unpriced']);
});

describe('a call to a number', () => {
  it('is dialled on the line with the permit of the gate', async () => {
    const { screen, ready, line, clock, softphone } = openDesk();
    const dialled: unknown[] = [];
    line.answer({
      'call.dial': (input) => {
        dialled.push(input);
        return { ok: true, value: null };
      },
    });
    await ready();
    const answer = await screen.call('call.start', { number: '512 555 0143' });
    await clock.advance(2_000);
    expect(dialled).toMatchObject([
      { callId: answer.ok && answer.value.callId, to: { line: 'telephone', permit: { number: own } } },
    ]);
    expect(softphone.snapshot()).toMatchObject({ line: 'telephone', direction: 'outgoing', number: own });
  });

  it('is refused before anything rings where the gate denies it, and where there are no keys', async () => {
    const desk = openDesk();
    await desk.ready();
    expect(await desk.screen.call('call.start', { number: '512 555 0199' })).toMatchObject({
      ok: false,
      failure: { kind: 'dial-denied' },
    });
    desk.forget();
    expect(await desk.screen.call('call.start', { number: own })).toMatchObject({
      ok: false,
      failure: { kind: 'refused' },
    });
    expect(desk.softphone.snapshot().phase).toBe('idle');
  });
});

describe('a call that comes in', () => {
  it('rings at the desk with who it is, and is picked up there', async () => {
    const { line, clock, softphone, screen, ready } = openDesk();
    await ready();
    line.emit('call.offered', { callId: 'CA1', from: '+15125550199', to: 'client:desk' });
    await clock.advance(10);
    expect(softphone.snapshot()).toMatchObject({ phase: 'offered', leadName: '(512) 555-0199' });
    const accepted: unknown[] = [];
    line.answer({
      'call.accept': (input) => {
        accepted.push(input);
        return { ok: true, value: null };
      },
    });
    expect(await screen.call('call.answer', { callId: 'CA1', handler: 'human' })).toEqual({ ok: true, value: null });
    await clock.advance(10);
    expect(accepted).toEqual([{ callId: 'CA1', handler: 'human' }]);
    expect(await screen.call('call.answer', { callId: 'CA1', handler: 'human' })).toMatchObject({ ok: false });
  });

  it('is picked up by the agent where the settings say so', async () => {
    const { line, clock, softphone, ready } = openDesk({ incomingAnsweredBy: 'agent' });
    await ready();
    line.emit('call.offered', { callId: 'CA1', from: 'anonymous', to: 'client:desk' });
    await clock.advance(50);
    expect(softphone.snapshot()).toMatchObject({ phase: 'dialling', leadName: 'Unknown caller', handler: 'agent' });
  });

  it('beside one that is being prepared is turned away, before the line is told to dial', async () => {
    const { line, clock, screen, ready, voice, softphone } = openDesk();
    await ready();
    const bridge = { text: 'One moment.', pcm: new Int16Array(1) };
    let prepared = () => {};
    voice.answer({
      'call.prepare': () =>
        new Promise((resolve) => {
          prepared = () => resolve(ok({ voiceId: 'joe', languageModel: null, openerMs: 1, bridge }));
        }),
    });
    const hungUp: string[] = [];
    line.answer({
      'call.hangUp': ({ callId }) => {
        hungUp.push(callId);
        return ok(null);
      },
    });
    await screen.call('call.start', { number: own });
    await clock.advance(10);
    line.emit('call.offered', { callId: 'CA1', from: '+15125550199', to: 'client:desk' });
    await clock.advance(10);
    expect(hungUp).toEqual(['CA1']);
    line.emit('call.ended', { callId: 'CA1', reason: 'rejected', lineMs: 0, recordedMs: 0 });
    prepared();
    await clock.advance(2_000);
    expect(softphone.snapshot()).toMatchObject({ phase: 'dialling', number: own });
    expect(line.asked.filter((name) => name.startsWith('call.'))).toEqual(['call.hangUp', 'call.dial']);
  });
});
