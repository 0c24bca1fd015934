import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { createRealClock } from '../base/real-clock.ts';
import { silentLog } from '../base/log.ts';
import type { CallSnapshot } from '../domain/call/call-snapshot.ts';
import { HeadlessCall, summariseCalls } from '../domain/practice/headless-report.ts';
import { createSingleThreadSoftphone, createThreadedSoftphone } from './headless-softphone.ts';
import { resultLines } from './practice-results.ts';
import { runPracticeCall } from './run-practice-call.ts';
import { createSimulatedClock } from './simulated-clock.ts';

const scenario = fileURLToPath(new URL('../../e2e/scenarios/brief.yaml', import.meta.url));
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function prepare() {
  const dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-test-'));
  folders.push(dataFolder);
  const env = { ...process.env, LATCHKEY_OLLAMA_URL: 'none' };
  const shown: CallSnapshot[] = [];
  return {
    options: { env, dataFolder, appVersion: '0.0.0', log: silentLog, printed() {}, seed: 1 },
    run: {
      scenario,
      seed: null,
      wav: join(dataFolder, 'call.wav'),
      show: (snapshot: CallSnapshot) => void shown.push(snapshot),
    },
    phases: () => shown.map(({ phase }) => phase).filter((phase, i, all) => phase !== all[i - 1]),
  };
}

describe('a practice call without a window', { timeout: 240_000 }, () => {
  test('goes from ringing to the record in one thread, on a simulated clock', async () => {
    const { options, run, phases } = prepare();
    const clock = createSimulatedClock();
    const softphone = createSingleThreadSoftphone({ ...options, clock });
    const call = await runPracticeCall({ ...run, softphone, clock, signal: new AbortController().signal });

    expect(phases()).toEqual(['preparing', 'dialling', 'ringing', 'live', 'ending', 'ended']);
    expect(call).toMatchObject({
      endReason: 'caller-hung-up',
      leadName: 'Vera Blum',
      scenarioId: 'brief',
      mind: 'rehearsed',
      voiceId: 'joe',
      failure: null,
      passed: true,
    });
    const said = call.turns.map(({ side, text }) => `${side}: ${text}`).join('\n');
    expect(said).toMatch(/^agent: .*\bAI\b/m);
    expect(said).toMatch(/^caller: .*I have to/im);
    expect(call.latencies.length).toBeGreaterThan(0);
    expect(readFileSync(run.wav).toString('latin1', 0, 4)).toBe('RIFF');
    expect(HeadlessCall.parse(JSON.parse(JSON.stringify(call)))).toEqual(call);
  });

  test('is ended politely when the person wants to go, with every process in a thread of its own', async () => {
    const { options, run, phases } = prepare();
    const clock = createRealClock();
    const leave = new AbortController();
    const softphone = createThreadedSoftphone({ ...options, clock });
    softphone.onSnapshot((snapshot) => {
      if (snapshot.captions.some(({ side }) => side === 'agent')) queueMicrotask(() => leave.abort());
    });
    const call = await runPracticeCall({ ...run, softphone, clock, signal: leave.signal });

    expect(phases()).toEqual(['preparing', 'dialling', 'ringing', 'live', 'ending', 'ended']);
    expect(call).toMatchObject({ endReason: 'human-hung-up', failure: null, passed: false });
    expect(resultLines({ calls: [call], summary: summariseCalls([call]), simulatedClock: false })).toContain(
      '  ✗ You hung up.',
    );
    expect(readFileSync(run.wav).toString('latin1', 0, 4)).toBe('RIFF');
    expect(call.practice?.said[0]).toMatchObject({ text: 'Hello, good morning.' });
  });
});
