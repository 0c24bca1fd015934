import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { createRandom } from '../../base/random.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { WorkflowSeed } from '../../domain/agent/workflow-seed.ts';
import type { LanguageModel } from '../../domain/engine/language-model.ts';
import type { Failure } from '../../domain/failure.ts';
import type { EvalAttempt } from '../../domain/practice/eval-report.ts';
import { wallMsOf } from '../../domain/practice/local-time.ts';
import { percentileOf } from '../../domain/practice/pass-rates.ts';
import { judgeCall, type Judgement } from '../../domain/practice/judge-call.ts';
import type { Scenario } from '../../domain/practice/scenario.ts';
import { DEFAULT_MOMENT } from '../../domain/practice/scenario-setting.ts';
import type { ScenarioExpect, StepExpect } from '../../domain/practice/scenario-expect.ts';
import type { Appointment } from '../../domain/scheduling/appointment.ts';
import { sameSlot } from '../../domain/scheduling/time-slot.ts';
import type { Turn } from '../../domain/record/turn.ts';
import { defaultSettings } from '../../domain/settings/settings.ts';
import type { LoadedScenario } from '../../practice/scenario-library.ts';
import { loadPrompts } from '../../voice/think/prompts/load-prompts.ts';
import { createThinker } from '../../voice/think/thinker.ts';
import { SHIPPED_PROMPTS } from '../headless-softphone.ts';
import { driveThought } from './drive-thought.ts';
import { judgeRecord } from './judge-record.ts';
import { refusedAttempt } from './refused-attempt.ts';
import { type Remembered, rememberedOf } from './remembered-context.ts';
import { createScenarioBook, VISIT_MINUTES } from './scenario-calendar.ts';
import { createScenarioClock } from './scenario-clock.ts';
import { runTextCall, type TextCall } from './text-call.ts';

export type TextEvaluation = {
  clock: Clock;
  log: Log;
  seed: number;
  /** null: rehearsed replies. Made anew for each call, so that none waits for another's. */
  languageModel: (clock: Clock) => LanguageModel | null;
  onTurn(turn: Turn): void;
  signal: AbortSignal;
};

