import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRealClock } from '../../base/real-clock.ts';
import type { LanguageModel } from '../../domain/engine/language-model.ts';
import { createOllamaLanguageModel } from '../../engines/ollama/ollama-language-model.ts';
import { shippedPrompts } from '../../voice/testing/shipped-prompts.ts';
import { measureFreedAfterAbort, measurePrefixReuse, shareReused, startVerboseOllama } from './prefix-reuse.ts';

const clock = createRealClock();
const folder = mkdtempSync(join(tmpdir(), 'latchkey-prefix-'));
const logFile = join(folder, 'serve.log');
let pid = 0;
let model: LanguageModel;

beforeAll(async () => {
  const server = await startVerboseOllama(logFile, () => {});
  pid = server.pid;
  // A busy machine answers late; that it does is not what these tests ask.
  model = createOllamaLanguageModel({ url: server.host, model: server.model, clock, wordMs: 60_000, replyMs: 90_000 });
  await model.status();
});
afterAll(() => {
  process.kill(pid, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

it('a server has read nearly all of each prompt before the reply is asked for', async () => {
  const reads = await measurePrefixReuse({ model, prompts: shippedPrompts, logFile, clock });
  expect(reads.length).toBeGreaterThan(5);
  expect(shareReused(reads)).toBeGreaterThanOrEqual(0.95);
  // The last word of the caller's, and what the agent wants: that does not grow with the call.
  for (const { prompt, used } of reads) expect(prompt - used).toBeLessThan(30);
});

it('an abort in the middle of an answer frees the server at once', async () => {
  const freed: number[] = [];
  for (let run = 0; run < 5; run++) freed.push(await measureFreedAfterAbort({ model, clock }));
  expect(freed.toSorted((one, other) => one - other)[2]).toBeLessThanOrEqual(100);
});
