import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusal } from '../../../e2e/doubles/twilio-rest/answer.ts';
import { startTwilioRest, type TwilioRest } from '../../../e2e/doubles/twilio-rest/start-twilio-rest.ts';
import { createTwilioAccount } from './twilio-account.ts';
import { accountKeys } from './twilio-client.ts';

let twilio: TwilioRest;
beforeEach(async () => {
  twilio = await startTwilioRest();
});
afterEach(() => twilio.stop());

const open = (authToken = twilio.account.authToken, accountSid = twilio.account.sid) =>
  createTwilioAccount(accountKeys(accountSid, authToken), { fetch: twilio.fetch });

test('A good account tells its name, its kind and its balance', async () => {
  expect(await open().checkAccount()).toEqual({
    ok: true,
    value: {
      friendlyName: 'Harbour Homes',
      status: 'active',
      type: 'full',
      balance: { amount: '17.42', currency: 'USD' },
    },
  });
});

test('A trial account is told, and whom it may call', async () => {
  twilio.account.type = 'Trial';
  twilio.addVerifiedCaller('+15550100');
  expect(await open().checkAccount()).toMatchObject({ ok: true, value: { type: 'trial' } });
  expect(await open().verifiedCallers()).toMatchObject({ ok: true, value: [{ phoneNumber: '+15550100' }] });
});

test('An account without a balance of its own is a good account', async () => {
  twilio.setFault((_nth, request) => (request.endsWith('/Balance') ? refusal(404, 20404, 'Not found') : null));
  expect(await open().checkAccount()).toMatchObject({ ok: true, value: { balance: null } });
});

test('Wrong keys are told as wrong keys, whether Twilio says so or they cannot be keys at all', async () => {
  const wrong = { ok: false, failure: { kind: 'twilio-credentials-wrong' } };
  expect(await open('0'.repeat(32)).checkAccount()).toEqual(wrong);
  expect(twilio.asked).toHaveLength(1);
  expect(await open(twilio.account.authToken, 'SKnot-an-account').checkAccount()).toEqual(wrong);
  expect(await open('short').listNumbers()).toEqual(wrong);
  expect(twilio.asked).toHaveLength(1);
});

test('Only numbers that can speak are listed; none of them is a failure', async () => {
  twilio.addNumber('+15550101', { capabilities: { voice: false, sms: true } });
  expect(await open().listNumbers()).toEqual({ ok: false, failure: { kind: 'twilio-no-number' } });
  const sid = twilio.addNumber('+15550102');
  expect(await open().listNumbers()).toEqual({
    ok: true,
    value: [{ sid, phoneNumber: '+15550102', friendlyName: '+15550102' }],
  });
});

test('A country that may not be called is named', async () => {
  twilio.account.forbiddenCountries.add('DE');
  expect(await open().voicePermission('US')).toMatchObject({ ok: true });
  expect(await open().voicePermission('DE')).toEqual({
    ok: false,
    failure: { kind: 'twilio-geo-permission', country: 'Germany' },
  });
});

test.each([
  ['a cut connection', 'cut-before' as const, 'twilio-unreachable'],
  ['too many requests', refusal(429, 20429, 'Too Many Requests'), 'twilio-unreachable'],
  ['an error of its own', refusal(503, 20503, 'Service Unavailable'), 'twilio-unreachable'],
  ['an error page that is not JSON', { status: 502, body: '<html>' }, 'twilio-unreachable'],
  ['any other refusal', refusal(400, 20001, 'Invalid parameter'), 'twilio-refused'],
])('After %s the failure says so', async (_what, fault, kind) => {
  twilio.setFault(() => fault);
  expect(await open().checkAccount()).toMatchObject({ ok: false, failure: { kind } });
});

test('No server at all is told as unreachable', async () => {
  await twilio.stop();
  const answer = await open().checkAccount();
  expect(answer).toMatchObject({ ok: false, failure: { kind: 'twilio-unreachable' } });
});

test('What a call cost is known once Twilio has worked it out', async () => {
  twilio.endLeg({ sid: 'CA1', seconds: 42, price: null });
  expect(await open().callCost('CA1')).toEqual({
    ok: true,
    value: { status: 'completed', durationSeconds: 42, price: null, currency: 'USD' },
  });
  twilio.endLeg({ sid: 'CA1', seconds: 42, price: '-0.014' });
  expect(await open().callCost('CA1')).toMatchObject({ ok: true, value: { price: '-0.014' } });
});

test.each(['busy', 'no-answer', 'failed', 'canceled'])(
  'A leg that nobody picked up lasted no second and costs nothing: %s',
  async (status) => {
    twilio.endLeg({ sid: 'CA1', status, seconds: null, price: null });
    expect(await open().callCost('CA1')).toEqual({
      ok: true,
      value: { status, durationSeconds: 0, price: '0', currency: 'USD' },
    });
    twilio.endLeg({ sid: 'CA1', status, seconds: null, price: '-0.002' });
    expect(await open().callCost('CA1')).toMatchObject({ ok: true, value: { price: '-0.002' } });
  },
);

test('A call that is still up has no length yet, whatever stands in its place', async () => {
  twilio.endLeg({ sid: 'CA1', status: 'in-progress', seconds: 0, price: null });
  expect(await open().callCost('CA1')).toMatchObject({ ok: true, value: { durationSeconds: null, price: null } });
});

test('The legs that a call dialled are found by the leg that dialled them', async () => {
  twilio.endLeg({ sid: 'CA2', parentSid: 'CA1', seconds: 42, price: null });
  twilio.endLeg({ sid: 'CA3', parentSid: 'CA9', seconds: 42, price: null });
  expect(await open().dialledLegs('CA1')).toEqual({ ok: true, value: ['CA2'] });
});
