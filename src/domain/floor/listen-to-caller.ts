import type { FloorAct } from './floor-act.ts';
import type { FloorFact } from './floor-fact.ts';
import { FLOOR } from './floor-settings.ts';
import { type FloorState, type FloorStep, type Heard, type Holder, NOTHING_HEARD } from './floor-state.ts';
import { requiredSilence } from './required-silence.ts';
import { spokenWords } from './spoken-words.ts';

type CallerHolds = Extract<Holder, { who: 'caller' }>;

/** The caller has the floor: when is it ours? */
export function listenToCaller(state: FloorState, holder: CallerHolds, fact: FloorFact): FloorStep {
  const { heard } = state;
  if (fact.type === 'voiceHeard') return goesOn(state, holder);
  if (!isPausing(heard)) return { state, acts: [] };
  if (heard.words === '') return wasNoise(state, holder);

  const acts: FloorAct[] = [];
  if (holder.thought === undefined || !sameWords(holder.thought, heard.words))
    acts.push({ type: 'think', text: heard.words });
  if (heard.silentMs < requiredSilence({ words: heard.words, score: mean(heard.scores), expected: state.expected })) {
    return { state: { ...state, holder: { who: 'caller', thought: heard.words } }, acts };
  }
  return { state: { ...state, holder: { who: 'agent', phase: 'promised' } }, acts: [...acts, { type: 'speak' }] };
}

const isPausing = (heard: Heard): boolean => heard.silentMs > 0 && heard.final;

function goesOn(state: FloorState, holder: CallerHolds): FloorStep {
  if (holder.thought === undefined) return { state, acts: [] };
  return { state: { ...state, holder: { who: 'caller', thought: undefined } }, acts: [{ type: 'drop' }] };
}

/** A sound without words and a long silence after it: not a turn. */
function wasNoise(state: FloorState, holder: CallerHolds): FloorStep {
  if (state.heard.silentMs < FLOOR.unfinishedSilenceMs) return { state, acts: [] };
  return { state: { ...state, holder, heard: NOTHING_HEARD }, acts: [{ type: 'forget' }] };
}

const sameWords = (one: string, other: string): boolean => spokenWords(one).join(' ') === spokenWords(other).join(' ');

/** Asked again after more silence the melody drifts to "finished" for anything, so its first doubt stays half alive. */
function mean(scores: readonly number[]): number | undefined {
  const [first, ...later] = scores;
  return first === undefined ? undefined : later.reduce((so, score) => (so + score) / 2, first);
}
