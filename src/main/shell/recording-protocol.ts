import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { protocol } from 'electron';
import { parseRange } from '../calls/parse-range.ts';

export const RECORDING_SCHEME = 'latchkey-recording';

/** The address under which a page plays a call's recording. */
export const recordingUrl = (callId: string): string => `${RECORDING_SCHEME}://call/${encodeURIComponent(callId)}`;

/** Must run before the app is ready. `stream` lets <audio> seek. */
export function declareRecordingScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: RECORDING_SCHEME, privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves a call's WAV to our own pages. The page names a call and never a path; `find` asks the store where its
 * recording lies and answers undefined where there is none.
 */
export function serveRecordings(find: (callId: string) => Promise<string | undefined>): void {
  protocol.handle(RECORDING_SCHEME, async (request) => {
    const callId = decodeURIComponent(new URL(request.url).pathname.slice(1));
    const path = await find(callId);
    const file = path === undefined ? undefined : await stat(path).catch(() => undefined);
    if (path === undefined || !file) return new Response('no such recording', { status: 404 });
    const range = parseRange(request.headers.get('range'), file.size);
    if (!range)
      return new Response('range not satisfiable', {
        status: 416,
        headers: { 'content-range': `bytes */${file.size}` },
      });
    const partial = request.headers.has('range');
    return new Response(
      Readable.toWeb(createReadStream(path, { start: range.from, end: range.to })) as ReadableStream,
      {
        status: partial ? 206 : 200,
        headers: {
          'content-type': 'audio/wav',
          'accept-ranges': 'bytes',
          'content-length': String(range.to - range.from + 1),
          ...(partial ? { 'content-range': `bytes ${range.from}-${range.to}/${file.size}` } : {}),
        },
      },
    );
  });
}
