import { z } from 'zod';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';

/** Both shapes of error the `twilio` package throws once Twilio has answered. */
const Refusal = z.object({
  status: z.number(),
  code: z.number().nullish(),
  message: z.string().nullish(),
  detail: z.string().nullish(),
});

const WRONG_KEYS = 20003;
const TOO_MANY = 20429;
/** 21219: to a number that is not verified, by a trial account; 21608: the same, for a message; 21210: from one. */
const TRIAL = new Set([21210, 21219, 21608]);
/** 21215 and 21216: no permission for the country, or the number is blocked; 13227: the same from inside TwiML. */
const GEO_PERMISSION = new Set([13227, 21215, 21216]);

/** What a thrown error of Twilio's client or of the network means, or null when it is none of theirs: then it is a bug. */
export function failureOfTwilio(error: unknown): Failure | null {
  const refusal = Refusal.safeParse(error);
  if (refusal.success) return failureOfRefusal(refusal.data);
  return isNetworkError(error) ? { kind: 'twilio-unreachable', detail: reasonOf(error) } : null;
}

/** Does the work and answers its value, or as a failure what Twilio or the network had against it. */
export async function answered<Value>(work: () => Promise<Value>): Promise<Result<Value, Failure>> {
  try {
    return ok(await work());
  } catch (error) {
    const failure = failureOfTwilio(error);
    if (failure) return failed(failure);
    throw error;
  }
}

/** Whether Twilio said that there is no such thing: when removing, that is as good as done. */
export function saysNotFound(error: unknown): boolean {
  const refusal = Refusal.safeParse(error);
  return refusal.success && refusal.data.status === 404;
}

function failureOfRefusal({ status, code, message, detail }: z.infer<typeof Refusal>): Failure {
  if (status === 401 || code === WRONG_KEYS) return { kind: 'twilio-credentials-wrong' };
  if (status === 429 || code === TOO_MANY) {
    return { kind: 'twilio-unreachable', detail: 'it is asked too often just now' };
  }
  if (status >= 500) return { kind: 'twilio-unreachable', detail: `it answers with an error of its own (${status})` };
  return failureOfCode(code ?? null, detail ?? message ?? `HTTP ${status}`);
}

function failureOfCode(code: number | null, detail: string): Failure {
  if (code !== null && TRIAL.has(code)) return { kind: 'twilio-trial', what: 'It can call verified numbers only.' };
  if (code !== null && GEO_PERMISSION.has(code)) return { kind: 'twilio-geo-permission', country: 'that country' };
  return { kind: 'twilio-refused', code, detail };
}

/** `fetch` throws a TypeError whose cause says why; the deadline is a DOMException. */
const isNetworkError = (error: unknown): error is Error =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || (error instanceof TypeError && /fetch|terminated/.test(error.message)));

function reasonOf(error: Error): string {
  if (error.name === 'TimeoutError') return 'it did not answer in time';
  const { cause } = error;
  return cause instanceof Error && cause.message ? cause.message : error.message;
}
