import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../base/log.ts';
import { DEFAULT_MOMENT } from '../../domain/practice/scenario-setting.ts';
import type { EvalAttempt } from '../../domain/practice/eval-report.ts';
import { wallMsOf } from '../../domain/practice/local-time.ts';
import type { HeadlessCall } from '../../domain/practice/headless-report.ts';
import type { LoadedScenario } from '../../practice/scenario-library.ts';
import { createSingleThreadSoftphone, type Environment } from '../headless-softphone.ts';
import { followCall, startProcesses } from '../run-practice-call.ts';
import { createSimulatedClock } from '../simulated-clock.ts';
import { createProgress, type Turned } from './spoken-progress.ts';

export type SpokenEvaluation = {
  env: Environment;
  appVersion: string;
  seed: number;
  onTurn(turn: Turned): void;
  signal: AbortSignal;
};

/** One call of a scenario in sound: a practice call of the whole product, on a simulated clock that begins on its day. */
export async function evaluateSpoken(loaded: LoadedScenario, options: SpokenEvaluation): Promise<EvalAttempt> {
  const { at, timeZone } = loaded.scenario.call ?? DEFAULT_MOMENT;
  const { seed, signal, env, appVersion, onTurn } = options;
  const dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-eval-'));
  const clock = createSimulatedClock(wallMsOf(at, timeZone));
  // Each call has a softphone of its own: what one books is free for the next.
  const softphone = createSingleThreadSoftphone({
    env,
    dataFolder,
    appVersion,
    clock,
    log: silentLog,
    printed() {},
    seed,
    // Expectations are told by the lead's clock, and so are the desk's hours.
    settings: { timeZone },
  });
  try {
    await startProcesses(softphone);
    const { file, scenario } = loaded;
    const show = createProgress(onTurn);
    return attemptOf(
      await followCall({ softphone, clock, scenario: file, judged: scenario, seed, wav: null, show, signal }),
    );
  } finally {
    await softphone.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

const attemptOf = (call: HeadlessCall): EvalAttempt => ({
  seed: call.seed ?? 0,
  passed: call.passed,
  endReason: call.endReason,
  talkMs: call.talkMs,
  said: call.turns.map(({ side, text, startedMs }) => ({ side, text, atMs: startedMs })),
  expectations: call.practice?.expectations ?? [],
  latenciesMs: call.latencies.map(({ split }) => split.heardMs),
  degraded: call.degraded,
  failure: call.failure,
});
