import { countSpeeches, type AgentEar, type Span } from './agent-ear.ts';
import type { PlayedStep } from './lead-step.ts';
import { readPattern } from './pattern.ts';
import type { OutcomeExpect } from './outcome-expect.ts';
import type { ScenarioExpect, StepExpect } from './scenario-expect.ts';
import { STILL_SPEAKING_MS, TURN_GAP_MS } from './step-due.ts';

export type Judgement = { name: string; held: boolean; detail: string };

/** All that the lead knows of a finished call. Times on its packet clock. */
export type FinishedCall = {
  ear: AgentEar;
  played: readonly PlayedStep[];
  /** Steps of the scenario; null where they are made up as the call goes. */
  stepCount: number | null;
  endedBy: 'agent' | 'lead' | 'nobody';
  /** What the lead did with the ringing; null where it was over before the lead did anything. */
  answer: 'picked-up' | 'declined' | null;
  endedMs: number;
  outOfPatience: boolean;
  /**
   * Our words after each step as the lead's recogniser heard them, by step index; -1 holds what came before the first.
   * Null where it heard nothing of the call or not all: what nobody heard may have been said.
   */
  heardWords: ReadonlyMap<number, string> | null;
};

/** A word that overlaps by less is a matter of the telephone's own delay. */
const OVERLAP_TOLERANCE_MS = 120;
/** A voice that is silent for so long has yielded, ducking included. */
const YIELDED_MS = 200;
/** Longest silence of ours around a hum that still counts as talking on. */
const TALKED_ON_GAP_MS = 900;

/** Whether the scenario's expectations held, each with what was measured. */
export function judgeCall(
  call: FinishedCall,
  expected: { steps: ReadonlyMap<number, StepExpect>; call: ScenarioExpect },
): Judgement[] {
  const ofSteps = call.played.flatMap((step) => judgeStep(call, step, expected.steps.get(step.index) ?? {}));
  const unplayed = [...expected.steps.keys()].filter((index) => !call.played.some((step) => step.index === index));
  return [
    judgeProgress(call),
    ...ofSteps,
    ...unplayed.map((index) => ({ name: `step ${index + 1}`, held: false, detail: 'the call ended before it' })),
    ...judgeWhole(call, expected.call),
  ];
}

function judgeProgress(call: FinishedCall): Judgement {
  const name = 'the agent kept the conversation going';
  if (call.answer === 'declined') return { name, held: true, detail: 'the lead pressed the call away' };
  if (call.answer === null) return { name, held: false, detail: 'the call was over before the lead picked up' };
  if (call.outOfPatience)
    return { name, held: false, detail: `the lead heard nothing for too long and hung up at ${seconds(call.endedMs)}` };
  if (call.stepCount !== null && call.played.length < call.stepCount && call.endedBy !== 'agent') {
    return { name, held: false, detail: `${call.played.length} of ${call.stepCount} steps were reached` };
  }
  return { name, held: true, detail: `${call.played.length} steps in ${seconds(call.endedMs)}` };
}

type StepJudge<Key extends keyof StepExpect> = (
  call: FinishedCall,
  step: PlayedStep,
  wanted: NonNullable<StepExpect[Key]>,
) => Omit<Judgement, 'name'>;

/** What somebody tells by the record and not by what the lead heard. */
type ByRecord = keyof OutcomeExpect;

const stepJudges: { [Key in Exclude<keyof StepExpect, ByRecord>]-?: StepJudge<Key> } = {
  agentAnswersWithinMs(call, step, limit) {
    const answer = answerAfter(call, step);
    return answer === null ? missing('there was no answer') : measured(answer, limit);
  },
  agentYieldsWithinMs(call, step, limit) {
    if (step.missed) return missing('our speech was over before the interruption');
    if (!wereSpeaking(call.ear.spans, step)) return missing('we were not speaking when it began');
    return measured(yieldTime(call.ear.spans, step), limit);
  },
  agentKeepsTalking(call, step) {
    if (step.missed) return missing('our speech was over before it');
    const gap = longestGap(call.ear.spans, step);
    return { held: gap <= TALKED_ON_GAP_MS, detail: `longest silence ${Math.round(gap)} ms` };
  },
  agentSilentWhileISpeak(call, step) {
    const at = talkedOverAt(call.ear.spans, step);
    return at === null
      ? { held: true, detail: 'was not talked over' }
      : missing(
          `was talked over ${Math.round(at - step.startedMs)} ms into ${Math.round(step.endedMs - step.startedMs)} ms`,
        );
  },
  agentSays(call, step, pattern) {
    return judgeWords(call.heardWords?.get(step.index) ?? null, pattern, true);
  },
  agentNeverSays(call, step, pattern) {
    return judgeWords(call.heardWords && (call.heardWords.get(step.index) ?? ''), pattern, false);
  },
};

function judgeStep(call: FinishedCall, step: PlayedStep, expected: StepExpect): Judgement[] {
  return Object.entries(expected).flatMap(([key, wanted]) => {
    const judge = stepJudges[key as keyof typeof stepJudges] as StepJudge<keyof StepExpect> | undefined;
    if (wanted === undefined || !judge) return [];
    return [{ name: `${step.name}: ${key}`, ...judge(call, step, wanted) }];
  });
}

