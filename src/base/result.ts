/** Expected trouble is a value: an operation that may fail at the edge of our machine answers with one of these. */
export type Result<Value, Failed> = { ok: true; value: Value } | { ok: false; failure: Failed };

export const ok = <Value>(value: Value): Result<Value, never> => ({ ok: true, value });
export const failed = <Failed>(failure: Failed): Result<never, Failed> => ({ ok: false, failure });
