import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export type RedisDouble = {
  readonly url: string;
  /** Sets by their keys. */
  readonly sets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly expires: ReadonlyMap<string, number>;
  close(): Promise<void>;
};

/** As much of a Redis as sets of words need, over its real protocol (RESP). */
export async function startRedisDouble(words: Readonly<Record<string, readonly string[]>> = {}): Promise<RedisDouble> {
  const sets = new Map(Object.entries(words).map(([key, texts]) => [key, new Set(texts)]));
  const expires = new Map<string, number>();
  const run = ([name = '', key = '', value = '']: string[]): string => {
    if (name === 'SMEMBERS') return bulks([...(sets.get(key) ?? [])]);
    if (name === 'SADD') sets.set(key, (sets.get(key) ?? new Set()).add(value));
    if (name === 'EXPIRE') expires.set(key, Number(value));
    return name === 'SADD' || name === 'EXPIRE' ? ':1\r\n' : '+OK\r\n';
  };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let pending = '';
    let queued: string[][] | null = null;
    const answer = (command: string[]): string => {
      const name = command[0]?.toUpperCase() ?? '';
      if (name === 'HELLO') return '%1\r\n$5\r\nproto\r\n:3\r\n';
      if (name === 'MULTI') {
        queued = [];
        return '+OK\r\n';
      }
      if (name === 'EXEC') {
        const results = (queued ?? []).map(run);
        queued = null;
        return `*${results.length}\r\n${results.join('')}`;
      }
      if (!queued) return run([name, ...command.slice(1)]);
      queued.push([name, ...command.slice(1)]);
      return '+QUEUED\r\n';
    };
    socket.on('data', (chunk) => {
      pending += chunk.toString();
      for (let next = commandIn(pending); next; next = commandIn(pending)) {
        pending = next.rest;
        socket.write(answer(next.command));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sets,
    expires,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

const bulks = (texts: readonly string[]): string =>
  `*${texts.length}\r\n${texts.map((text) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`).join('')}`;

/** The first whole command; words here are plain ASCII, so characters are bytes. */
function commandIn(text: string): { command: string[]; rest: string } | null {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (!head) return null;
  const command: string[] = [];
  let rest = text.slice(head[0].length);
  for (let left = Number(head[1]); left > 0; left--) {
    const size = /^\$(\d+)\r\n/.exec(rest);
    if (!size) return null;
    const from = size[0].length;
    const to = from + Number(size[1]);
    if (rest.length < to + 2) return null;
    command.push(rest.slice(from, to));
    rest = rest.slice(to + 2);
  }
  return { command, rest };
}
