import type { ReadyStep } from '../domain/practice/lead-step.ts';
import type { StepSource } from './performance.ts';

/** The steps of a script, one after the other; after the last the lead stays on the line and listens. */
export function createScriptSource(steps: readonly ReadyStep[]): StepSource {
  let at = 0;
  return { next: () => steps[at++] ?? null };
}
