import { expect } from '@playwright/test';
import { mintTestToken } from '../doubles/twilio-edge/access-token.ts';
import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import { type EdgeOptions, startTwilioEdge, type TwilioEdge } from '../doubles/twilio-edge/twilio-edge.ts';
import { launchLineWindow, type Answer, type LineWindow, type Payload } from './launch-line-window.ts';

// The built line window alone, with the real SDK in it, against the emulated edge: no main process, no voice.

export const account = { accountSid: `AC${'0'.repeat(32)}`, keySid: `SK${'1'.repeat(32)}`, keySecret: 's'.repeat(32) };
const IDENTITY = 'desk';
const NUMBER = '+15125550143';

/** An hour's token, or one that somebody else has signed. */
export const goodToken = (seconds = 3_600) => mintTestToken(account, IDENTITY, seconds);
export const forgedToken = () => mintTestToken({ ...account, keySecret: 'x'.repeat(32) }, IDENTITY);

export type TelephoneLine = LineWindow & {
  edge: TwilioEdge;
  register(token?: string): Promise<void>;
  /** Dials with a permit that stands; answers what the line answered. */
  dial(callId: string, permit?: Payload): Promise<Answer>;
  /** Dials, and answers the far end's leg once both sides are through. */
  connect(callId?: string): Promise<EdgeCall>;
};

export async function launchTelephoneLine(
  options: Pick<EdgeOptions, 'onInvite' | 'codecs'> = {},
): Promise<TelephoneLine> {
  const edge = await startTwilioEdge({ account, ...options });
  const window = await launchLineWindow([
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    '--allow-loopback-in-peer-connection',
    `--host-resolver-rules=MAP *.twilio.com:443 127.0.0.1:${edge.port}`,
    `--ignore-certificate-errors-spki-list=${edge.spki}`,
  ]);
  const { ask, told } = window;
  const register: TelephoneLine['register'] = async (token = goodToken()) => {
    expect(await ask('telephone.register', { token })).toEqual({ ok: true, value: null });
  };
  const dial: TelephoneLine['dial'] = async (callId, change = {}) => {
    const permit = {
      callId,
      number: NUMBER,
      mode: 'agent-speaks',
      basis: 'own-phone',
      ruleVersion: 'test',
      expiresAtWallMs: Date.now() + 60_000,
      ...change,
    };
    await window.giveStreams(callId);
    return ask('call.dial', { callId, to: { line: 'telephone', permit, detectMachines: true } });
  };
  return {
    ...window,
    edge,
    register,
    dial,
    async connect(callId = 'c1') {
      await register();
      expect(await dial(callId)).toEqual({ ok: true, value: null });
      await expect
        .poll(async () => (await told('call.answered')).some((event) => event['callId'] === callId))
        .toBe(true);
      const call = edge.calls.at(-1)!;
      await call.once('media-connected');
      return call;
    },
    async close() {
      await window.close();
      await edge.stop();
    },
  };
}
