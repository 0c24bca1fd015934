import type { Port } from '../base/port.ts';
import { failed, ok, type Result } from '../base/result.ts';
import type { HostSide } from '../contract/host.ts';
import { practiceContract } from '../contract/practice.ts';
import { serve } from '../contract/wire.ts';
import type { Failure } from '../domain/failure.ts';
import type { PracticeReport } from '../domain/practice/practice-report.ts';
import { preparePracticeCall, type PracticeCall, type PracticeCallDeps } from './practice-call.ts';
import type { OpenVoice } from './prepare-steps.ts';
import type { ScenarioLibrary } from './scenario-library.ts';

/** Reports of so many calls are kept, for whoever asks late. */
const MOST_CALLS = 100;
/** The stand-in for a lead's voice that is not installed must not sound like the agent. */
const STAND_IN = { voice: 'joe', faster: 1.18 } as const;
const DISMISSED: Failure = { kind: 'refused', reason: 'The call was over before it was prepared.' };

/** `dismissal` ends the preparation. */
type Known = { dismissal?: AbortController; prepared?: PracticeCall; trunk?: Port; report?: Promise<PracticeReport> };
export type PracticeProcessDeps = PracticeCallDeps & { library: ScenarioLibrary };

/** Serves simulated leads: lists scenarios, prepares a lead, and lets it meet its trunk. */
export function runPractice(host: HostSide, deps: PracticeProcessDeps): void {
  const calls = new Map<string, Known>();
  let lastPreparation: Promise<unknown> = Promise.resolve();

  const known = (callId: string): Known => {
    const call = calls.get(callId) ?? {};
    calls.set(callId, call);
    for (const oldest of [...calls.keys()].slice(0, Math.max(0, calls.size - MOST_CALLS))) calls.delete(oldest);
    return call;
  };
  const connectWhenBoth = (callId: string) => {
    const { prepared, trunk } = known(callId);
    if (!prepared || !trunk) return;
    // The lead, with all the sound that it makes and hears, goes with its call; what came of it stays.
    calls.set(callId, { report: prepared.connect(trunk) });
  };

  async function prepare(
    input: { callId: string; scenario: string; seed: number },
    signal: AbortSignal,
  ): Promise<Result<{ leadName: string; scenarioId: string }, Failure>> {
    if (signal.aborted) return failed(DISMISSED);
    const loaded = await deps.library.find(input.scenario);
    if (!loaded.ok) return loaded;
    const seed = input.seed < 0 ? loaded.value.scenario.seed : input.seed;
    const onProgress = (done: number, total: number) => {
      server.emit('lead.preparing', { callId: input.callId, done, total });
    };
    const openVoice = withStandIn(deps.openVoice, (failure) => {
      server.emit('part.degraded', { failure });
    });
    const prepared = await preparePracticeCall(
      loaded.value,
      { callId: input.callId, seed, onProgress, signal },
      { ...deps, openVoice },
    );
    if (signal.aborted) return failed(DISMISSED);
    if (!prepared.ok) return prepared;
    known(input.callId).prepared = prepared.value;
    connectWhenBoth(input.callId);
    const { leadName, scenarioId } = prepared.value;
    return ok({ leadName, scenarioId });
  }

  async function report(callId: string): Promise<Result<PracticeReport, Failure>> {
    const judged = calls.get(callId)?.report;
    return judged ? ok(await judged) : failed({ kind: 'not-found', what: 'The report of this call' });
  }

  const server = serve(host.control, practiceContract, {
    log: deps.log,
    handlers: {
      'scenarios.list': async () => ok(await deps.library.list()),
      // One at a time: two leads with the same lines would render them twice.
      'lead.prepare': (input) => {
        const { signal } = (known(input.callId).dismissal = new AbortController());
        const mine = lastPreparation.then(() => prepare(input, signal));
        // One that throws must not take all that come after it along.
        lastPreparation = mine.catch(() => undefined);
        return mine;
      },
      'lead.dismiss': ({ callId }) => {
        calls.get(callId)?.dismissal?.abort();
        if (!calls.get(callId)?.report) calls.delete(callId);
        return ok(null);
      },
      'report.get': ({ callId }) => report(callId),
    },
  });
  host.onStream((offer, port) => {
    if (offer.stream !== 'trunk') return;
    known(offer.callId).trunk = port;
    connectWhenBoth(offer.callId);
  });
}

/** A lead whose voice is not installed speaks with another one, and says so, rather than not at all. */
function withStandIn(openVoice: OpenVoice, degraded: (failure: Failure) => void): OpenVoice {
  return async (voice, speed) => {
    const opened = await openVoice(voice, speed);
    if (opened.ok || opened.failure.kind !== 'model-missing' || voice === STAND_IN.voice) return opened;
    degraded(opened.failure);
    return openVoice(STAND_IN.voice, speed * STAND_IN.faster);
  };
}
