import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type DoubleRequest = { path: string; body: Record<string, unknown>; closed: Promise<void> };
export type OllamaDouble = {
  readonly url: string;
  readonly requests: readonly DoubleRequest[];
  /** Resolves when so many requests have come in. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
};
/** How the double answers a path; a path that is left out answers 404. */
export type Answers = { [path: string]: (reply: Reply, body: Record<string, unknown>) => void };
export type Reply = {
  json(value: unknown, status?: number): void;
  /** Newline-delimited JSON, left open until `end` or `cut`. */
  lines(...values: unknown[]): Reply;
  end(): void;
  /** The connection breaks. */
  cut(): void;
};

/** The outside of Ollama over real HTTP, as a real server answers, with the troubles that a real server has rarely. */
export async function startOllamaDouble(answers: Answers): Promise<OllamaDouble> {
  const requests: DoubleRequest[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body = text ? (JSON.parse(text) as Record<string, unknown>) : {};
      const path = request.url ?? '';
      requests.push({ path, body, closed: new Promise((resolve) => response.on('close', resolve)) });
      for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
      const answer = answers[path];
      if (answer) answer(replyOn(response), body);
      else replyOn(response).json({ error: 'not found' }, 404);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    arrived: (count) =>
      requests.length >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function replyOn(response: ServerResponse): Reply {
  const reply: Reply = {
    json(value, status = 200) {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    },
    lines(...values) {
      if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      for (const value of values) response.write(`${JSON.stringify(value)}\n`);
      return reply;
    },
    end: () => void response.end(),
    cut: () => void response.destroy(),
  };
  return reply;
}

export const token = (content: string) => ({ model: 'm', message: { role: 'assistant', content }, done: false });
export const finished = { model: 'm', message: { role: 'assistant', content: '' }, done: true, done_reason: 'stop' };
export const tags = (...names: string[]) => ({
  models: names.map((name) => ({
    name,
    model: name,
    size: 98_000_000,
    details: { parameter_size: '135M', quantization_level: 'Q4_1' },
  })),
});