type CallJudge<Key extends keyof ScenarioExpect> = (
  call: FinishedCall,
  wanted: NonNullable<ScenarioExpect[Key]>,
) => Omit<Judgement, 'name'>;

const callJudges: { [Key in Exclude<keyof ScenarioExpect, ByRecord>]-?: CallJudge<Key> } = {
  callEndsBy: (call, wanted) => ({
    held: call.endedBy === wanted,
    detail: `it was ended by ${call.endedBy === 'nobody' ? 'nobody' : `the ${call.endedBy}`}`,
  }),
  maxTurns(call, wanted) {
    const turns = countSpeeches(call.ear, TURN_GAP_MS);
    return { held: turns <= wanted, detail: `${turns} of at most ${wanted}` };
  },
  maxTalkedOver(call, wanted) {
    const times = talkedOver(call).length;
    return { held: times <= wanted, detail: `${times} of at most ${wanted}` };
  },
  agentAnswersWithinMs(call, wanted) {
    const answers = answerTimes(call).toSorted((a, b) => a - b);
    const median = answers[Math.floor(answers.length / 2)];
    return median === undefined
      ? missing('there was no answer')
      : {
          ...measured(median, wanted),
          detail: `median ${Math.round(median)} ms of ${answers.length}, at most ${wanted}`,
        };
  },
  agentSays: (call, pattern) => judgeWords(allWords(call), pattern, true),
  agentNeverSays: (call, pattern) => judgeWords(allWords(call), pattern, false),
};

function judgeWhole(call: FinishedCall, expected: ScenarioExpect): Judgement[] {
  return Object.entries(expected).flatMap(([key, wanted]) => {
    const judge = callJudges[key as keyof typeof callJudges] as CallJudge<keyof ScenarioExpect> | undefined;
    if (wanted === undefined || !judge) return [];
    return [{ name: key, ...judge(call, wanted) }];
  });
}

/** From the lead's last sound to our first, for every turn of the lead that was answered before its next. */
export function answerTimes(call: FinishedCall): number[] {
  return call.played.filter(takesTheFloor).flatMap((step) => answerAfter(call, step) ?? []);
}

/** The lead's turns that we began to talk into. */
export const talkedOver = (call: FinishedCall): PlayedStep[] =>
  call.played.filter((step) => step.kind === 'turn' && talkedOverAt(call.ear.spans, step) !== null);

const takesTheFloor = (step: PlayedStep) => step.kind === 'turn' || step.kind === 'barge-in';

function answerAfter(call: FinishedCall, step: PlayedStep): number | null {
  const next = call.played.slice(call.played.indexOf(step) + 1).find(takesTheFloor)?.startedMs ?? Infinity;
  const answer = call.ear.spans.find(
    (span) => span.startMs >= step.endedMs - OVERLAP_TOLERANCE_MS && span.startMs < next,
  );
  return answer ? Math.max(0, answer.startMs - step.endedMs) : null;
}

/** Nobody yields who does not speak: a silence that was there before would pass for a quick one. */
const wereSpeaking = (spans: readonly Span[], { startedMs }: PlayedStep): boolean =>
  spans.some((span) => span.startMs < startedMs + YIELDED_MS && span.endMs > startedMs - STILL_SPEAKING_MS);

function yieldTime(spans: readonly Span[], step: PlayedStep): number {
  let silentFrom = step.startedMs;
  for (const span of spans) {
    if (span.endMs <= silentFrom) continue;
    if (span.startMs - silentFrom >= YIELDED_MS) break;
    silentFrom = span.endMs;
  }
  return silentFrom - step.startedMs;
}

function longestGap(spans: readonly Span[], step: PlayedStep): number {
  const until = step.endedMs + TALKED_ON_GAP_MS;
  let heardUntil = step.startedMs;
  let longest = 0;
  for (const span of spans) {
    if (span.endMs <= heardUntil || heardUntil >= until) continue;
    longest = Math.max(longest, span.startMs - heardUntil);
    heardUntil = span.endMs;
  }
  return Math.max(longest, Math.max(0, until - heardUntil));
}

function talkedOverAt(spans: readonly Span[], step: PlayedStep): number | null {
  const from = step.startedMs + OVERLAP_TOLERANCE_MS;
  return (
    spans.find((span) => span.startMs >= from && span.startMs < step.endedMs - OVERLAP_TOLERANCE_MS)?.startMs ?? null
  );
}

function judgeWords(words: string | null, pattern: string, wanted: boolean): Omit<Judgement, 'name'> {
  if (words === null) return missing('the lead’s recogniser is missing or failed');
  const found = readPattern(pattern)?.test(words) ?? false;
  return { held: found === wanted, detail: `${pattern} ${found ? 'was' : 'was not'} in what was heard: ${words}` };
}

const allWords = (call: FinishedCall) => (call.heardWords ? [...call.heardWords.values()].join(' ') : null);
const missing = (detail: string) => ({ held: false, detail });
const measured = (ms: number, limit: number) => ({
  held: ms <= limit,
  detail: `${Math.round(ms)} ms, at most ${limit}`,
});
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
