import type { Twilio } from 'twilio';
import { createTwilioHttp, type TwilioRoad } from './twilio-http.ts';

/** Who asks: the account with its auth token, or with an API key (SK…) and its secret. Never logged, never kept here. */
export type TwilioKeys = { accountSid: string; username: string; password: string };

/** The account itself, as the set-up asks for it: its SID and its auth token. */
export const accountKeys = (accountSid: string, authToken: string): TwilioKeys => ({
  accountSid,
  username: accountSid,
  password: authToken,
});

/**
 * Twilio's REST client. The package takes some 150 ms to load and 70 more with what we use, so it is loaded when it is
 * first wanted. Region, edge and log level are given as none, for it would take them from the environment otherwise.
 */
export async function openTwilio(keys: TwilioKeys, road: TwilioRoad): Promise<Twilio> {
  const { default: twilio } = await import('twilio');
  return twilio(keys.username, keys.password, {
    accountSid: keys.accountSid,
    httpClient: createTwilioHttp(road),
    edge: '',
    region: '',
    logLevel: '',
  });
}

const ACCOUNT_SID = /^AC[0-9a-f]{32}$/i;
const AUTH_TOKEN = /^[0-9a-f]{32}$/i;

/** Whether keys can be right at all; the package throws at a SID of another kind. */
export const looksLikeKeys = (accountSid: string, authToken: string): boolean =>
  ACCOUNT_SID.test(accountSid) && AUTH_TOKEN.test(authToken);
