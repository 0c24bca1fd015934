import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

const CONTENT_TYPE = 'twilio-fpa;v=1';
const LONGEST_SECONDS = 86_400;

const Header = z.object({ alg: z.literal('HS256'), cty: z.literal(CONTENT_TYPE) });
const Body = z.object({
  iss: z.string(),
  sub: z.string(),
  iat: z.number().optional(),
  nbf: z.number().optional(),
  exp: z.number(),
  grants: z.object({
    identity: z.string().min(1),
    voice: z.object({
      incoming: z.object({ allow: z.boolean() }).optional(),
      outgoing: z.object({ application_sid: z.string() }).optional(),
    }),
  }),
});
export type AccessToken = z.infer<typeof Body>;

/** An error as the edge sends it. */
export type EdgeError = { code: number; message: string };
export type Verified = { ok: true; token: AccessToken } | { ok: false; error: EdgeError };

/** The account and the one Standard key whose tokens are good. */
export type EdgeAccount = { accountSid: string; keySid: string; keySecret: string };

const refuse = (code: number, message: string): Verified => ({ ok: false, error: { code, message } });

const sign = (signed: string, secret: string) => createHmac('sha256', secret).update(signed).digest();

const decoded = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as unknown;
  } catch {
    return null;
  }
};

const read = (header: string, body: string): AccessToken | null => {
  const parsedHeader = Header.safeParse(decoded(header));
  const parsedBody = Body.safeParse(decoded(body));
  return parsedHeader.success && parsedBody.success ? parsedBody.data : null;
};

const sameBytes = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);

/**
 * Verifies an access token, or says what is wrong with it in the codes that the SDK knows:
 * 31202 signature, 31203 account, 31204 not a token for calls, 31205 expired, 31207 good for too long.
 *
 * @param nowMs milliseconds since 1970
 */
export function verifyAccessToken(text: string, account: EdgeAccount, nowMs: number): Verified {
  const [header = '', body = '', signature = ''] = text.split('.');
  const token = read(header, body);
  if (!token) return refuse(31204, 'Invalid JWT token');
  if (token.iss !== account.keySid || token.sub !== account.accountSid) return refuse(31203, 'No valid account');
  if (!sameBytes(Buffer.from(signature, 'base64url'), sign(`${header}.${body}`, account.keySecret))) {
    return refuse(31202, 'Signature validation failed.');
  }
  if (token.exp * 1000 <= nowMs) return refuse(31205, 'JWT token expired');
  const from = token.nbf ?? token.iat ?? nowMs / 1000;
  if (token.exp - from > LONGEST_SECONDS) return refuse(31207, 'JWT token expiration too long');
  return { ok: true, token };
}

/** A token as Twilio's own library would make it, for tests of this double; `seconds` may be negative. */
export function mintTestToken(account: EdgeAccount, identity: string, seconds = 3600): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = [
    part({ alg: 'HS256', typ: 'JWT', cty: CONTENT_TYPE }),
    part({
      jti: `${account.keySid}-${String(now)}`,
      iss: account.keySid,
      sub: account.accountSid,
      iat: now,
      exp: now + seconds,
      grants: { identity, voice: { incoming: { allow: true }, outgoing: { application_sid: `AP${'0'.repeat(32)}` } } },
    }),
  ].join('.');
  return `${signed}.${sign(signed, account.keySecret).toString('base64url')}`;
}
