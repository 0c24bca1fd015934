import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createCertificate } from '../doubles/twilio-edge/certificate.ts';
import { startTwilioEdge, type TwilioEdge } from '../doubles/twilio-edge/twilio-edge.ts';
import { startTwilioRest, type TwilioRest } from '../doubles/twilio-rest/start-twilio-rest.ts';
import { launchApp, type LaunchedApp } from './launch-app.ts';

export type TelephoneApp = {
  latchkey: LaunchedApp;
  edge: TwilioEdge;
  rest: TwilioRest;
  /** Under which the app is rung, as the set-up made it. */
  identity(): string;
  close(): Promise<void>;
};

const Made = z.object({ variables: z.object({ LATCHKEY_IDENTITY: z.string() }) });

/** The whole app, as built, on a machine whose Twilio is both doubles: its names are mapped to them, nothing else is changed. */
export async function launchTelephoneApp(): Promise<TelephoneApp> {
  const certificate = await createCertificate();
  const rest = await startTwilioRest({ tls: certificate });
  const edge = await startTwilioEdge({
    account: {
      accountSid: rest.account.sid,
      get keySid() {
        return rest.keys().at(-1)?.sid ?? '';
      },
      get keySecret() {
        return rest.keys().at(-1)?.secret ?? '';
      },
    },
  });
  const rules = `MAP voice-js.*:443 127.0.0.1:${edge.port},MAP *.twilio.com:443 127.0.0.1:${rest.port}`;
  const latchkey = await launchApp({
    args: [
      '--allow-loopback-in-peer-connection',
      `--host-resolver-rules=${rules}`,
      `--ignore-certificate-errors-spki-list=${certificate.spki},${edge.spki}`,
    ],
  });
  return {
    latchkey,
    edge,
    rest,
    identity() {
      const text = readFileSync(join(latchkey.dataFolder, 'telephone.json'), 'utf8');
      return Made.parse(JSON.parse(text)).variables.LATCHKEY_IDENTITY;
    },
    async close() {
      await latchkey.close();
      await edge.stop();
      await rest.stop();
    },
  };
}
