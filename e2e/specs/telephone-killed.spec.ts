import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { launchTelephoneApp, startTwilio, type Twilio } from '../launch/launch-telephone-app.ts';
import { readFacts, readNewestRecord, readRecords } from '../launch/read-record.ts';
import { callPage } from '../pages/call-page.ts';
import { historyPage } from '../pages/history-page.ts';
import { screenPage } from '../pages/screen-page.ts';

// Main is killed in the middle of a telephone call, and everything that hangs on it goes as well.

const OWN_PHONE = '+15125550143';

let twilio: Twilio;
test.beforeAll(async () => {
  twilio = await startTwilio();
});
test.afterAll(() => twilio.stop());

test('the other end is let go; at the next starts the call is on record as ended, once', async () => {
  test.setTimeout(180_000);
  const killed = await launchTelephoneApp({ twilio, settings: { ownPhones: [OWN_PHONE] } });
  const { dataFolder } = killed.latchkey;
  await killed.setUp();
  const far = await killed.callOwnPhone();
  await far.heard(-40);
  await callPage(killed.latchkey.screen).hears('agent', /\w+/);
  const openerIsOver = async () =>
    (await callPage(killed.latchkey.screen).conversation()).some(({ side, final }) => side === 'agent' && final);
  await expect.poll(openerIsOver, { timeout: 60_000 }).toBe(true);
  const silent = twilio.edge.next('disconnected');
  await killed.latchkey.kill();
  // The line's window goes with main, and its connection with it; the edge lets the other end go when no sound comes.
  await silent;
  expect(twilio.edge.clients()).toBe(0);
  await far.once('ended');
  expect(far.facts).toContain('let-go');

  const { callId } = readNewestRecord(dataFolder);
  const ends = () =>
    readFacts(dataFolder, callId).filter(({ type }) => type === 'callEnded' || type === 'callAnswered');
  for (const start of ['first', 'second']) {
    await test.step(`the ${start} start afterwards`, async () => {
      const again = await launchTelephoneApp({ twilio, dataFolder });
      const { screen } = again.latchkey;
      await screenPage(screen).goTo('History');
      await expect.poll(() => historyPage(screen).calls()).toBe(1);
      await historyPage(screen).openNewest();
      await historyPage(screen).hasRecording();
      await expect(screen.getByText('Latchkey was closed').first()).toBeVisible();
      await again.close();
      expect(readRecords(dataFolder)).toMatchObject([
        { callId, line: 'telephone', number: OWN_PHONE, answered: true, endReason: 'app-closed' },
      ]);
      // What is billed goes by these: there is one beginning and one end, and a start adds none.
      expect(ends().map(({ type }) => type)).toEqual(['callAnswered', 'callEnded']);
      expect(readNewestRecord(dataFolder).talkMs).toBeGreaterThan(1_000);
    });
  }

  // Where there is no keychain the key went with main; the set-up makes another, and calls go again.
  const last = await launchTelephoneApp({ twilio, dataFolder });
  await last.setUp();
  const next = await last.callOwnPhone();
  await next.heard(-40);
  await callPage(last.latchkey.screen).hangUp();
  await callPage(last.latchkey.screen).hasEnded();
  await last.close();
  expect(readRecords(dataFolder)).toHaveLength(2);
  rmSync(dataFolder, { recursive: true, force: true });
});
