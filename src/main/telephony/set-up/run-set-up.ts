import type { Clock } from '../../../base/clock.ts';
import { failed, ok, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';
import {
  nothingMade,
  planSetUp,
  SET_UP_STEPS,
  type SetUpAsked,
  type SetUpMade,
  type SetUpStep,
} from '../../../domain/telephony/plan-set-up.ts';
import type { SetUpProgress } from '../../../domain/telephony/set-up-view.ts';
import type { Vault } from '../../credentials/vault.ts';
import { accountKeys, looksLikeKeys, openTwilio } from '../twilio-client.ts';
import { answered } from '../twilio-failure.ts';
import type { Fetch, TwilioRoad } from '../twilio-http.ts';
import { deploymentStep, environmentStep, variablesStep } from './environment-steps.ts';
import { buildStep, functionsStep, serviceStep, versionsStep } from './function-steps.ts';
import { keyStep } from './key-step.ts';
import { applicationStep, numberStep } from './number-steps.ts';
import type { SetUpFile } from './set-up-file.ts';
import { type FunctionSources, KEY_SECRET, type Step, type UndoAsked, type UndoContext } from './step.ts';

const STEPS: Readonly<Record<SetUpStep, Step>> = {
  'api-key': keyStep,
  service: serviceStep,
  functions: functionsStep,
  versions: versionsStep,
  build: buildStep,
  environment: environmentStep,
  variables: variablesStep,
  deployment: deploymentStep,
  application: applicationStep,
  number: numberStep,
};

export type SetUpDeps = {
  fetch: Fetch;
  clock: Clock;
  vault: Vault;
  file: SetUpFile;
  sources: FunctionSources;
  onProgress: (progress: SetUpProgress) => void;
};

type Work = { authToken: string; signal?: AbortSignal };

export type SetUpEnd = { ended: 'complete' | 'cancelled'; made: SetUpMade };

/**
 * Makes at Twilio what is not made yet, step by step, and stops at the first that fails; run again, it goes on from
 * there. The auth token (32 hexadecimal digits) is used for this and kept nowhere.
 */
export async function runSetUp(deps: SetUpDeps, asked: SetUpAsked & Work): Promise<Result<SetUpEnd, Failure>> {
  const { file, sources, vault, clock, onProgress } = deps;
  const opened = await open(deps, asked);
  if (!opened.ok) return opened;
  const { road, keys, undo } = opened.value;
  const noted = undo.remember({ accountSid: asked.accountSid });
  if (noted) return failed(noted);

  const facts = { sources: sources.fingerprint, secretKept: vault.get(KEY_SECRET) !== null };
  const due = new Set(planSetUp(file.get(), asked, facts));
  for (const step of SET_UP_STEPS) onProgress({ step, state: due.has(step) ? 'waiting' : 'done', failure: null });
  const context = { ...undo, asked, sources, keys, road, clock };
  return await eachStep(deps, [...due], { signal: asked.signal, finished: 'done', work: (step) => step.run(context) });
}

/** Takes back, last first, what was made, and lets the number do what it did before. Run again, it goes on. */
export async function undoSetUp(deps: SetUpDeps, asked: UndoAsked & Work): Promise<Result<SetUpEnd, Failure>> {
  const opened = await open(deps, asked);
  if (!opened.ok) return opened;
  const { undo } = opened.value;
  const backwards = [...SET_UP_STEPS].reverse();
  const walk: Walk = { signal: asked.signal, finished: 'waiting', work: (step) => step.undo(undo) };
  const end = await eachStep(deps, backwards, walk);
  if (!end.ok || end.value.ended === 'cancelled') return end;
  const noted = deps.file.set(nothingMade);
  return noted.ok ? ok({ ended: 'complete', made: nothingMade }) : noted;
}

/** Why this account is not the one to set up with, or null where it is. */
export function otherAccount(made: SetUpMade, accountSid: string): Failure | null {
  if (made.accountSid === '' || made.accountSid === accountSid) return null;
  const reason = 'Latchkey is set up with another Twilio account. Undo that set-up first, with that account.';
  return { kind: 'refused', reason };
}

async function open({ fetch, vault, file }: SetUpDeps, asked: UndoAsked & Work) {
  const other = otherAccount(file.get(), asked.accountSid);
  if (other) return failed(other);
  if (!looksLikeKeys(asked.accountSid, asked.authToken)) {
    return failed<Failure>({ kind: 'twilio-credentials-wrong' });
  }
  const road: TwilioRoad = { fetch, signal: asked.signal };
  const keys = accountKeys(asked.accountSid, asked.authToken);
  const undo: UndoContext = {
    twilio: await openTwilio(keys, road),
    vault,
    asked,
    made: file.get,
    remember(patch) {
      const kept = Object.entries({ ...file.get(), ...patch }).filter(([, value]) => value !== undefined);
      const written = file.set(Object.fromEntries(kept) as SetUpMade);
      return written.ok ? null : written.failure;
    },
  };
  return ok({ road, keys, undo });
}

type Walk = {
  signal: AbortSignal | undefined;
  finished: 'done' | 'waiting';
  work: (step: Step) => Promise<Failure | null>;
};

async function eachStep(
  { file, onProgress }: SetUpDeps,
  names: readonly SetUpStep[],
  { signal, finished, work }: Walk,
): Promise<Result<SetUpEnd, Failure>> {
  for (const step of names) {
    if (signal?.aborted) return ok({ ended: 'cancelled', made: file.get() });
    onProgress({ step, state: 'running', failure: null });
    const failure = await failureOf(() => work(STEPS[step]), signal);
    if (failure === 'cancelled') {
      onProgress({ step, state: 'waiting', failure: null });
      return ok({ ended: 'cancelled', made: file.get() });
    }
    onProgress({ step, state: failure ? 'failed' : finished, failure });
    if (failure) return failed(failure);
  }
  return ok({ ended: 'complete', made: file.get() });
}

async function failureOf(
  work: () => Promise<Failure | null>,
  signal: AbortSignal | undefined,
): Promise<Failure | null | 'cancelled'> {
  try {
    const result = await answered(work);
    return result.ok ? result.value : result.failure;
  } catch (error) {
    if (signal?.aborted) return 'cancelled';
    throw error;
  }
}
