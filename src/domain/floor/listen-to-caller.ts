import { paceLogOdds } from './caller-pace.ts';
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
  if (heard.silentMs < patience(state)) {
    return { state: { ...state, holder: { who: 'caller', thought: heard.words } }, acts };
  }
  return { state: { ...state, holder: { who: 'agent', phase: 'promised' } }, acts: [...acts, { type: 'speak' }] };
}

/** Who has said but a word ("Yes, …", "Well, …") often goes on after a breath. */
const patience = ({ heard, expected, pace }: FloorState): number =>
  Math.max(
    heard.voicedMs < FLOOR.shortVoiceMs ? FLOOR.shortSilenceMs : 0,
    requiredSilence({ words: heard.words, expected, scores: heard.scores, pace: paceLogOdds(pace) }),
  );

const isPausing = (heard: Heard): boolean => heard.silentMs > 0 && heard.final;

function goesOn(state: FloorState, holder: CallerHolds): FloorStep {
  if (holder.thought === undefined) return { state, acts: [] };
  return { state: { ...state, holder: { who: 'caller', thought: undefined } }, acts: [{ type: 'drop' }] };
}

/** A sound without words and a long silence after it: not a turn. */
function wasNoise(state: FloorState, holder: CallerHolds): FloorStep {
  if (state.heard.silentMs < FLOOR.noiseSilenceMs) return { state, acts: [] };
  return { state: { ...state, holder, heard: NOTHING_HEARD }, acts: [{ type: 'forget' }] };
}

const sameWords = (one: string, other: string): boolean => spokenWords(one).join(' ') === spokenWords(other).join(' ');
