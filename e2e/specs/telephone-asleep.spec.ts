import { expect, test } from '@playwright/test';
import { answers, neverAnswers } from '../doubles/twilio-edge/scripts.ts';
import { fallAsleep } from '../launch/fall-asleep.ts';
import { launchTelephoneApp, type TelephoneApp } from '../launch/launch-telephone-app.ts';
import { readNewestRecord } from '../launch/read-record.ts';
import { callPage } from '../pages/call-page.ts';

// The machine falls asleep and wakes up, with the telephone idle, ringing, and in a call.

test.describe.configure({ mode: 'serial' });
test.setTimeout(120_000);

const OWN_PHONE = '+15125550143';
const THEIRS = '+15125550199';
const NIGHT_MS = 8 * 3_600_000;

let phone: TelephoneApp;
test.beforeAll(async () => {
  phone = await launchTelephoneApp({ settings: { ownPhones: [OWN_PHONE] } });
  await phone.setUp();
});
test.afterAll(() => phone.close());
// Whatever happened, one client is connected; that calls go through it is shown by the next one.
test.afterEach(async () => {
  phone.edge.setOnInvite(answers);
  await call().telephoneIs('Connected');
  await expect.poll(() => phone.edge.clients()).toBe(1);
});

const call = () => callPage(phone.latchkey.screen);
const newest = () => readNewestRecord(phone.latchkey.dataFolder);

async function talk() {
  const far = await phone.callOwnPhone();
  await call().takeOver();
  await call().humanIsLive();
  return far;
}
async function hangUp(): Promise<void> {
  await call().hangUp();
  await call().hasEnded();
  await call().putAway();
}

/** When the tokens that the edge was handed were made, seconds since 1970. */
const tokensMadeAt = () =>
  phone.edge.messages
    .filter(({ direction, type }) => direction === 'in' && type === 'listen')
    .map(({ payload }) => {
      const claims = (payload as { token: string }).token.split('.')[1] ?? '';
      return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { iat: number }).iat;
    });

test('for a night, idle: the telephone is connected again with a token of this morning', async () => {
  const last = tokensMadeAt().at(-1)!;
  const registered = phone.edge.next('registered');
  await fallAsleep(phone, { clocksGoOnMs: NIGHT_MS, meanwhile: () => phone.edge.dropWebSockets() });
  await registered;
  expect(tokensMadeAt().at(-1)! - last).toBeGreaterThanOrEqual(NIGHT_MS / 1_000);
});

test('for a moment, idle, with its connection still there: it stays connected', async () => {
  await fallAsleep(phone);
  await expect.poll(() => phone.edge.clients()).toBe(1);
});

test('while it rings at the other end: the call is over, and the screen says why', async () => {
  phone.edge.setOnInvite(neverAnswers);
  const far = await phone.dialOwnPhone();
  await far.once('ringing');
  await fallAsleep(phone, { meanwhile: () => phone.edge.dropWebSockets() });
  await call().hasEnded();
  await call().says('The call could not be placed.');
  await call().says(/The call broke off/);
  expect(newest()).toMatchObject({ endReason: 'failed', degraded: [{ kind: 'call-broke-off' }] });
  await call().putAway();
});

test('while it rings here: the call is missed', async () => {
  const far = await phone.edge.callClient(phone.identity(), { from: THEIRS });
  await call().says('It rings.');
  await fallAsleep(phone, {
    meanwhile: async () => {
      phone.edge.dropWebSockets();
      await far.cancel();
    },
  });
  await call().hasEnded();
  await call().says('You missed this call.');
  expect(newest()).toMatchObject({ endReason: 'missed', direction: 'incoming' });
  await call().putAway();
});

test('in a call, and the other end waits: the call goes on', async () => {
  const far = await talk();
  await fallAsleep(phone, { meanwhile: () => phone.edge.dropWebSockets() });
  await far.once('reconnected');
  await call().isReconnected();
  await call().humanIsLive();
  await far.heard(-40);
  await hangUp();
  expect(newest()).toMatchObject({ endReason: 'human-hung-up' });
});

test('in a call, and the other end hangs up meanwhile: the call is over on the screen and on record', async () => {
  const far = await talk();
  await fallAsleep(phone, {
    meanwhile: async () => {
      phone.edge.dropWebSockets();
      await far.hangUp();
    },
  });
  await call().hasEnded();
  // The edge knows nothing of the call any more, and does not tell who ended it.
  await call().says('The call broke off.');
  expect(newest()).toMatchObject({ answered: true, endReason: 'failed' });
  await call().putAway();
});
