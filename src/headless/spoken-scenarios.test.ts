import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../base/log.ts';
import type { HeadlessCall } from '../domain/practice/headless-report.ts';
import type { Softphone } from '../main/softphone.ts';
import { createScenarioLibrary } from '../practice/scenario-library.ts';
import { createSingleThreadSoftphone, SHIPPED_SCENARIOS } from './headless-softphone.ts';
import { followCall, startProcesses } from './run-practice-call.ts';
import { createSimulatedClock } from './simulated-clock.ts';

const LEAST_PASSED = 12;

const rows = await createScenarioLibrary([SHIPPED_SCENARIOS]).list();
const ids = (kind: 'script' | 'persona') => rows.filter((row) => row.kind === kind).map(({ scenarioId }) => scenarioId);

/** Every scenario that ships, spoken from end to end on the real engines, one call after the other on one softphone. */
describe('the scenarios that ship, spoken', { timeout: 240_000 }, () => {
  const clock = createSimulatedClock();
  const calls: HeadlessCall[] = [];
  let dataFolder = '';
  let softphone: Softphone;
  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-spoken-test-'));
    const env = { ...process.env, LATCHKEY_OLLAMA_URL: 'none' };
    softphone = createSingleThreadSoftphone({
      env,
      dataFolder,
      appVersion: '0.0.0',
      clock,
      log: silentLog,
      printed() {},
      seed: 1,
    });
    await startProcesses(softphone);
  }, 240_000);
  afterAll(async () => {
    await softphone.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }, 30_000);

  const place = (scenario: string) => {
    const { signal } = new AbortController();
    return followCall({ softphone, clock, scenario, seed: null, wav: null, show() {}, signal });
  };

  test.each(ids('script'))('%s comes to its end, and nothing breaks on the way', async (scenario) => {
    const call = await place(scenario);
    calls.push(call);
    expect(call).toMatchObject({ failure: null, degraded: [], scenarioId: scenario });
    expect(['caller-hung-up', 'agent-hung-up']).toContain(call.endReason);
    expect(call.practice?.expectations[0]).toMatchObject({
      name: 'the agent kept the conversation going',
      held: true,
    });
  });

  // Not all: the agent's voice is a little longer or shorter every time, and some callers it is allowed to talk over.
  test(`in at least ${LEAST_PASSED} of them everything is as expected`, () => {
    const missed = calls.flatMap(({ scenarioId, passed, practice }) =>
      passed ? [] : [{ scenarioId, missed: practice?.expectations.filter(({ held }) => !held) }],
    );
    expect(calls.length - missed.length, JSON.stringify(missed, null, 2)).toBeGreaterThanOrEqual(LEAST_PASSED);
  });

  test.each(ids('persona'))('%s is refused where no language model answers', async (scenario) => {
    expect(await place(scenario)).toMatchObject({ passed: false, practice: null, failure: { kind: 'refused' } });
  });
});
