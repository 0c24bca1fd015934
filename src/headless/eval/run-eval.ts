import type { EvalAttempt, EvalScenario } from '../../domain/practice/eval-report.ts';
import { rateScenario } from '../../domain/practice/eval-report.ts';
import type { LoadedScenario } from '../../practice/scenario-library.ts';

export type EvalRun = {
  scenarios: readonly LoadedScenario[];
  repeat: number;
  /** null: each scenario's own; attempts count up from it. */
  seed: number | null;
  attempt(loaded: LoadedScenario, seed: number): Promise<EvalAttempt>;
  onScenario(rated: EvalScenario): void;
  /** Aborted: the attempt that goes on is left out, and what is known by then is answered. */
  signal: AbortSignal;
};

/** Every scenario so often, one call after the other: calls that share two cores would measure each other. */
export async function runEval(run: EvalRun): Promise<EvalScenario[]> {
  const done: EvalScenario[] = [];
  for (const loaded of run.scenarios) {
    const attempts: EvalAttempt[] = [];
    for (let number = 0; number < run.repeat; number++) {
      await letOthersRun();
      if (run.signal.aborted) break;
      const seed = ((run.seed ?? loaded.scenario.seed) + number) % 2 ** 32;
      const attempt = await run.attempt(loaded, seed);
      if (!run.signal.aborted) attempts.push(attempt);
    }
    if (attempts.length === 0) break;
    const { scenario, file } = loaded;
    const rated = rateScenario({
      scenarioId: scenario.id,
      title: scenario.title,
      file,
      tags: scenario.tags ?? [],
      attempts,
    });
    done.push(rated);
    run.onScenario(rated);
  }
  return done;
}

/** A call in text waits for nothing outside: without this no Ctrl-C would come through. */
const letOthersRun = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
