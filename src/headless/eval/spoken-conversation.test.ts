import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { reasonsOf } from './eval-results.ts';
import { evaluateSpoken } from './evaluate-spoken.ts';
import { findScenarios } from './find-scenarios.ts';

/** Few, since each costs some 15 s of work; `npm run eval -- --spoken` plays all that are marked, at night. */
const PLAYED = [
  'opt-out-stop',
  'wrong-number',
  'voicemail',
  'cuts-into-the-opener',
  'what-is-it-worth',
  'rents',
  'books-thursday-after-four',
];

test.each(PLAYED)('%s, in sound', { timeout: 240_000 }, async (id) => {
  const file = fileURLToPath(new URL(`../../../e2e/scenarios/conversation/${id}.yaml`, import.meta.url));
  const found = await findScenarios([file]);
  const loaded = found.ok ? found.value[0] : undefined;
  expect(loaded?.scenario.spoken).toBe(true);
  const attempt = await evaluateSpoken(loaded!, {
    env: { ...process.env, LATCHKEY_OLLAMA_URL: 'none' },
    appVersion: '0.0.0',
    seed: loaded!.scenario.seed,
    onTurn() {},
    signal: new AbortController().signal,
  });
  expect(attempt).toMatchObject({ failure: null, degraded: [] });
  expect(reasonsOf(attempt)).toEqual([]);
});
