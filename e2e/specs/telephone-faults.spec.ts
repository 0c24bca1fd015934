import { expect, test } from '@playwright/test';
import { answers, busy, neverAnswers, rejects } from '../doubles/twilio-edge/scripts.ts';
import { launchTelephoneApp, type TelephoneApp } from '../launch/launch-telephone-app.ts';
import { readNewestRecord } from '../launch/read-record.ts';
import { callPage } from '../pages/call-page.ts';
import { healthPage } from '../pages/health-page.ts';
import { screenPage } from '../pages/screen-page.ts';

// What the person at the desk sees of a telephone's faults, what they can do then, and what is on record.

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

const OWN_PHONE = '+15125550143';
const THEIRS = '+15125550199';

let phone: TelephoneApp;
test.beforeAll(async () => {
  phone = await launchTelephoneApp({ settings: { ownPhones: [OWN_PHONE] } });
  await phone.setUp();
});
test.afterAll(() => phone.close());
test.beforeEach(() => phone.edge.setOnInvite(answers));

const call = () => callPage(phone.latchkey.screen);
const health = () => healthPage(phone.latchkey.screen);
const screen = () => screenPage(phone.latchkey.screen);
const newest = () => readNewestRecord(phone.latchkey.dataFolder);

async function hangUp(): Promise<void> {
  await call().hangUp();
  await call().hasEnded();
  await call().putAway();
}

/** A call that the human has: nobody ends it for want of words. */
async function talk() {
  const far = await phone.callOwnPhone();
  await call().takeOver();
  await call().humanIsLive();
  return far;
}

/** Lets the call itself go on for a while: its own timer on the screen says when. */
async function callGoesOn(forS: number): Promise<void> {
  const timer = phone.latchkey.screen.getByRole('timer', { name: 'Talk time' });
  const seconds = async () => {
    const [minutes = 0, rest = 0] = ((await timer.textContent()) ?? '').split(':').map(Number);
    return minutes * 60 + rest;
  };
  const until = (await seconds()) + forS;
  await expect.poll(seconds, { timeout: (forS + 15) * 1_000 }).toBeGreaterThanOrEqual(until);
}

test.describe('a call that nobody takes', () => {
  for (const [what, script, says, reason] of [
    ['is busy', busy, 'The number is busy.', 'busy'],
    ['is declined', rejects, 'They declined the call.', 'rejected'],
  ] as const) {
    test(`${what}: the screen says so, and calls again`, async () => {
      phone.edge.setOnInvite(script);
      await phone.dialOwnPhone();
      await call().hasEnded();
      await call().says(says);
      expect(newest()).toMatchObject({ endReason: reason, answered: false, number: OWN_PHONE });
      phone.edge.setOnInvite(answers);
      const invited = phone.edge.next('invited');
      await call().callAgain();
      await invited;
      expect(phone.edge.calls.at(-1)!.params['To']).toBe(OWN_PHONE);
      await call().isLive();
      await hangUp();
    });
  }

  test('is given up here while it rings: theirs stops ringing', async () => {
    phone.edge.setOnInvite(neverAnswers);
    const far = await phone.dialOwnPhone();
    await far.once('ringing');
    await call().says('Ringing');
    await call().hangUp();
    await far.once('hung-up-by-client');
    await call().hasEnded();
    await call().says('You hung up before anybody answered.');
    expect(newest()).toMatchObject({ endReason: 'cancelled' });
    await call().putAway();
  });

  test('rings out: after half a minute it is given up by itself', async () => {
    phone.edge.setOnInvite(neverAnswers);
    const far = await phone.dialOwnPhone();
    await far.once('ringing');
    await call().hasEnded(45_000);
    await call().says('Nobody picked up.');
    await far.once('hung-up-by-client');
    expect(newest()).toMatchObject({ endReason: 'not-answered' });
    await call().putAway();
  });

  test('loses its connection while it rings: the call is over with why, and the telephone connects again', async () => {
    phone.edge.setOnInvite(neverAnswers);
    const far = await phone.dialOwnPhone();
    await far.once('ringing');
    phone.edge.dropWebSockets();
    await call().hasEnded();
    await call().says('The call could not be placed.');
    await call().says(/The call broke off/);
    expect(newest()).toMatchObject({ endReason: 'failed', degraded: [{ kind: 'call-broke-off' }] });
    await call().putAway();
    await call().telephoneIs('Connected');
  });
});

