import { stat, rm } from 'node:fs/promises';
import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { diskTrouble } from './disk-trouble.ts';
import { hashFile } from './hash-file.ts';
import type { WriteFile } from './write-file.ts';

/** A server that has not begun to answer by then counts as not there. */
const ANSWER_MS = 6000;
/** A download that brings nothing for so long is given up; what came is kept. */
const STALL_MS = 30_000;

export type DownloadTools = { readonly fetch: typeof fetch; readonly clock: Clock; readonly write: WriteFile };
export type Download = {
  readonly url: string;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly signal: AbortSignal;
  onBytes(doneBytes: number): void;
};

const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );
const trouble = (url: string, detail: string): Failure => ({
  kind: 'download-failed',
  what: new URL(url).host,
  detail,
});

/**
 * Loads a file whose size and sha256 are known to `path`, going on where an earlier try ended. Fails with
 * download-failed (what came is kept), model-damaged (what came was something else, and is removed) or disk-full.
 * Rejects only on abort.
 */
export async function downloadFile(download: Download, tools: DownloadTools): Promise<Result<void, Failure>> {
  const { path, bytes, sha256, signal } = download;
  if ((await sizeOf(path)) > bytes) await rm(path, { force: true });
  try {
    if ((await sizeOf(path)) < bytes) {
      const loaded = await loadRest(download, tools);
      if (!loaded.ok) return loaded;
    }
    if ((await sizeOf(path)) === bytes && (await hashFile(path, signal)) === sha256) return ok(undefined);
  } catch (error) {
    signal.throwIfAborted();
    return failed(diskTrouble(error, path) ?? trouble(download.url, messageOf(error)));
  }
  if ((await sizeOf(path)) < bytes)
    return failed(trouble(download.url, 'the connection ended before the file was complete'));
  await rm(path, { force: true });
  return failed({
    kind: 'model-damaged',
    modelId: '',
    file: download.url,
    detail: 'its sha256 is not the expected one',
  });
}

async function loadRest(download: Download, { fetch, clock, write }: DownloadTools): Promise<Result<void, Failure>> {
  const { url, path, bytes, signal } = download;
  const patience = createPatience(clock, signal);
  try {
    const from = await sizeOf(path);
    const reply = await fetch(url, { signal: patience.signal, headers: from > 0 ? { range: `bytes=${from}-` } : {} });
    const continues = reply.status === 206;
    const refusal = refusalOf(reply, continues ? bytes - from : bytes);
    if (refusal || !reply.body) return failed(trouble(url, refusal ?? 'the server sent nothing'));
    const counted = count(reply.body, continues ? from : 0, { patience, download });
    await write(path, counted, { append: continues, signal: patience.signal });
    return ok(undefined);
  } catch (error) {
    signal.throwIfAborted();
    return failed(
      diskTrouble(error, path) ??
        trouble(url, patience.signal.aborted ? 'the server stopped answering' : messageOf(error)),
    );
  } finally {
    patience.end();
  }
}

/** Why an answer cannot be the file, before it is read: a status, or another length. */
function refusalOf(reply: Response, expectedBytes: number): string | undefined {
  if (!reply.ok) return `the server answered ${reply.status}`;
  const announced = reply.headers.has('content-encoding') ? null : reply.headers.get('content-length');
  if (announced === null || Number(announced) === expectedBytes) return undefined;
  return `the server has ${announced} bytes where ${expectedBytes} are expected`;
}

type Counting = { patience: Patience; download: Download };

async function* count(
  parts: AsyncIterable<Uint8Array>,
  from: number,
  { patience, download }: Counting,
): AsyncGenerator<Uint8Array> {
  let done = from;
  for await (const part of parts) {
    patience.renew();
    done += part.length;
    download.onBytes(done);
    yield part;
  }
}

type Patience = { readonly signal: AbortSignal; renew(): void; end(): void };

/** A signal that aborts with the caller's, or when nothing has come for too long. */
function createPatience(clock: Clock, signal: AbortSignal): Patience {
  const own = new AbortController();
  const stop = () => own.abort(new Error('the server stopped answering'));
  let cancel = clock.after(ANSWER_MS, stop);
  return {
    signal: AbortSignal.any([signal, own.signal]),
    renew() {
      cancel();
      cancel = clock.after(STALL_MS, stop);
    },
    end: () => cancel(),
  };
}

/** Fetch hides the reason (ECONNREFUSED, a name not found) in the cause. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
