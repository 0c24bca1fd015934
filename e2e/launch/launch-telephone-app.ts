import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createCertificate } from '../doubles/twilio-edge/certificate.ts';
import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import { startTwilioEdge, type TwilioEdge } from '../doubles/twilio-edge/twilio-edge.ts';
import { startTwilioRest, type TwilioRest } from '../doubles/twilio-rest/start-twilio-rest.ts';
import { callPage } from '../pages/call-page.ts';
import { telephonePage } from '../pages/telephone-page.ts';
import { launchApp, type LaunchedApp, type LaunchOptions } from './launch-app.ts';

/** Both doubles, and what makes an app take them for Twilio. They outlive an app that is killed. */
export type Twilio = {
  edge: TwilioEdge;
  rest: TwilioRest;
  args: readonly string[];
  stop(): Promise<void>;
};

export type TelephoneApp = {
  latchkey: LaunchedApp;
  edge: TwilioEdge;
  rest: TwilioRest;
  /** Under which the app is rung, as the set-up made it. */
  identity(): string;
  /** Goes through the set-up on the screen, until the telephone is connected. */
  setUp(): Promise<void>;
  /** Presses the first own phone on the Call screen; answers the far end's leg as soon as the edge was asked for it. */
  dialOwnPhone(): Promise<EdgeCall>;
  /** The same, once both sides are through and the screen is live. */
  callOwnPhone(): Promise<EdgeCall>;
  close(): Promise<void>;
};

const Made = z.object({ variables: z.object({ LATCHKEY_IDENTITY: z.string() }) });
/** The number that calls. */
const DESK_NUMBER = '+15125550100';

/** Starts an account with nothing in it but a number, and the edge that takes the tokens of its newest key. */
export async function startTwilio(): Promise<Twilio> {
  const certificate = await createCertificate();
  const rest = await startTwilioRest({ tls: certificate });
  rest.addNumber(DESK_NUMBER);
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
  return {
    edge,
    rest,
    args: [
      '--allow-loopback-in-peer-connection',
      `--host-resolver-rules=${rules}`,
      `--ignore-certificate-errors-spki-list=${certificate.spki},${edge.spki}`,
    ],
    async stop() {
      await edge.stop();
      await rest.stop();
    },
  };
}

/** The whole app, as built, on a machine whose Twilio is both doubles: its names are mapped to them, nothing else is changed. */
export async function launchTelephoneApp(options: LaunchOptions & { twilio?: Twilio } = {}): Promise<TelephoneApp> {
  const twilio = options.twilio ?? (await startTwilio());
  const { edge, rest } = twilio;
  const latchkey = await launchApp({ ...options, args: [...twilio.args, ...(options.args ?? [])] });
  const { screen } = latchkey;
  const dialOwnPhone = async () => {
    const invited = edge.next('invited');
    await screen
      .getByRole('button', { name: /^Call your own phone/ })
      .first()
      .click();
    await invited;
    return edge.calls.at(-1)!;
  };
  return {
    latchkey,
    edge,
    rest,
    identity() {
      const text = readFileSync(join(latchkey.dataFolder, 'telephone.json'), 'utf8');
      return Made.parse(JSON.parse(text)).variables.LATCHKEY_IDENTITY;
    },
    async setUp() {
      const page = telephonePage(screen);
      await page.open();
      await page.enterKeys(rest.account.sid, rest.account.authToken);
      await page.says(rest.account.friendlyName);
      await page.setUp();
      await page.isConnected();
      await page.leave();
    },
    dialOwnPhone,
    async callOwnPhone() {
      const far = await dialOwnPhone();
      await far.once('media-connected');
      await callPage(screen).isLive();
      return far;
    },
    async close() {
      await latchkey.close();
      // An edge that was given in belongs to whoever gave it.
      if (!options.twilio) await twilio.stop();
    },
  };
}
