import { assertNever } from '../../base/assert-never.ts';
import { afterPause, afterTurn, type CallerPace } from './caller-pace.ts';
import type { FloorFact } from './floor-fact.ts';
import { type FloorState, type FloorStep, type Heard, type Holder, NOTHING_HEARD } from './floor-state.ts';
import { listenToCaller } from './listen-to-caller.ts';
import { overhearCaller } from './overhear-caller.ts';

export { type FloorState, type FloorStep, giveFloorToAgent, startFloor } from './floor-state.ts';

/**
 * Whose turn it is: the only place that decides. A fact in, the new state and what to do about it out; time comes in as
 * facts, so that the same facts always give the same acts.
 */
export function takeTurn(state: FloorState, fact: FloorFact): FloorStep {
  switch (fact.type) {
    case 'answerExpected':
      return { state: { ...state, expected: fact.field }, acts: [] };
    case 'speechSounding':
      return speechSounding(state, fact.speechId);
    case 'speechEnded':
      return speechEnded(state, fact.speechId);
    case 'voiceHeard':
    case 'silenceHeard':
    case 'wordsRecognised':
    case 'endOfTurnScored': {
      const next = { ...state, heard: afterHearing(state.heard, fact), pace: paceAfter(state, fact) };
      return next.holder.who === 'caller'
        ? listenToCaller(next, next.holder, fact)
        : overhearCaller(next, next.holder, fact);
    }
    default:
      return assertNever(fact);
  }
}

/** Who went on after a silence within their turn had only paused. */
function paceAfter({ pace, holder, heard }: FloorState, fact: FloorFact): CallerPace {
  const weSpeak = holder.who === 'agent' && holder.phase === 'sounding';
  return fact.type === 'voiceHeard' && heard.words !== '' && !weSpeak ? afterPause(pace, heard.silentMs) : pace;
}

type HeardFact = Extract<FloorFact, { type: 'voiceHeard' | 'silenceHeard' | 'wordsRecognised' | 'endOfTurnScored' }>;

function afterHearing(heard: Heard, fact: HeardFact): Heard {
  switch (fact.type) {
    case 'voiceHeard':
      return {
        ...heard,
        startedSample: heard.startedSample ?? fact.atSample,
        voicedMs: fact.voicedMs,
        silentMs: 0,
        final: false,
        scores: [],
      };
    case 'silenceHeard':
      return { ...heard, silentMs: fact.silentMs, lastVoicedSample: fact.lastVoicedSample };
    case 'wordsRecognised':
      return { ...heard, words: fact.text, final: fact.final };
    case 'endOfTurnScored':
      return { ...heard, scores: [...heard.scores, fact.probability] };
    default:
      return assertNever(fact);
  }
}

/** A speech nobody gave the floor to (a bridge, a whisper read aloud) takes it by being heard. */
function speechSounding(state: FloorState, speechId: string): FloorStep {
  const holder: Holder = { who: 'agent', phase: 'sounding', speechId, overlap: 'none' };
  const answers = state.heard.words !== '';
  return {
    state: {
      ...state,
      holder,
      pace: answers ? afterTurn(state.pace) : state.pace,
      heard: NOTHING_HEARD,
      lastSpeechId: speechId,
      answeredSample: answers ? state.heard.lastVoicedSample : undefined,
    },
    acts: [{ type: 'forget' }],
  };
}

/** Someone who began to talk over our last word has the floor with what they said so far. */
function speechEnded(state: FloorState, speechId: string): FloorStep {
  const { holder } = state;
  const isOld =
    holder.who === 'caller' ||
    (holder.phase === 'promised' ? speechId === state.lastSpeechId : speechId !== holder.speechId);
  if (isOld) return { state, acts: [] };
  const ducked = holder.phase === 'sounding' && holder.overlap === 'ducked';
  return {
    state: { ...state, holder: { who: 'caller', thought: undefined } },
    acts: ducked ? [{ type: 'resume' }] : [],
  };
}
