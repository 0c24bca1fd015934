import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRealClock } from '../../base/real-clock.ts';
import { describeFailure } from '../../domain/failure.ts';
import { createOllamaLanguageModel } from '../../engines/ollama/ollama-language-model.ts';
import { loadPrompts } from '../../voice/think/prompts/load-prompts.ts';
import { SHIPPED_PROMPTS } from '../headless-softphone.ts';
import { readBenchArguments } from './bench-arguments.ts';
import { atLeast, atMost, reportBench } from './bench-report.ts';
import { measureFreedAfterAbort, measurePrefixReuse, shareReused, startVerboseOllama } from './prefix-reuse.ts';

/** What a call's prompts cost a real Ollama: how much it has read already, and how soon an abort frees it. */
const options = readBenchArguments(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-prompt-'));
const logFile = join(folder, 'serve.log');
const prompts = await loadPrompts(SHIPPED_PROMPTS);
if (!prompts.ok) throw new Error(describeFailure(prompts.failure).says);
const server = await startVerboseOllama(logFile, (text) => void process.stderr.write(`[ollama] ${text}\n`));
try {
  const clock = createRealClock();
  // A busy machine answers late; what is measured is what is asked of it.
  const model = createOllamaLanguageModel({
    url: server.host,
    model: server.model,
    clock,
    wordMs: 60_000,
    replyMs: 90_000,
  });
  await model.status();
  const reads = await measurePrefixReuse({ model, prompts: prompts.value, logFile, clock });
  const freed: number[] = [];
  for (let run = 0; run < (options.quick ? 5 : 20); run++) freed.push(await measureFreedAfterAbort({ model, clock }));
  freed.sort((one, other) => one - other);
  const late = reads.slice(2);
  const figures = [
    atLeast(
      'prompt tokens reused after turn 2',
      { value: shareReused(reads) * 100, n: late.length },
      { limit: 95, unit: '%' },
    ),
    atMost(
      'slot free after an abort, p50',
      { value: freed[freed.length >> 1] ?? null, n: freed.length },
      { limit: 100, unit: 'ms' },
    ),
  ];
  const detail = {
    server: { version: server.version, model: server.model },
    turns: reads.map(({ prompt, used }) => ({ prompt, used, share: Math.round((used / prompt) * 1000) / 1000 })),
    freedAfterAbortMs: { p50: freed[freed.length >> 1], max: freed.at(-1) },
  };
  reportBench('prompt', figures, { json: options.json, detail });
  process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1;
} finally {
  process.kill(server.pid, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
