import { samplesToMs } from '../audio/pcm.ts';
import { afterCutIn } from './caller-pace.ts';
import type { FloorAct } from './floor-act.ts';
import type { FloorFact } from './floor-fact.ts';
import { FLOOR } from './floor-settings.ts';
import { CALLER, type FloorState, type FloorStep, type Heard, type Holder, NOTHING_HEARD } from './floor-state.ts';
import { judgeOverlap } from './judge-overlap.ts';

type AgentHolds = Extract<Holder, { who: 'agent' }>;
type Sounding = Extract<AgentHolds, { phase: 'sounding' }>;

/** We have the floor and hear something: do they want it? */
export function overhearCaller(state: FloorState, holder: AgentHolds, fact: FloorFact): FloorStep {
  if (holder.phase === 'promised') {
    // Nobody has heard us: take it back unnoticed.
    return fact.type === 'voiceHeard'
      ? { state: { ...state, holder: CALLER }, acts: [{ type: 'drop' }] }
      : { state, acts: [] };
  }
  if (fact.type === 'voiceHeard') return voiceOverOurs(state, holder);
  if (fact.type === 'wordsRecognised') {
    const judged = judgeOverlap(state.heard.words, state.heard.voicedMs);
    if (judged === 'interruption') return hush(state);
    if (judged === 'backchannel') return comeBack(state, holder, 'excused');
  }
  return isPast(state.heard) ? passed(state, holder) : { state, acts: [] };
}

function voiceOverOurs(state: FloorState, holder: Sounding): FloorStep {
  if (state.heard.voicedMs >= FLOOR.longVoiceMs) return hush(state);
  if (holder.overlap !== 'none') return { state, acts: [] };
  return { state: { ...state, holder: { ...holder, overlap: 'ducked' } }, acts: [{ type: 'duck' }] };
}

const hush = (state: FloorState): FloorStep => ({
  state: { ...state, holder: CALLER, pace: hadPaused(state) ? afterCutIn(state.pace) : state.pace },
  acts: [{ type: 'hush' }],
});

/** They went on so soon that our answer had cut into a pause of theirs. */
function hadPaused({ heard, answeredSample }: FloorState): boolean {
  if (answeredSample === undefined || heard.startedSample === undefined) return false;
  return samplesToMs(heard.startedSample - answeredSample) < FLOOR.cutInWithinMs;
}

function comeBack(state: FloorState, holder: Sounding, overlap: 'none' | 'excused'): FloorStep {
  const acts: FloorAct[] = holder.overlap === 'ducked' ? [{ type: 'resume' }] : [];
  const next = { ...state, holder: { ...holder, overlap } };
  return isPast(state.heard)
    ? { state: { ...next, heard: NOTHING_HEARD }, acts: [...acts, { type: 'forget' }] }
    : { state: next, acts };
}

/** A short sound that ended without a word that interrupts: as if nothing had been. */
const passed = (state: FloorState, holder: Sounding): FloorStep => {
  const { state: next, acts } = comeBack(state, holder, 'none');
  return { state: next, acts };
};

const isPast = (heard: Heard): boolean =>
  heard.silentMs > 0 && heard.voicedMs > 0 && (heard.final || heard.silentMs >= FLOOR.passingSilenceMs);
