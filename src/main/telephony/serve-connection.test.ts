import { expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createPortPair } from '../../base/port.ts';
import { failed, ok } from '../../base/result.ts';
import { screenContract } from '../../contract/screen.ts';
import { connect } from '../../contract/wire.ts';
import { defaultSettings } from '../../domain/settings/settings.ts';
import { createMemorySettings } from '../settings/settings-store.ts';
import { createScriptedSoftphone } from '../testing/scripted-softphone.ts';
import type { TelephoneMeans } from './desk-telephone.ts';

const FAR = 9e15;

function openDesk(mint: TelephoneMeans['mint']) {
  const phone = createScriptedSoftphone(createMemorySettings(defaultSettings), {
    isSetUp: () => true,
    account: () => null,
    mint,
  });
  const [ours, mains] = createPortPair();
  phone.softphone.attachScreen(mains);
  const screen = connect(ours, screenContract, { clock: phone.clock, log: silentLog, part: 'main' });
  const asked: unknown[] = [];
  phone.line.answer({
    'connection.test': (wish) => {
      asked.push(wish);
      return ok({ ended: 'cancelled', why: 'asked' });
    },
    'loopback.start': () => {
      asked.push('loopback');
      return ok(null);
    },
  });
  return { ...phone, screen, asked };
}

it('tests the connection with a token of its own, and tells the screens how far it is', async () => {
  const { screen, line, clock, asked } = openDesk((purpose) =>
    ok({ token: `fresh, for a ${purpose}`, expiresAtWallMs: FAR }),
  );
  const heard: unknown[] = [];
  screen.on('connection.progressed', (progress) => heard.push(progress));
  await clock.advance(10);
  expect(await screen.call('connection.test', { withVoice: true })).toEqual(ok({ ended: 'cancelled', why: 'asked' }));
  expect(asked).toEqual([{ token: 'fresh, for a test', withVoice: true }]);
  line.emit('connection.progressed', { stage: 'calling', share: 0.1, levels: null });
  await clock.advance(10);
  expect(heard).toEqual([{ stage: 'calling', share: 0.1, levels: null }]);
});

it('says why there is no token instead of testing', async () => {
  const failure = { kind: 'refused', reason: 'The telephone is not set up.' } as const;
  const { screen, clock, asked } = openDesk(() => failed(failure));
  await clock.advance(10);
  expect(await screen.call('connection.test', { withVoice: false })).toEqual(failed(failure));
  expect(asked).toEqual([]);
});

it('tests neither the connection nor the sound while a call is up', async () => {
  const { live, screen, asked } = openDesk(() => ok({ token: 'fresh', expiresAtWallMs: FAR }));
  await live();
  for (const answer of [
    await screen.call('connection.test', { withVoice: false }),
    await screen.call('loopback.start', null),
  ])
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  expect(asked).toEqual([]);
});
