import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusal } from '../../../e2e/doubles/twilio-rest/answer.ts';
import { startTwilioRest, type TwilioRest } from '../../../e2e/doubles/twilio-rest/start-twilio-rest.ts';
import type { Log } from '../../base/log.ts';
import { createPortPair, type Port } from '../../base/port.ts';
import { ok } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { screenContract } from '../../contract/screen.ts';
import { connect } from '../../contract/wire.ts';
import { SET_UP_STEPS } from '../../domain/telephony/plan-set-up.ts';
import { defaultSettings } from '../../domain/settings/settings.ts';
import { type Cipher, createVault } from '../credentials/vault.ts';
import { createMemorySettings } from '../settings/settings-store.ts';
import { createScriptedSoftphone } from '../testing/scripted-softphone.ts';
import type { TelephoneMeans } from './desk-telephone.ts';
import { readFunctionSources } from './set-up/function-sources.ts';
import { openSetUpFile } from './set-up/set-up-file.ts';
import { createTelephoneSetUp } from './telephone-set-up.ts';
import { accountFromSetUp, tokenFromSetUp } from './token-from-set-up.ts';

const noKeychain: Cipher = { available: () => false, encrypt: Buffer.from, decrypt: String };
/** Not a good one, but one whose lock can be told from what is in it. */
const reversing: Cipher = {
  available: () => true,
  encrypt: (text) => Buffer.from(text).reverse(),
  decrypt: (data) => Buffer.from(data).reverse().toString(),
};
let twilio: TwilioRest;
let folder: string;
let numberSid: string;
/** All that main sent to screens and wrote into its log. */
let told: string[];
beforeEach(async () => {
  twilio = await startTwilioRest();
  // Nobody here moves the clock on.
  twilio.account.buildTakesPolls = 0;
  numberSid = twilio.addNumber('+15125550100');
  folder = mkdtempSync(join(tmpdir(), 'telephone-'));
  told = [];
});
afterEach(async () => {
  await twilio.stop();
  rmSync(folder, { recursive: true });
});

/** A screen on main as after a start of the product; what it has made before lies in the folder. */
function start(cipher = reversing, hostName = 'Front-Desk.local') {
  const write = (message: string, fields?: object) => void told.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const log: Log = { debug: write, info: write, warn: write, error: write };
  const clock = createFakeClock();
  const vault = createVault({ cipher, file: join(folder, 'keys.json'), clock, log });
  const file = openSetUpFile({ file: join(folder, 'telephone.json'), clock, log });
  const means: TelephoneMeans = {
    isSetUp: () => file.get().application !== undefined,
    mint: () => tokenFromSetUp(file.get(), vault),
    account: () => accountFromSetUp(file.get(), vault, { fetch: twilio.fetch }),
  };
  const sources = readFunctionSources('resources/twilio-functions');
  const keysChanged = () => phone.softphone.telephoneChanged('keys');
  const setUp = createTelephoneSetUp({ fetch: twilio.fetch, clock, log, vault, file, sources, hostName, keysChanged });
  const phone = createScriptedSoftphone(createMemorySettings(defaultSettings), means, setUp);
  const tokens: (string | null)[] = [];
  phone.line.answer({
    'telephone.register': ({ token }) => {
      tokens.push(token);
      return ok(null);
    },
  });
  const [ours, mains] = createPortPair();
  phone.softphone.attachScreen(listening(mains));
  const screen = connect(ours, screenContract, { clock: phone.clock, log, part: 'main' });
  return { ...phone, screen, tokens, sources };
}

/** The port, with all that main posts written down. */
const listening = (port: Port): Port => ({
  ...port,
  post(message) {
    told.push(JSON.stringify(message));
    port.post(message);
  },
});

const keys = () => ({ accountSid: twilio.account.sid, authToken: twilio.account.authToken });
const wish = () => ({ ...keys(), numberSid, fallbackNumber: '(512) 555-0177' as string | null });
const numberNow = () =>
  twilio.tree.get(`/2010-04-01/Accounts/${twilio.account.sid}/IncomingPhoneNumbers/${numberSid}`)?.voice_url;

async function view({ screen }: ReturnType<typeof start>) {
  const answer = await screen.call('telephone.get', null);
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return answer.value;
}
const states = (found: Awaited<ReturnType<typeof view>>) => found.steps.map(({ state }) => state);

test('a good account is shown as it is, and nothing is made in it', async () => {
  const { screen } = start();
  expect(await screen.call('telephone.check', keys())).toEqual(
    ok({
      friendlyName: 'Harbour Homes',
      status: 'active',
      type: 'full',
      balance: { amount: '17.42', currency: 'USD' },
      numbers: [{ sid: numberSid, phoneNumber: '+15125550100', friendlyName: '+15125550100' }],
      verifiedCallers: [],
      notices: [],
    }),
  );
  expect(twilio.asked.every((line) => line.startsWith('GET'))).toBe(true);
});

