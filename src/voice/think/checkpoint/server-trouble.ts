import {
  type ServerChoice,
  serverAt,
  SERVER_NAMES,
  splitSecret,
} from '../../../domain/checkpoint/checkpoint-choice.ts';
import type { Failure } from '../../../domain/failure.ts';
import { DeadlinePassed } from './deadline.ts';

const UNFIT = {
  'no-modules': 'it has no JSON and no search; Redis 8 and Redis Stack have both',
  'foreign-answer': 'what it gave back is not what was written',
} as const;

/** A server that answers, but that LangGraph's saver cannot work on. */
export class UnfitServer extends Error {
  readonly why: keyof typeof UNFIT;
  constructor(why: keyof typeof UNFIT) {
    super(why);
    this.name = 'UnfitServer';
    this.why = why;
  }
}

/** By the system's code, or SQLSTATE. */
const BY_CODE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no computer of that name',
  EAI_AGAIN: 'the name of the computer could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  EHOSTUNREACH: 'there is no way to that computer',
  ENETUNREACH: 'there is no network to it',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  ETIMEDOUT: 'nobody answers there',
  '28P01': 'the user name or the password is wrong',
  '28000': 'it does not let this user in from here',
  '3D000': 'it has no database of that name',
  '42501': 'this user may not write there',
  '25006': 'it can only be read',
  '53100': 'its disk is full',
  '53300': 'it has too many connections',
  '57P01': 'it was shut down',
  '57P03': 'it is still starting',
};

/** By what the server or its client says where there is no code. */
const BY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^WRONGPASS|invalid (username-)?password/i, 'the user name or the password is wrong'],
  [/^NOAUTH|password must be a (non-empty )?string/i, 'it wants a password'],
  [/^NOPERM/, 'this user may not write there'],
  [/^READONLY/, 'it can only be read'],
  [/^OOM/, 'its memory is full'],
  [/^MISCONF/, 'its disk cannot be written to'],
  [/^LOADING/, 'it is still starting'],
  [
    /socket closed|client is closed|connection terminated|connection ended|closed unexpectedly/i,
    'the connection broke off',
  ],
  [/certificate|SSL|TLS/i, 'the encrypted connection could not be made; look at its certificate'],
];

/** What is wrong, to complete “because …”. Without a user and a password, whatever the error holds. */
export function troubleInWords(error: unknown, choice: ServerChoice): string {
  if (error instanceof DeadlinePassed) return `it did not answer within ${error.afterMs} ms`;
  if (error instanceof UnfitServer) return UNFIT[error.why];
  if (!(error instanceof Error)) return 'it failed without a word';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = BY_CODE[code] ?? BY_WORDS.find(([pattern]) => pattern.test(error.message))?.[1];
  return known ?? withoutSecret(error.message || code || error.name, choice);
}

function withoutSecret(text: string, { url }: ServerChoice): string {
  const { password } = splitSecret(url);
  return [url, ...(password ? [password, encodeURIComponent(password)] : [])].reduce(
    (kept, secret) => kept.replaceAll(secret, '…'),
    text,
  );
}

/** The server that was chosen cannot keep calls, and why. */
export const serverAway = (choice: ServerChoice, error: unknown): Failure => ({
  kind: 'checkpoints-away',
  server: SERVER_NAMES[choice.kind],
  at: serverAt(choice.kind, choice.url),
  detail: troubleInWords(error, choice),
});
