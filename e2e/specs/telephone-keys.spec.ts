import { expect, test } from '@playwright/test';
import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import { launchTelephoneLine, type TelephoneLine } from '../launch/launch-telephone-line.ts';

// Keys both ways, on the real SDK in the real window, in each of the coders that a call may be spoken in.

for (const codec of ['opus', 'PCMU'] as const)
  test.describe(`over ${codec}`, () => {
    let line: TelephoneLine;
    test.beforeAll(async () => {
      line = await launchTelephoneLine({ codecs: [codec] });
    });
    test.afterAll(() => line.close());

    let calls = 0;
    const eventsOf = async (name: string, callId: string) =>
      (await line.told(name)).filter((event) => event['callId'] === callId);
    /** A call in which sound has come for a second. */
    const inACall = async (): Promise<{ callId: string; far: EdgeCall }> => {
      const callId = `k${++calls}`;
      const far = await line.connect(callId);
      await expect.poll(async () => (await eventsOf('audio.measured', callId)).length).toBeGreaterThan(0);
      return { callId, far };
    };
    const hangUp = async (callId: string) => {
      await line.ask('call.hangUp', { callId });
      await expect.poll(async () => (await eventsOf('call.ended', callId)).length).toBe(1);
    };
    const digits = async (callId: string) =>
      (await eventsOf('digit.received', callId)).map(({ digit }) => digit).join('');
    const send = (callId: string, keys: string) => line.ask('digits.send', { callId, digits: keys });

    for (const how of ['as sound', 'as events'] as const) {
      test(`keys that the far end presses ${how} are told once each, however long they are held`, async () => {
        const { callId, far } = await inACall();
        await far.press('1', how, { ms: 900, pauseMs: 200 });
        await far.press('#77', how, { ms: 300, pauseMs: 200 });
        await expect.poll(() => digits(callId)).toBe('1#77');
        await hangUp(callId);
        expect(await digits(callId)).toBe('1#77');
      });

      test(`ten keys in a row ${how} are told in their order, with their moments`, async () => {
        const { callId, far } = await inACall();
        await far.press('5125550143', how, { ms: 100, pauseMs: 100, beside: true });
        await expect.poll(() => digits(callId)).toBe('5125550143');
        const at = (await eventsOf('digit.received', callId)).map(({ lineMs }) => lineMs as number);
        const apart = at.slice(1).map((lineMs, index) => lineMs - at[index]!);
        expect(Math.min(...apart)).toBeGreaterThan(120);
        expect(Math.max(...apart)).toBeLessThan(320);
        await hangUp(callId);
      });
    }

    test('keys are sent to the far end in their order, also behind a pause', async () => {
      const { callId, far } = await inACall();
      expect(await send(callId, '1234*w56w7#')).toEqual({ ok: true, value: null });
      await expect.poll(() => far.digits.heard).toBe('1234*567#');
      await hangUp(callId);
      expect(far.digits).toMatchObject({ heard: '1234*567#', told: '' });
    });

    test('keys that are pressed faster than they sound are all sent', async () => {
      const { callId, far } = await inACall();
      const answers = await Promise.all(Array.from('5125550143', (key) => send(callId, key)));
      expect(answers.every(({ ok }) => ok)).toBe(true);
      await expect.poll(() => far.digits.heard).toBe('5125550143');
      await hangUp(callId);
      expect(await send(callId, '1')).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    });
  });