test.describe('a call that comes in', () => {
  test('and is given up by the caller is missed', async () => {
    const far = await phone.edge.callClient(phone.identity(), { from: THEIRS });
    await call().says('It rings.');
    await far.cancel();
    await call().hasEnded();
    await call().says('You missed this call.');
    expect(newest()).toMatchObject({ endReason: 'missed', direction: 'incoming', number: THEIRS });
    await call().putAway();
  });

  test('and loses its connection while it rings is missed as well', async () => {
    await phone.edge.callClient(phone.identity(), { from: THEIRS });
    await call().says('It rings.');
    phone.edge.dropWebSockets();
    await call().hasEnded();
    await call().says('You missed this call.');
    expect(newest()).toMatchObject({ endReason: 'missed', direction: 'incoming' });
    await call().putAway();
    await call().telephoneIs('Connected');
  });

  test('while another is up is declined at once, and the call that is up goes on undisturbed', async () => {
    const far = await talk();
    const second = await phone.edge.callClient(phone.identity(), { from: THEIRS });
    await second.once('rejected');
    await call().humanIsLive();
    await expect(phone.latchkey.screen.getByText(/is calling/)).toHaveCount(0);
    // The desk's microphone still beeps into the first call.
    await far.heard(-40);
    await hangUp();
    expect(newest()).toMatchObject({ direction: 'outgoing', endReason: 'human-hung-up' });
  });
});

test.describe('in a live call', () => {
  test('the edge is away for twelve seconds: the screen says Reconnecting, and clears', async () => {
    const far = await talk();
    phone.edge.refuseWebSockets(true);
    phone.edge.dropWebSockets();
    await call().isReconnecting();
    await callGoesOn(12);
    await far.heard(-40);
    phone.edge.refuseWebSockets(false);
    await call().isReconnected();
    await far.once('reconnected');
    await hangUp();
    expect(newest()).toMatchObject({ endReason: 'human-hung-up', degraded: [{ kind: 'call-reconnecting' }] });
  });

  test('heartbeats stay away: the connection is made anew, and the screen says so meanwhile', async () => {
    const far = await talk();
    phone.edge.stopHeartbeats();
    // A connection to this same machine is made anew within milliseconds: kept away, it is to be seen.
    phone.edge.refuseWebSockets(true);
    await call().isReconnecting();
    phone.edge.refuseWebSockets(false);
    await call().isReconnected();
    await far.once('reconnected');
    await far.heard(-40);
    await hangUp();
    expect(newest()).toMatchObject({ endReason: 'human-hung-up' });
  });

  test('the network goes and another one comes: the call is kept, and the telephone is connected again', async () => {
    const far = await talk();
    const context = phone.latchkey.app.context();
    phone.edge.refuseWebSockets(true);
    await context.setOffline(true);
    far.faults.blackhole = true;
    phone.edge.dropWebSockets();
    await call().isReconnecting();
    phone.edge.refuseWebSockets(false);
    far.faults.blackhole = false;
    await context.setOffline(false);
    await call().isReconnected();
    await far.heard(-40);
    await hangUp();
    await call().telephoneIs('Connected');
    expect(newest()).toMatchObject({ endReason: 'human-hung-up' });
  });

  test('nobody says a word for long: the line is not called poor for that', async () => {
    await talk();
    await phone.latchkey.screen.keyboard.press('m');
    await call().says('You are muted');
    // The carrier's client complains of sound that never changes after ten seconds of it.
    await callGoesOn(14);
    await expect(phone.latchkey.screen.getByText(/The line is poor/)).toHaveCount(0);
    await hangUp();
    expect(newest().degraded).toEqual([]);
  });

  test('the far end hangs up: the call is over on the screen and on record', async () => {
    const far = await talk();
    await far.hangUp();
    await call().hasEnded(2_000);
    expect(newest()).toMatchObject({ endReason: 'caller-hung-up' });
    await call().putAway();
  });
});

test.describe('the token', () => {
  const tokens = () =>
    phone.edge.messages
      .filter(({ direction, type }) => direction === 'in' && type === 'listen')
      .map(({ payload }) => (payload as { token: string }).token);

  test('has expired: a fresh one is made, and nobody has to do anything', async () => {
    const registered = phone.edge.next('registered');
    const last = tokens().at(-1);
    phone.edge.expireTokens();
    await registered;
    await call().telephoneIs('Connected');
    expect(tokens().at(-1)).not.toBe(last);
    await talk();
    await hangUp();
  });

  test('expires in the middle of a call: the call goes on, and so does the telephone', async () => {
    const far = await talk();
    phone.edge.expireTokens();
    await callGoesOn(3);
    await far.heard(-40);
    await hangUp();
    await call().telephoneIs('Connected');
    await talk();
    await hangUp();
  });

  test('is of a key that was revoked: Twilio’s refusal is on the screen until the key is there again', async () => {
    const [key] = phone.rest.keys().slice(-1);
    const path = `/2010-04-01/Accounts/${phone.rest.account.sid}/Keys/${key!.sid}`;
    const kept = phone.rest.tree.get(path)!;
    phone.rest.tree.remove(path);
    phone.edge.dropWebSockets();
    await call().telephoneIs('Not connected');
    await call().says(/Twilio refused the telephone/);
    await screen().goTo('Health');
    await health().says('Telephone', /Twilio refused the telephone/);
    phone.rest.tree.put(path, kept);
    await health().help('Telephone');
    await health().isIn('Telephone', 'Ready', 40_000);
    await screen().goTo('Call');
  });
});

test('nothing that the edge was sent was beyond it', () => {
  expect(phone.edge.unknown).toEqual([]);
});
