import { type CallerPace, UNKNOWN_PACE } from './caller-pace.ts';
import type { FloorAct } from './floor-act.ts';
import type { ExpectedAnswer } from './floor-fact.ts';

/** What of the caller's present utterance is known. */
export type Heard = {
  readonly voicedMs: number;
  /** 0 while they speak. */
  readonly silentMs: number;
  readonly words: string;
  /** Whether `words` is all of it up to the present pause. */
  readonly final: boolean;
  /** The melody's answers in the present pause. */
  readonly scores: readonly number[];
  /** Samples on the line's clock, where the voice has begun / been silent. */
  readonly startedSample?: number;
  readonly lastVoicedSample?: number;
};

export const NOTHING_HEARD: Heard = { voicedMs: 0, silentMs: 0, words: '', final: false, scores: [] };

export type Holder =
  /** `thought`: the words a reply is being prepared for. */
  | { readonly who: 'caller'; readonly thought: string | undefined }
  /** The floor is ours but nothing of us has been heard yet: it can be given back unnoticed. */
  | { readonly who: 'agent'; readonly phase: 'promised' }
  | {
      readonly who: 'agent';
      readonly phase: 'sounding';
      readonly speechId: string;
      readonly overlap: 'none' | 'ducked' | 'excused';
    };

export type FloorState = {
  readonly holder: Holder;
  readonly heard: Heard;
  readonly expected: ExpectedAnswer;
  readonly pace: CallerPace;
  /** The speech that sounded last: what is still reported of it is old news. */
  readonly lastSpeechId: string | undefined;
  /** Where the caller's words that our speech answers ended, in samples. */
  readonly answeredSample: number | undefined;
};

export type FloorStep = { readonly state: FloorState; readonly acts: readonly FloorAct[] };

export const CALLER: Holder = { who: 'caller', thought: undefined };

/** The beginning of a call: the caller may speak, nothing has been said. */
export function startFloor(): FloorState {
  return {
    holder: CALLER,
    heard: NOTHING_HEARD,
    expected: 'anything',
    pace: UNKNOWN_PACE,
    lastSpeechId: undefined,
    answeredSample: undefined,
  };
}

/** Our speech opens without a turn of the caller's before it: the greeting, a bridge. */
export function giveFloorToAgent(state: FloorState): FloorState {
  return { ...state, holder: { who: 'agent', phase: 'promised' } };
}