test('what stands in the way is told beside what is good: suspended, trial, no number, no permission', async () => {
  const { screen } = start();
  twilio.account.status = 'suspended';
  twilio.account.type = 'Trial';
  twilio.account.forbiddenCountries.add('US');
  twilio.addVerifiedCaller('+15125550143');
  twilio.tree.remove(`/2010-04-01/Accounts/${twilio.account.sid}/IncomingPhoneNumbers/${numberSid}`);
  const found = await screen.call('telephone.check', keys());
  if (!found.ok) throw new Error('refused');
  expect(found.value.notices.map(({ kind }) => kind)).toEqual([
    'refused',
    'twilio-trial',
    'twilio-no-number',
    'twilio-geo-permission',
  ]);
  expect(found.value.numbers).toEqual([]);
  expect(found.value.verifiedCallers.map(({ phoneNumber }) => phoneNumber)).toEqual(['+15125550143']);
});

test('an account that may not look at its permissions is not blamed for them; one that is cut off is told', async () => {
  const { screen } = start();
  twilio.setFault((_nth, request) => (request.includes('voice.twilio.com') ? refusal(403, 20403, 'Forbidden') : null));
  expect(await screen.call('telephone.check', keys())).toMatchObject({ ok: true, value: { notices: [] } });
  twilio.setFault((_nth, request) => (request.includes('voice.twilio.com') ? 'cut-before' : null));
  expect(await screen.call('telephone.check', keys())).toMatchObject({ failure: { kind: 'twilio-unreachable' } });
});

test.each(['telephone.check', 'telephone.setUp', 'telephone.undo'] as const)('wrong keys end %s', async (name) => {
  const { screen } = start();
  for (const authToken of ['0'.repeat(32), 'nothing like it', '']) {
    const answer = await screen.call(name, { ...wish(), authToken });
    expect(answer).toEqual({ ok: false, failure: { kind: 'twilio-credentials-wrong' } });
  }
  expect(twilio.keys()).toEqual([]);
});

test('the whole set-up: every step told, the number ours, the line registered, as asked after a new start', async () => {
  const first = start();
  let changes = 0;
  first.screen.on('telephone.changed', () => changes++);
  expect(await first.screen.call('telephone.setUp', wish())).toEqual(ok({ ended: 'complete' }));
  expect(changes).toBeGreaterThanOrEqual(2 * SET_UP_STEPS.length);
  await first.settle();
  expect(first.tokens).toHaveLength(1);
  expect(first.tokens[0]).toMatch(/^ey/);
  expect(numberNow()).toMatch(/^https:\/\/latchkey.*\/incoming$/);

  const again = start();
  expect(await view(again)).toEqual({
    accountSid: twilio.account.sid,
    running: null,
    steps: SET_UP_STEPS.map((step) => ({ step, state: 'done', failure: null })),
    number: '+15125550100',
    fallbackNumber: '+15125550177',
    keyKept: 'keychain',
  });
});

test('the auth token is in nothing that main told, logged or wrote; nor is the secret of the key', async () => {
  const desk = start();
  await desk.screen.call('telephone.check', keys());
  twilio.setFault((_nth, request) => (request.endsWith('/Builds') ? refusal(400, 20001, 'No') : null));
  await desk.screen.call('telephone.setUp', wish());
  await view(desk);
  twilio.setFault(null);
  await desk.screen.call('telephone.setUp', wish());
  await view(desk);
  const secret = twilio.keys()[0]?.secret ?? 'none';
  const everything = () => [...told, ...readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))];
  const before = everything();
  await desk.screen.call('telephone.undo', keys());
  await desk.settle();
  const said = [...before, ...everything()].join('\n');
  expect(said).toContain('a step of the set-up failed');
  expect(said).not.toContain(twilio.account.authToken);
  expect(said).not.toContain(secret);
});

test('without a keychain the key is in memory alone: said so, and to do again after a new start', async () => {
  const desk = start(noKeychain);
  await desk.screen.call('telephone.setUp', wish());
  expect(await view(desk)).toMatchObject({ keyKept: 'memory' });
  expect(states(await view(desk))).not.toContain('waiting');
  const again = start(noKeychain);
  const found = await view(again);
  expect(found.steps.filter(({ state }) => state === 'waiting').map(({ step }) => step)).toEqual(['api-key']);
  expect(await again.screen.call('telephone.setUp', wish())).toEqual(ok({ ended: 'complete' }));
  expect(twilio.keys()).toHaveLength(1);
});

test('cut off in the middle it says at which step and why, and goes on from there, also after a new start', async () => {
  const desk = start();
  twilio.setFault((_nth, request) => (request.endsWith('/Environments') ? 'cut-after' : null));
  const failure = { kind: 'twilio-unreachable' };
  expect(await desk.screen.call('telephone.setUp', wish())).toMatchObject({ ok: false, failure });
  const found = await view(desk);
  expect(found.running).toBeNull();
  expect(found.steps[5]).toMatchObject({ step: 'environment', state: 'failed', failure });
  expect(states(found).slice(0, 5)).toEqual(Array(5).fill('done'));
  expect(states(found).slice(6)).toEqual(Array(4).fill('waiting'));
  twilio.setFault(null);
  const again = start();
  expect(states(await view(again)).slice(4, 7)).toEqual(['done', 'waiting', 'waiting']);
  expect(await again.screen.call('telephone.setUp', wish())).toEqual(ok({ ended: 'complete' }));
  expect(twilio.keys()).toHaveLength(1);
});

