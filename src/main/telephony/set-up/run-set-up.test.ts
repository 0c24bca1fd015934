import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusal } from '../../../../e2e/doubles/twilio-rest/answer.ts';
import { type Fault, startTwilioRest, type TwilioRest } from '../../../../e2e/doubles/twilio-rest/start-twilio-rest.ts';
import type { Clock } from '../../../base/clock.ts';
import { silentLog } from '../../../base/log.ts';
import { createFakeClock } from '../../../base/testing/fake-clock.ts';
import { nothingMade, SET_UP_STEPS } from '../../../domain/telephony/plan-set-up.ts';
import type { SetUpProgress } from '../../../domain/telephony/set-up-view.ts';
import { type Cipher, createVault, type Vault } from '../../credentials/vault.ts';
import { readFunctionSources } from './function-sources.ts';
import { runSetUp, undoSetUp } from './run-set-up.ts';
import { openSetUpFile } from './set-up-file.ts';
import { KEY_SECRET } from './step.ts';

const OLD_URL = 'https://example.com/the-old-phone-system';
const DOMAIN = 'latchkey-4711.twil.io';
const sources = readFunctionSources('resources/twilio-functions');
const noKeychain: Cipher = { available: () => false, encrypt: Buffer.from, decrypt: String };
/** Time passes as soon as somebody waits for it. */
function createHurriedClock(): Clock {
  const clock = createFakeClock();
  return {
    ...clock,
    after(ms, run) {
      const cancel = clock.after(ms, run);
      void clock.advance(ms);
      return cancel;
    },
  };
}

let twilio: TwilioRest;
let folder: string;
let vault: Vault;
let numberSid: string;
let progress: SetUpProgress[];
beforeEach(async () => {
  twilio = await startTwilioRest();
  numberSid = twilio.addNumber('+15550100', { voice_url: OLD_URL, voice_method: 'GET' });
  folder = mkdtempSync(join(tmpdir(), 'set-up-'));
  vault = createVault({ cipher: noKeychain, file: join(folder, 'keys'), clock: createFakeClock(), log: silentLog });
  progress = [];
});
afterEach(async () => {
  await twilio.stop();
  rmSync(folder, { recursive: true });
});

/** As after a start of the product: only what is on the disk and in the vault is known. */
const start = () => {
  const clock = createHurriedClock();
  return {
    fetch: twilio.fetch,
    clock,
    vault,
    file: openSetUpFile({ file: join(folder, 'set-up.json'), clock, log: silentLog }),
    sources,
    onProgress: (each: SetUpProgress) => progress.push(each),
  };
};
const asked = () => ({
  accountSid: twilio.account.sid,
  authToken: twilio.account.authToken,
  numberSid,
  callerId: '+15550100',
  identity: 'latchkey',
  fallbackNumber: '+15550177',
  deviceName: 'front desk',
});
const root = () => `/2010-04-01/Accounts/${twilio.account.sid}`;
const number = (sid = numberSid) => twilio.tree.get(`${root()}/IncomingPhoneNumbers/${sid}`);

/** What lies at Twilio, counted: a set-up that made something twice shows here. */
function census() {
  const services = twilio.tree.list('/v1/Services');
  const below = (collection: string) =>
    services.flatMap(({ sid }) =>
      twilio.tree
        .list(`/v1/Services/${sid}/${collection}`)
        .map((one) => ({ path: `/v1/Services/${sid}/${collection}/${one.sid}`, one })),
    );
  const functions = below('Functions');
  const environments = below('Environments');
  return {
    keys: twilio.tree.list(`${root()}/Keys`).length,
    applications: twilio.tree.list(`${root()}/Applications`).length,
    services: services.length,
    functions: functions.map(({ one }) => one.friendly_name).sort(),
    versions: functions.flatMap(({ path }) => twilio.tree.list(`${path}/Versions`)).length,
    builds: below('Builds').length,
    environments: environments.length,
    variables: Object.fromEntries(
      environments.flatMap(({ path }) => twilio.tree.list(`${path}/Variables`).map(({ key, value }) => [key, value])),
    ) as unknown,
    deployments: environments.flatMap(({ path }) => twilio.tree.list(`${path}/Deployments`)).length,
    incoming: number()?.voice_url,
  };
}
const COMPLETE = {
  keys: 1,
  applications: 1,
  services: 1,
  functions: ['incoming', 'outgoing', 'status'],
  versions: 3,
  builds: 1,
  environments: 1,
  variables: {
    LATCHKEY_CALLER_ID: '+15550100',
    LATCHKEY_IDENTITY: 'latchkey',
    LATCHKEY_FALLBACK_NUMBER: '+15550177',
  },
  deployments: 1,
  incoming: `https://${DOMAIN}/incoming`,
};
const EMPTY = {
  keys: 0,
  applications: 0,
  services: 0,
  functions: [],
  versions: 0,
  builds: 0,
  environments: 0,
  variables: {},
  deployments: 0,
  incoming: OLD_URL,
};

