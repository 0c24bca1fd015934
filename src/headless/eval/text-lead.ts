import { ok, failed, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { AgentEar } from '../../domain/practice/agent-ear.ts';
import type { PlayedStep, ReadyStep } from '../../domain/practice/lead-step.ts';
import { readSpokenText } from '../../domain/practice/spoken-text.ts';
import type { Situation } from '../../domain/practice/step-due.ts';
import { createPerformance } from '../../practice/performance.ts';
import { prepareSteps } from '../../practice/prepare-steps.ts';
import type { LoadedScenario } from '../../practice/scenario-library.ts';
import { createScriptSource } from '../../practice/script-source.ts';
import { TRUNK_RATE } from '../../practice/trunk-sender.ts';
import type { VoiceCache } from '../../practice/voice-cache.ts';
import { spokenMs } from './spoken-length.ts';

/** What the lead does at a moment; of words it is told when they begin and when they have been said. */
export type LeadAct =
  | { act: 'begins'; takesTheFloor: boolean }
  | { act: 'said'; words: string; takesTheFloor: boolean; startedMs: number; endedMs: number }
  | { act: 'digit'; digit: string }
  | { act: 'hangs-up'; outOfPatience: boolean };

/** The lead of a scenario, who speaks in text: when it does what is decided as in a practice call. */
export type TextLead = {
  readonly stepCount: number;
  readonly played: readonly PlayedStep[];
  /** Asked every 20 ms of the call. */
  next(nowMs: number, ear: AgentEar): LeadAct[];
  stop(nowMs: number): void;
};

/** Lines are as long as they take to be said, and make no sound. */
const unspoken: VoiceCache = {
  find: ({ words, speed }) =>
    Promise.resolve(new Int16Array(Math.ceil((spokenMs(words) / speed / 1_000) * TRUNK_RATE))),
  keep: () => Promise.resolve(),
};
const noVoice = () => Promise.resolve(failed<Failure>({ kind: 'refused', reason: 'In text nothing is spoken aloud.' }));

/** A file that cannot be read is refused. */
export async function createTextLead(
  { scenario, file }: LoadedScenario,
  seed: number,
  signal: AbortSignal,
): Promise<Result<TextLead, Failure>> {
  const ready = await prepareSteps(
    scenario,
    { file, seed },
    { openVoice: noVoice, cache: unspoken, onProgress() {}, signal },
  );
  return ready.ok ? ok(leadOf(ready.value, scenario.lead.patienceMs)) : ready;
}

function leadOf(steps: readonly ReadyStep[], patienceMs: number): TextLead {
  const script = createScriptSource(steps);
  let current: ReadyStep | null | undefined;
  const next = (situation: Situation) => (current = script.next(situation));
  const performance = createPerformance({ steps: { next }, patienceMs });
  let sounding = false;
  return {
    stepCount: steps.length,
    played: performance.played,
    next(nowMs, ear) {
      const before = performance.played.length;
      const move = performance.next(nowMs, ear);
      const acts: LeadAct[] = [];
      if (move.do === 'digit') acts.push({ act: 'digit', digit: move.digit });
      if (move.do === 'hang-up') acts.push({ act: 'hangs-up', outOfPatience: move.outOfPatience });
      if (move.do !== 'sound') return acts;
      const takesTheFloor = current?.act === 'sound' && (current.kind === 'turn' || current.kind === 'barge-in');
      if (!sounding) acts.push({ act: 'begins', takesTheFloor });
      const done = performance.played[before];
      sounding = done === undefined;
      if (done)
        acts.push({
          act: 'said',
          words: wordsOf(done),
          takesTheFloor,
          startedMs: done.startedMs,
          endedMs: done.endedMs,
        });
      return acts;
    },
    stop: (nowMs) => performance.stop(nowMs),
  };
}

const wordsOf = ({ text }: PlayedStep): string => readSpokenText(text)?.words ?? '';