test('cancelled it stops where it is, whatever it waits for, and a second one at the same time is refused', async () => {
  twilio.account.buildTakesPolls = Infinity;
  const desk = start();
  const building = new Promise<void>((resolve) => {
    twilio.setFault((_nth, request) => {
      if (request.endsWith('/Status')) resolve();
      return null;
    });
  });
  const running = desk.screen.call('telephone.setUp', wish());
  await building;
  expect(await view(desk)).toMatchObject({ running: 'set-up' });
  expect((await view(desk)).steps[4]).toMatchObject({ step: 'build', state: 'running' });
  expect(await desk.screen.call('telephone.undo', keys())).toMatchObject({ failure: { kind: 'refused' } });
  await desk.screen.call('telephone.cancel', null);
  expect(await running).toEqual(ok({ ended: 'cancelled' }));
  expect((await view(desk)).steps[4]).toEqual({ step: 'build', state: 'waiting', failure: null });
});

test('cancelled before its first step, while the number is looked up, it made nothing', async () => {
  const desk = start();
  twilio.setFault(() => {
    void desk.screen.call('telephone.cancel', null);
    return null;
  });
  expect(await desk.screen.call('telephone.setUp', wish())).toEqual(ok({ ended: 'cancelled' }));
  expect(twilio.keys()).toEqual([]);
});

test('undone, the account is as it was, the line is told, and the screen sees a fresh start', async () => {
  const desk = start();
  const before = numberNow();
  await desk.screen.call('telephone.setUp', wish());
  desk.line.emit('telephone.changed', { state: 'ready', edge: 'ashburn' });
  await desk.settle();
  expect(await desk.screen.call('telephone.undo', keys())).toEqual(ok({ ended: 'complete' }));
  await desk.settle();
  expect(desk.tokens.at(-1)).toBeNull();
  expect(numberNow()).toBe(before);
  expect(twilio.keys()).toEqual([]);
  expect(await view(desk)).toMatchObject({ accountSid: '', number: null, fallbackNumber: null });
  expect(states(await view(desk))).toEqual(Array(10).fill('waiting'));
});

test('neither begins while a call is up', async () => {
  const desk = start();
  await desk.live();
  for (const name of ['telephone.setUp', 'telephone.undo'] as const) {
    expect(await desk.screen.call(name, wish())).toMatchObject({ failure: { kind: 'refused' } });
  }
  expect(twilio.asked).toEqual([]);
});

test('another account is refused before it is looked at', async () => {
  const desk = start();
  await desk.screen.call('telephone.setUp', wish());
  const asked = twilio.asked.length;
  const other = { ...keys(), accountSid: `AC${'e'.repeat(32)}` };
  expect(await desk.screen.call('telephone.check', other)).toMatchObject({ failure: { kind: 'refused' } });
  expect(twilio.asked).toHaveLength(asked);
});

test.each([
  ['is no number', 'nobody', /not a telephone number/],
  ['is the number itself', '512 555 0100', /round in circles/],
])('a fallback number that %s is refused, and nothing is made', async (_what, fallbackNumber, says) => {
  const desk = start();
  const answer = await desk.screen.call('telephone.setUp', { ...wish(), fallbackNumber });
  expect(answer).toMatchObject({ failure: { kind: 'refused', reason: expect.stringMatching(says) as string } });
  expect(twilio.keys()).toEqual([]);
});

test('a number that the account has not is refused', async () => {
  const desk = start();
  expect(await desk.screen.call('telephone.setUp', { ...wish(), numberSid: 'PN0' })).toMatchObject({
    failure: { kind: 'not-found' },
  });
});

test('done again with another fallback number only that is changed, under the name the desk was given first', async () => {
  await start().screen.call('telephone.setUp', wish());
  const renamed = start(reversing, 'back-office');
  expect(await renamed.screen.call('telephone.setUp', { ...wish(), fallbackNumber: null })).toMatchObject({ ok: true });
  expect(await view(renamed)).toMatchObject({ fallbackNumber: null, number: '+15125550100' });
  const [service] = twilio.tree.list('/v1/Services');
  const [environment] = twilio.tree.list(`/v1/Services/${service?.sid}/Environments`);
  const variables = twilio.tree.list(`/v1/Services/${service?.sid}/Environments/${environment?.sid}/Variables`);
  expect(Object.fromEntries(variables.map(({ key, value }) => [key, value]))).toEqual({
    LATCHKEY_CALLER_ID: '+15125550100',
    LATCHKEY_IDENTITY: 'latchkey_front_desk',
  });
});
