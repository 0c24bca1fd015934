import { request } from 'node:https';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCertificate } from '../twilio-edge/certificate.ts';
import { refusal } from './answer.ts';
import { startTwilioRest, type TwilioRest } from './start-twilio-rest.ts';

let twilio: TwilioRest;
beforeEach(async () => {
  twilio = await startTwilioRest();
});
afterEach(() => twilio.stop());

const basic = (user: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const ask = (
  url: string,
  form?: Record<string, string>,
  headers = basic(twilio.account.sid, twilio.account.authToken),
) => twilio.fetch(url, form ? { method: 'POST', headers, body: new URLSearchParams(form) } : { headers });
const services = 'https://serverless.twilio.com/v1/Services';

test('Who is unknown is let in nowhere, and told in the form Twilio tells it', async () => {
  const answer = await ask(services, undefined, basic(twilio.account.sid, 'wrong'));
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ code: 20003, status: 401, more_info: expect.any(String) as string });
});

test('A key may do what the account may, but not with keys and the account', async () => {
  const root = `https://api.twilio.com/2010-04-01/Accounts/${twilio.account.sid}`;
  const made = (await (await ask(`${root}/Keys.json`, { FriendlyName: 'a key' })).json()) as Record<string, string>;
  const key = basic(made.sid ?? '', made.secret ?? '');
  expect((await ask(`${root}/IncomingPhoneNumbers.json`, undefined, key)).status).toBe(200);
  expect((await ask(`${root}/Keys.json`, undefined, key)).status).toBe(401);
  expect(JSON.stringify(await (await ask(`${root}/Keys.json`)).json())).not.toContain('secret');
});

test('A unique name is given once, and what is below a service goes with it', async () => {
  const form = { UniqueName: 'one', FriendlyName: 'One' };
  const made = (await (await ask(services, form)).json()) as Record<string, string>;
  expect((await ask(services, form)).status).toBe(409);
  expect((await ask(`${services}/one`)).status).toBe(200);
  await ask(`${services}/${made.sid}/Functions`, { FriendlyName: 'a function' });
  await twilio.fetch(`${services}/one`, {
    method: 'DELETE',
    headers: basic(twilio.account.sid, twilio.account.authToken),
  });
  expect((await ask(`${services}/${made.sid}/Functions`, { FriendlyName: 'another' })).status).toBe(404);
  expect(twilio.tree.list(`/v1/Services/${made.sid}/Functions`)).toEqual([]);
});

test('Cut before, nothing was done; cut after, it was; a refusal is passed on as it is', async () => {
  const form = { UniqueName: 'one', FriendlyName: 'One' };
  twilio.setFault(() => 'cut-before');
  await expect(ask(services, form)).rejects.toThrow('fetch failed');
  expect(twilio.tree.list('/v1/Services')).toHaveLength(0);
  twilio.setFault(() => 'cut-after');
  await expect(ask(services, form)).rejects.toThrow('fetch failed');
  expect(twilio.tree.list('/v1/Services')).toHaveLength(1);
  twilio.setFault(() => refusal(429, 20429, 'Too Many Requests'));
  expect((await ask(services)).status).toBe(429);
});

test('Over TLS it answers as the host that was meant, and tells the keys that were made', async () => {
  const tls = await createCertificate();
  const secure = await startTwilioRest({ tls });
  try {
    const { sid, authToken } = secure.account;
    const answered = await new Promise<string>((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port: secure.port,
          servername: 'api.twilio.com',
          ca: tls.cert,
          method: 'POST',
          path: `/2010-04-01/Accounts/${sid}/Keys.json`,
          headers: { ...basic(sid, authToken), Host: 'api.twilio.com' },
        },
        (response) => {
          response.setEncoding('utf8').on('data', resolve);
        },
      );
      asked.on('error', reject).end('FriendlyName=desk');
    });
    const made = JSON.parse(answered) as { sid: string; secret: string };
    expect(secure.keys()).toEqual([{ sid: made.sid, secret: made.secret }]);
    expect(secure.asked).toEqual([`POST api.twilio.com/2010-04-01/Accounts/${sid}/Keys`]);
  } finally {
    await secure.stop();
  }
});
