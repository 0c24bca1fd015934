import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server treats the next request for a path. */
export type Manner = { readonly status?: number; readonly holdAfter?: number };

export type ModelServer = {
  readonly url: string;
  readonly requests: { path: string; range: string | undefined }[];
  /** Treats the next request so; later ones are served whole. */
  next(manner: Manner): void;
  /** Breaks every connection in the middle. */
  drop(): void;
  close(): Promise<void>;
};

/** A release server with files in memory, byte ranges, and bad days on demand. */
export async function startModelServer(files: Readonly<Record<string, Buffer>>): Promise<ModelServer> {
  const requests: ModelServer['requests'] = [];
  const manners: Manner[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    const { range } = request.headers;
    requests.push({ path, range });
    const manner = manners.shift() ?? {};
    const body = files[path];
    if (!body || manner.status) {
      response.writeHead(manner.status ?? 404).end();
      return;
    }
    const from = range ? Number(/bytes=(\d+)-/.exec(range)?.[1] ?? 0) : 0;
    const rest = body.subarray(from);
    response.writeHead(range ? 206 : 200, { 'content-length': rest.length });
    if (manner.holdAfter !== undefined) response.write(rest.subarray(0, manner.holdAfter));
    else response.end(rest);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    next: (manner) => manners.push(manner),
    drop: () => server.closeAllConnections(),
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