test('The whole set-up makes each thing once, tells each step, and leaves no trace of the auth token', async () => {
  const end = await runSetUp(start(), asked());
  expect(end).toMatchObject({ ok: true, value: { ended: 'complete', made: { number: { pointed: true } } } });
  expect(census()).toEqual(COMPLETE);
  expect(progress.slice(0, 10).map(({ step, state }) => `${step} ${state}`)).toEqual(
    SET_UP_STEPS.map((step) => `${step} waiting`),
  );
  expect(progress.slice(10).map(({ step, state }) => `${step} ${state}`)).toEqual(
    SET_UP_STEPS.flatMap((step) => [`${step} running`, `${step} done`]),
  );

  const [application] = twilio.tree.list(`${root()}/Applications`);
  expect(application).toMatchObject({ voice_url: `https://${DOMAIN}/outgoing`, voice_method: 'POST' });
  const [key] = twilio.tree.list(`${root()}/Keys`);
  expect(vault.get(KEY_SECRET)).toBe(`secret of ${key?.sid}`);
  const state = readFileSync(join(folder, 'set-up.json'), 'utf8');
  expect(state).not.toContain(twilio.account.authToken);
  expect(state).not.toContain('secret of');
});

test('What was uploaded is our code, at its path, and lets in only what Twilio signed', async () => {
  await runSetUp(start(), asked());
  const [service] = twilio.tree.list('/v1/Services');
  expect(service).toMatchObject({ unique_name: 'latchkey', include_credentials: true });
  for (const { sid, friendly_name } of twilio.tree.list(`/v1/Services/${service?.sid}/Functions`)) {
    const name = friendly_name as 'outgoing' | 'incoming' | 'status';
    expect(twilio.tree.list(`/v1/Services/${service?.sid}/Functions/${sid}/Versions`)).toMatchObject([
      { path: `/${name}`, visibility: 'protected', content: sources.code[name] },
    ]);
  }
});

test('Done again, nothing is asked of Twilio', async () => {
  await runSetUp(start(), asked());
  const before = twilio.asked.length;
  expect(await runSetUp(start(), asked())).toMatchObject({ ok: true });
  expect(twilio.asked).toHaveLength(before);
});

/** Cuts at every request of a set-up in turn; after each cut a new start goes on. */
test.each<Fault & string>(['cut-before', 'cut-after'])(
  'Cut off at any request (%s) it goes on where it stopped, and makes nothing twice',
  async (fault) => {
    let cuts = 0;
    for (let at = 0; ; at++) {
      twilio.setFault((nth) => (nth === at ? fault : null));
      const first = await runSetUp(start(), asked());
      if (first.ok) break;
      expect(first.failure.kind).toBe('twilio-unreachable');
      expect(progress.at(-1)).toMatchObject({ state: 'failed', failure: { kind: 'twilio-unreachable' } });
      cuts++;
      twilio.setFault(null);
      expect(await runSetUp(start(), asked())).toMatchObject({ ok: true, value: { ended: 'complete' } });
      expect({ at, ...census() }).toEqual({ at, ...COMPLETE });
      expect(await undoSetUp(start(), asked())).toMatchObject({ ok: true });
      expect({ at, ...census() }).toEqual({ at, ...EMPTY });
      expect(number()).toMatchObject({ voice_method: 'GET' });
    }
    expect(cuts).toBeGreaterThan(25);
  },
);

test.each<Fault & string>(['cut-before', 'cut-after'])(
  'Whatever a set-up had got to when it was cut off (%s), undoing leaves the account as it was',
  async (fault) => {
    for (let at = 0; ; at++) {
      twilio.setFault((nth) => (nth === at ? fault : null));
      const first = await runSetUp(start(), asked());
      twilio.setFault(null);
      expect(await undoSetUp(start(), asked())).toMatchObject({ ok: true });
      expect({ at, ...census() }).toEqual({ at, ...EMPTY });
      expect(vault.get(KEY_SECRET)).toBeNull();
      if (first.ok) break;
    }
  },
);

test('An undoing that was cut off goes on as well', async () => {
  for (let at = 0; ; at++) {
    await runSetUp(start(), asked());
    twilio.setFault((nth) => (nth === at ? 'cut-after' : null));
    const first = await undoSetUp(start(), asked());
    twilio.setFault(null);
    expect(await undoSetUp(start(), asked())).toMatchObject({ ok: true, value: { made: nothingMade } });
    expect({ at, ...census() }).toEqual({ at, ...EMPTY });
    if (first.ok) break;
  }
});

test('Cancelled while the build runs it stops there, and goes on with the same build', async () => {
  twilio.account.buildTakesPolls = 5;
  const cancel = new AbortController();
  twilio.setFault((_nth, request) => {
    if (request.endsWith('/Status')) cancel.abort();
    return null;
  });
  const end = await runSetUp(start(), { ...asked(), signal: cancel.signal });
  expect(end).toMatchObject({ ok: true, value: { ended: 'cancelled' } });
  expect(progress.at(-1)).toEqual({ step: 'build', state: 'waiting', failure: null });
  twilio.setFault(null);
  expect(await runSetUp(start(), asked())).toMatchObject({ ok: true, value: { ended: 'complete' } });
  expect(census()).toEqual(COMPLETE);
});

