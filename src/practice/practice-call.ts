import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Port } from '../base/port.ts';
import { failed, ok, type Result } from '../base/result.ts';
import type { LanguageModel } from '../domain/engine/language-model.ts';
import type { SpeechToText } from '../domain/engine/speech-to-text.ts';
import { describeFailure, type Failure } from '../domain/failure.ts';
import { judgeCall, type FinishedCall } from '../domain/practice/judge-call.ts';
import type { ReadyStep } from '../domain/practice/lead-step.ts';
import type { PracticeReport } from '../domain/practice/practice-report.ts';
import type { Persona, Scenario } from '../domain/practice/scenario.ts';
import type { StepExpect } from '../domain/practice/scenario-expect.ts';
import { createLead, type EndedCall, type HeardSound, type Lead } from './lead.ts';
import type { StepSource } from './performance.ts';
import { createPersonaSource, type PersonaSource } from './persona-source.ts';
import { createRenderer, prepareSteps, type PrepareDeps } from './prepare-steps.ts';
import { recogniseAnswers } from './recognise-heard.ts';
import type { LoadedScenario } from './scenario-library.ts';
import { createScriptSource } from './script-source.ts';
import type { VoiceCache } from './voice-cache.ts';

export type PracticeCallDeps = Omit<PrepareDeps, 'onProgress' | 'signal'> & {
  clock: Clock;
  log: Log;
  /** The lead's own recogniser; loaded when a scenario has to know words. */
  openSpeechToText: () => Promise<Result<SpeechToText, Failure>>;
  languageModel: LanguageModel;
};

/** A lead that is ready to be called. */
export type PracticeCall = {
  readonly leadName: string;
  readonly scenarioId: string;
  /** Takes the far end of the trunk and waits for the invite. Resolves once the call is over and judged. */
  connect(trunk: Port): Promise<PracticeReport>;
};

type PrepareCall = { callId: string; seed: number } & Pick<PrepareDeps, 'onProgress' | 'signal'>;

/**
 * Loads what the scenario needs and renders its voice ahead, so that nothing slow is left for the call. What comes of it
 * after `call.signal` was aborted is of no use.
 */
export async function preparePracticeCall(
  loaded: LoadedScenario,
  call: PrepareCall,
  deps: PracticeCallDeps,
): Promise<Result<PracticeCall, Failure>> {
  const { scenario } = loaded;
  const recogniser = needsWords(scenario) ? await deps.openSpeechToText() : undefined;
  if (recogniser && !recogniser.ok) return recogniser;
  const speechToText = recogniser?.value;
  const prepare = { ...deps, onProgress: call.onProgress, signal: call.signal };
  const script = scenario.persona
    ? await preparePersona(scenario, prepare)
    : await prepareSteps(scenario, { ...loaded, seed: call.seed }, prepare);
  if (!script.ok) return script;

  return ok({
    leadName: scenario.lead.name,
    scenarioId: scenario.id,
    async connect(trunk) {
      // Asked only once the lead is there: steps are drawn after it has picked up.
      const heard = () => lead.heard;
      const over = new AbortController();
      const steps = sourceOf(scenario, script.value, { ...deps, speechToText, heard, signal: over.signal });
      const lead: Lead = createLead({
        clock: deps.clock,
        port: trunk,
        scenario,
        steps,
        seed: call.seed,
        remembers: speechToText !== undefined,
      });
      const ended = await lead.finished;
      over.abort();
      return reportOf({ callId: call.callId, scenario, ended, steps, heard: heard(), speechToText });
    },
  });
}

/** Words are only recognised where somebody asks for them: it is work, and it is beside a live call. */
function needsWords(scenario: Scenario): boolean {
  const { agentSays, agentNeverSays } = scenario.expect;
  return (
    scenario.persona !== undefined ||
    agentSays !== undefined ||
    agentNeverSays !== undefined ||
    (scenario.steps ?? []).some(({ expect }) => (expect?.agentSays ?? expect?.agentNeverSays) !== undefined)
  );
}

async function preparePersona(
  scenario: Scenario,
  deps: PrepareDeps & PracticeCallDeps,
): Promise<Result<ReadyStep[], Failure>> {
  const mind = await deps.languageModel.status();
  if (mind.state === 'absent') return failed(mind.failure);
  deps.onProgress(0, 1);
  const says = scenario.persona?.says ?? '';
  const pcm = await createRenderer(scenario.lead, deps)(says);
  if (!pcm.ok) return pcm;
  deps.onProgress(1, 1);
  return ok([
    {
      index: 0,
      name: 'turn 1',
      moment: { after: 'silence', ms: 400 },
      act: 'sound',
      kind: 'turn',
      text: says,
      pcm: pcm.value,
    },
  ]);
}

type SourceDeps = PracticeCallDeps & {
  speechToText: SpeechToText | undefined;
  heard: () => readonly HeardSound[];
  signal: AbortSignal;
};

function sourceOf(scenario: Scenario, steps: readonly ReadyStep[], deps: SourceDeps): StepSource | PersonaSource {
  const { persona } = scenario;
  const [first] = steps;
  if (!persona || !first || !deps.speechToText) return createScriptSource(steps);
  const made: Scenario & { persona: Persona } = { ...scenario, persona };
  return createPersonaSource(made, first, {
    ...deps,
    speechToText: deps.speechToText,
    render: createRenderer(scenario.lead, { ...deps, cache: forgetful }),
  });
}

/** What a persona says is never said again: keeping it would only fill the disk. */
const forgetful: VoiceCache = { find: () => Promise.resolve(undefined), keep: () => Promise.resolve() };

type EndedPractice = {
  callId: string;
  scenario: Scenario;
  ended: EndedCall;
  steps: StepSource | PersonaSource;
  heard: readonly HeardSound[];
  speechToText: SpeechToText | undefined;
};

async function reportOf(practice: EndedPractice): Promise<PracticeReport> {
  const { callId, scenario, ended, heard, speechToText } = practice;
  const heardWords = speechToText ? await recogniseAnswers(heard, ended.played, speechToText) : null;
  const finished: FinishedCall = { ...ended, stepCount: scenario.steps?.length ?? null, heardWords };
  const expected = new Map<number, StepExpect>();
  for (const [index, step] of (scenario.steps ?? []).entries()) if (step.expect) expected.set(index, step.expect);
  const lost = 'lost' in practice.steps ? practice.steps.lost : null;
  return {
    callId,
    scenarioId: scenario.id,
    said: ended.played.flatMap(({ name, kind, text, startedMs, endedMs, missed }) =>
      kind === 'silence' || kind === 'hang-up' || (missed && startedMs === endedMs)
        ? []
        : [{ name, kind, text, startedMs, endedMs }],
    ),
    expectations: [
      ...(lost ? [{ name: 'the lead found its words', held: false, detail: describeFailure(lost).says }] : []),
      ...judgeCall(finished, { steps: expected, call: scenario.expect }),
    ],
  };
}