/** One call of a scenario in text, with the real mind of the product and its real checkpoints, and whether it passed. */
export async function evaluateText(loaded: LoadedScenario, options: TextEvaluation): Promise<EvalAttempt> {
  const { scenario } = loaded;
  if (scenario.persona) return refusedAttempt(options.seed, personaInText);
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-eval-'));
  try {
    const call = await callInText(loaded, options, folder);
    return call.ok ? judged(scenario, call.value, options.seed) : refusedAttempt(options.seed, call.failure);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const personaInText: Failure = { kind: 'refused', reason: 'A persona speaks in sound only: give it to --spoken.' };

type RememberedCall = TextCall & { remembered: Remembered; appointment: Appointment | null };

async function callInText(
  loaded: LoadedScenario,
  { log, seed: chance, languageModel, onTurn, signal, ...options }: TextEvaluation,
  folder: string,
): Promise<Result<RememberedCall, Failure>> {
  const { at, timeZone } = loaded.scenario.call ?? DEFAULT_MOMENT;
  const startWallMs = wallMsOf(at, timeZone);
  const clock = createScenarioClock(options.clock, startWallMs);
  const callId = 'eval-call';
  const random = createRandom(chance);
  const model = languageModel(clock);
  const prompts = await loadPrompts(SHIPPED_PROMPTS);
  if (!prompts.ok) return prompts;
  const thinker = await createThinker({
    languageModel: () => model,
    prompts: prompts.value,
    checkpoints: folder,
    clock,
    log,
    random,
  });
  try {
    const book = createScenarioBook(loaded.scenario.calendar ?? {}, { callId, now: clock.wallTime });
    const seed = seedOf(loaded.scenario, timeZone);
    const opened = await thinker.open({ callId, seed, resume: false, calendar: book.calendar });
    if (!opened.ok) return opened;
    const name = opened.value.languageModel;
    // A model that was asked for and is not there must not be passed off by rehearsed words.
    if (model && name === null)
      return failed(thinker.languageModel?.state === 'absent' ? thinker.languageModel.failure : noModel);
    const call = await runTextCall(loaded, {
      callId,
      thought: driveThought(opened.value, clock),
      opener: await opened.value.opener(),
      languageModel: name,
      seed: chance,
      startWallMs,
      onTime: clock.set,
      onTurn,
      signal,
    });
    if (!call.ok) return call;
    book.endCall();
    return ok({ ...call.value, remembered: await rememberedOf(callId, folder, clock), appointment: book.ofCall() });
  } finally {
    await thinker.close();
  }
}

const noModel: Failure = { kind: 'language-model-failed', detail: 'it is not there' };

/** Whom the lead was called for, as in practice. */
function seedOf(scenario: Scenario, timeZone: string): WorkflowSeed {
  const { brokerage, agentName, humanName, callBackNumber } = defaultSettings;
  return {
    brokerage,
    agentName,
    humanName,
    callBackNumber,
    leadName: scenario.lead.name,
    purpose: 'You asked us about a home on our website.',
    timeZone,
    calendar: { visitMinutes: VISIT_MINUTES },
  };
}

function judged(
  scenario: Scenario,
  { finished, record, remembered, appointment }: RememberedCall,
  seed: number,
): EvalAttempt {
  const said = finished.played.map(({ name, startedMs, endedMs }) => ({ name, startedMs, endedMs }));
  const latenciesMs = record.turns.flatMap(({ latency }) => (latency ? [latency.heardMs] : []));
  const expectations = [
    ...judgeCall(finished, inText(scenario)),
    ...judgeThinking(latenciesMs, scenario.expect.agentAnswersWithinMs),
    ...judgeRecord(scenario, { record, said, appointment, objections: remembered.objections }),
    judgeBelief(remembered, appointment),
  ];
  return {
    seed,
    passed: expectations.every(({ held }) => held),
    endReason: record.endReason,
    talkMs: record.talkMs,
    said: record.turns.map(({ side, text, startedMs }) => ({ side, text, atMs: startedMs })),
    expectations,
    latenciesMs,
    degraded: record.degraded,
    failure: null,
  };
}

/** Whatever a scenario expects: what we take for booked is booked. */
function judgeBelief({ appointment: believed }: Remembered, appointment: Appointment | null): Judgement {
  const name = 'what the agent takes for booked is in the calendar';
  if (believed?.stage !== 'booked') return { name, held: true, detail: 'it takes nothing for booked' };
  const held = appointment?.state === 'booked' && sameSlot(appointment.slot, believed.appointment.slot);
  return { name, held, detail: held ? 'it is' : 'the calendar does not have it' };
}

/** What only sound can tell is not judged in text. */
function inText(scenario: Scenario): { steps: Map<number, StepExpect>; call: ScenarioExpect } {
  const steps = new Map<number, StepExpect>();
  for (const [index, { expect }] of (scenario.steps ?? []).entries()) {
    if (!expect) continue;
    const { agentSays, agentNeverSays } = expect;
    steps.set(index, { agentSays, agentNeverSays });
  }
  const { callEndsBy, maxTurns, agentSays, agentNeverSays } = scenario.expect;
  return { steps, call: { callEndsBy, maxTurns, agentSays, agentNeverSays } };
}

function judgeThinking(latenciesMs: readonly number[], limit: number | undefined): Judgement[] {
  if (limit === undefined) return [];
  const median = percentileOf(latenciesMs, 0.5);
  const detail =
    median === null ? 'there was no answer' : `median ${Math.round(median)} ms of thinking, at most ${limit}`;
  return [{ name: 'agentAnswersWithinMs', held: median !== null && median <= limit, detail }];
}
