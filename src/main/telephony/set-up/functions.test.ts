import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import twilio, { type Twilio } from 'twilio';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTwilioRest, type TwilioRest } from '../../../../e2e/doubles/twilio-rest/start-twilio-rest.ts';
import { accountKeys, openTwilio } from '../twilio-client.ts';

type Handler = (context: object, event: object, callback: (error: unknown, answer: object) => void) => unknown;

let double: TwilioRest;
let client: Twilio;
beforeEach(async () => {
  double = await startTwilioRest();
  client = await openTwilio(accountKeys(double.account.sid, double.account.authToken), { fetch: double.fetch });
});
afterEach(() => double.stop());

/** Runs a Function as Twilio's runtime does, with the package it offers there, and answers its TwiML. */
function ask(name: string, event: Record<string, string>, variables: Record<string, string> = {}): Promise<string> {
  const path = new URL(`../../../../resources/twilio-functions/${name}.cjs`, import.meta.url);
  const exports: { handler?: Handler } = {};
  runInNewContext(readFileSync(path, 'utf8'), { exports, Twilio: twilio, console: { log: () => undefined } });
  const context = {
    DOMAIN_NAME: 'latchkey-4711.twil.io',
    LATCHKEY_CALLER_ID: '+15550100',
    LATCHKEY_IDENTITY: 'latchkey',
    getTwilioClient: () => client,
    ...variables,
  };
  return new Promise((resolve, reject) => {
    exports.handler?.(context, event, (error, answer) => {
      if (error) reject(error instanceof Error ? error : new Error('refused'));
      // The answer was made by the package of this realm: its text is the TwiML.
      else resolve((answer as { toString(): string }).toString().replace(/^<\?xml.*?\?>/, ''));
    });
  });
}

const messages = (callSid: string) =>
  double.tree
    .list(`/2010-04-01/Accounts/${double.account.sid}/Calls/${callSid}/UserDefinedMessages`)
    .map(({ content }) => JSON.parse(String(content)) as unknown);

const STATUS = 'https://latchkey-4711.twil.io/status?client=CA1';

test('An outgoing call rings the number from the caller id, and has everything told under its own SID', async () => {
  expect(await ask('outgoing', { CallSid: 'CA1', To: '+15550199' })).toBe(
    `<Response><Dial callerId="+15550100" answerOnBridge="true" timeout="30" action="${STATUS}&amp;about=end" method="POST">` +
      `<Number statusCallback="${STATUS}&amp;about=leg" statusCallbackEvent="initiated ringing answered completed" ` +
      'statusCallbackMethod="POST">+15550199</Number></Dial></Response>',
  );
});

test('A test of the connection hears itself, and dials nobody, whatever it asks for', async () => {
  const echo = '<Response><Echo/></Response>';
  expect(await ask('outgoing', { CallSid: 'CA1', Purpose: 'connection-test' })).toBe(echo);
  expect(await ask('outgoing', { CallSid: 'CA1', Purpose: 'connection-test', To: '+15550199' })).toBe(echo);
});

test('Machine detection is on when it is asked for', async () => {
  const twiml = await ask('outgoing', { CallSid: 'CA1', To: '+15550199', MachineDetection: 'Enable' });
  expect(twiml).toContain(`machineDetection="Enable" amdStatusCallback="${STATUS}&amp;about=machine"`);
  expect(await ask('outgoing', { CallSid: 'CA1', To: '+15550199', MachineDetection: '1' })).not.toContain('achineDet');
});

test.each(['', 'client:somebody', '911', 'sip:a@b.example'])('What is no number is not dialled: %s', async (to) => {
  expect(await ask('outgoing', { CallSid: 'CA1', To: to })).toBe('<Response><Reject/></Response>');
});

test('An incoming call rings the app, which learns whom was called and under what the costs are found', async () => {
  expect(await ask('incoming', { CallSid: 'CA7', From: '+15550199', To: '+15550100' })).toBe(
    '<Response><Dial timeout="25" answerOnBridge="true" action="https://latchkey-4711.twil.io/incoming?rang=app" ' +
      'method="POST"><Client statusCallback="https://latchkey-4711.twil.io/status?about=leg" ' +
      'statusCallbackEvent="answered completed" statusCallbackMethod="POST"><Identity>latchkey</Identity>' +
      '<Parameter name="CallerCallSid" value="CA7"/><Parameter name="CalledNumber" value="+15550100"/>' +
      '</Client></Dial></Response>',
  );
});

test.each(['busy', 'no-answer', 'failed'])(
  'A call the app does not take (%s) goes to the fallback number',
  async (why) => {
    const event = { CallSid: 'CA7', rang: 'app', DialCallStatus: why };
    const twiml = await ask('incoming', event, { LATCHKEY_FALLBACK_NUMBER: '+15550177' });
    expect(twiml).toContain('<Number>+15550177</Number>');
    expect(await ask('incoming', event)).toMatch(/<Say>.*<Hangup\/>/);
  },
);

test('A call that was taken, or that the fallback did not take either, is over', async () => {
  const over = '<Response><Hangup/></Response>';
  const fallback = { LATCHKEY_FALLBACK_NUMBER: '+15550177' };
  expect(await ask('incoming', { rang: 'app', DialCallStatus: 'completed' }, fallback)).toBe(over);
  expect(await ask('incoming', { rang: 'fallback', DialCallStatus: 'no-answer' }, fallback)).toBe(over);
});

test('What a machine said reaches the app on its own leg', async () => {
  const event = { about: 'machine', client: 'CA1', CallSid: 'CA2', AnsweredBy: 'machine_start' };
  expect(await ask('status', { ...event, MachineDetectionDuration: '3200', From: '+15550199' })).toBe('<Response/>');
  expect(messages('CA1')).toEqual([
    {
      kind: 'latchkey-status',
      about: 'machine',
      CallSid: 'CA2',
      AnsweredBy: 'machine_start',
      MachineDetectionDuration: '3200',
    },
  ]);
});

test('At the end the app is told seconds and, if known, price, and its leg is hung up', async () => {
  const other = { sid: 'CA2', price: '-0.014', price_unit: 'USD' };
  double.tree.put(`/2010-04-01/Accounts/${double.account.sid}/Calls/CA2`, other);
  const event = {
    about: 'end',
    client: 'CA1',
    DialCallSid: 'CA2',
    DialCallStatus: 'completed',
    DialCallDuration: '42',
  };
  expect(await ask('status', event)).toBe('<Response><Hangup/></Response>');
  expect(messages('CA1')).toMatchObject([{ DialCallDuration: '42', Price: '-0.014', PriceUnit: 'USD' }]);
});

test('When the app cannot be told, the caller hears nothing of it', async () => {
  double.setFault(() => 'cut-before');
  expect(await ask('status', { about: 'end', client: 'CA1' })).toBe('<Response><Hangup/></Response>');
});