test('A build that fails is told, and made anew the next time', async () => {
  twilio.account.buildFails = true;
  expect(await runSetUp(start(), asked())).toMatchObject({ ok: false, failure: { kind: 'twilio-refused' } });
  expect(progress.at(-1)).toMatchObject({ step: 'build', state: 'failed' });
  twilio.account.buildFails = false;
  expect(await runSetUp(start(), asked())).toMatchObject({ ok: true });
  expect(census()).toEqual({ ...COMPLETE, builds: 2 });
});

test('A build that never ends is given up after minutes, not waited for for ever', async () => {
  twilio.account.buildTakesPolls = Infinity;
  expect(await runSetUp(start(), asked())).toMatchObject({ ok: false, failure: { kind: 'deadline-passed' } });
});

test('Wrong keys make nothing', async () => {
  const wrong = { ok: false, failure: { kind: 'twilio-credentials-wrong' } };
  expect(await runSetUp(start(), { ...asked(), authToken: '0'.repeat(32) })).toEqual(wrong);
  expect(await runSetUp(start(), { ...asked(), authToken: 'nothing like it' })).toEqual(wrong);
  expect(census()).toEqual(EMPTY);
});

test('A refusal is told in its own words, with its number', async () => {
  twilio.setFault((_nth, request) =>
    request.startsWith('POST') && request.endsWith('/Applications') ? refusal(400, 21404, 'Too many') : null,
  );
  const failure = { kind: 'twilio-refused', code: 21404, detail: 'Too many' };
  expect(await runSetUp(start(), asked())).toEqual({ ok: false, failure });
  expect(progress.at(-1)).toEqual({ step: 'application', state: 'failed', failure });
});

test('A refused upload is told like any other refusal', async () => {
  twilio.setFault((_nth, request) =>
    request.includes('serverless-upload') ? refusal(429, 20429, 'Too Many Requests') : null,
  );
  expect(await runSetUp(start(), asked())).toMatchObject({ ok: false, failure: { kind: 'twilio-unreachable' } });
  expect(progress.at(-1)).toMatchObject({ step: 'versions' });
});

test('Another number takes over, and the first does again what it did before', async () => {
  await runSetUp(start(), asked());
  const other = twilio.addNumber('+15550200');
  expect(await runSetUp(start(), { ...asked(), numberSid: other, callerId: '+15550200' })).toMatchObject({ ok: true });
  expect(number()).toMatchObject({ voice_url: OLD_URL });
  expect(number(other)).toMatchObject({ voice_url: `https://${DOMAIN}/incoming` });
  expect(census()).toMatchObject({ variables: { LATCHKEY_CALLER_ID: '+15550200' }, keys: 1, builds: 1 });
});

test('No fallback number is no variable', async () => {
  await runSetUp(start(), asked());
  await runSetUp(start(), { ...asked(), fallbackNumber: null });
  expect(census().variables).toEqual({ LATCHKEY_CALLER_ID: '+15550100', LATCHKEY_IDENTITY: 'latchkey' });
});

test('A number that somebody has pointed elsewhere since is left alone', async () => {
  await runSetUp(start(), asked());
  const path = `${root()}/IncomingPhoneNumbers/${numberSid}`;
  twilio.tree.put(path, { ...number(), sid: numberSid, voice_url: 'https://example.com/newer' });
  await undoSetUp(start(), asked());
  expect(census()).toEqual({ ...EMPTY, incoming: 'https://example.com/newer' });
});

test('With a damaged state it finds what it had made', async () => {
  await runSetUp(start(), asked());
  writeFileSync(join(folder, 'set-up.json'), '{"accountSid":');
  expect(await runSetUp(start(), asked())).toMatchObject({ ok: true });
  expect(census()).toEqual(COMPLETE);
});

test('Another account is refused until the set-up with the first is undone', async () => {
  await runSetUp(start(), asked());
  const other = { ...asked(), accountSid: `AC${'e'.repeat(32)}` };
  expect(await runSetUp(start(), other)).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  expect(await undoSetUp(start(), other)).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  expect(census()).toEqual(COMPLETE);
});

test('What somebody removed at Twilio is no hindrance: undone and done again, all is there', async () => {
  await runSetUp(start(), asked());
  for (const { sid } of twilio.tree.list('/v1/Services')) twilio.tree.remove(`/v1/Services/${sid}`);
  for (const { sid } of twilio.tree.list(`${root()}/Applications`)) twilio.tree.remove(`${root()}/Applications/${sid}`);
  expect(await undoSetUp(start(), asked())).toMatchObject({ ok: true });
  expect(census()).toEqual(EMPTY);
  expect(await runSetUp(start(), asked())).toMatchObject({ ok: true });
  expect(census()).toEqual(COMPLETE);
});
