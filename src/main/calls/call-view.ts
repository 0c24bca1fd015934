import { type Objection, withObjection } from '../../domain/agent/objections/objection.ts';
import type { Qualification } from '../../domain/agent/qualification/score.ts';
import type { Whisper, WhisperState } from '../../domain/agent/whisper.ts';
import type { Caption, KeysNote, Suggestion, WhisperNote } from '../../domain/call/call-snapshot.ts';
import type { FloorStatus, Side } from '../../domain/call/call-id.ts';
import {
  addAppointmentFact,
  type AppointmentFact,
  type AppointmentOfCall,
} from '../../domain/record/appointment-of-call.ts';
import type { LatencySplit, Turn } from '../../domain/record/turn.ts';

/** What the voice tells of a call for people to look at; nothing is decided by it. */
export type CallView = {
  readonly callId: string | null;
  readonly floor: FloorStatus;
  readonly agent: string | null;
  readonly agentReason: string;
  /** Where the last reply came from; null before the first. */
  readonly source: 'language-model' | 'rehearsed' | null;
  readonly captions: readonly Caption[];
  readonly whispers: readonly WhisperNote[];
  readonly keys: readonly KeysNote[];
  readonly suggestion: Suggestion | null;
  readonly qualification: Qualification | null;
  /** The score before the last change of it. */
  readonly scoreBefore: number;
  readonly objections: readonly Objection[];
  readonly appointment: AppointmentOfCall;
  readonly latencies: readonly { turnId: string; split: LatencySplit }[];
};

export const emptyView = (callId: string | null): CallView => ({
  callId,
  floor: 'waiting',
  agent: null,
  agentReason: '',
  source: null,
  captions: [],
  whispers: [],
  keys: [],
  suggestion: null,
  qualification: null,
  scoreBefore: 0,
  objections: [],
  appointment: { appointment: null, hold: null },
  latencies: [],
});

export type ViewEvent =
  | { type: 'caption'; turnId: string; side: Side; text: string; final: boolean }
  | { type: 'floor'; floor: FloorStatus }
  | { type: 'latency'; turnId: string; split: LatencySplit }
  | { type: 'agent'; agent: string; reason: string }
  | { type: 'turn'; turn: Turn }
  | { type: 'suggestion'; suggestion: Suggestion }
  | { type: 'key'; key: string }
  | { type: 'qualification'; qualification: Qualification }
  | { type: 'objection'; objection: Objection }
  | { type: 'appointment'; fact: AppointmentFact }
  | { type: 'whispered'; whisper: Whisper }
  | { type: 'whisperState'; whisperId: string; state: WhisperState }
  /** Nobody tells any more: what was being said stays as it was last told. */
  | { type: 'voiceLost' };

/** Adds what was just told. Pure. A caption keeps its place from its first word on; words that nobody heard disappear. */
export function addToView(view: CallView, event: ViewEvent): CallView {
  switch (event.type) {
    case 'caption': {
      const { turnId, side, text, final } = event;
      return withCaption(view, { turnId, side, text, final, ...speakerOf(side, view) });
    }
    case 'floor':
      return { ...view, floor: event.floor };
    case 'latency': {
      const others = view.latencies.filter((known) => known.turnId !== event.turnId);
      return { ...view, latencies: [...others, { turnId: event.turnId, split: event.split }] };
    }
    case 'agent':
      return { ...view, agent: event.agent, agentReason: event.reason };
    case 'turn':
      return withTurn(view, event.turn);
    case 'suggestion':
      return { ...view, suggestion: event.suggestion };
    case 'key':
      return { ...view, keys: withKey(view, event.key) };
    case 'qualification': {
      const score = view.qualification?.score ?? 0;
      const moved = event.qualification.score !== score;
      return { ...view, qualification: event.qualification, scoreBefore: moved ? score : view.scoreBefore };
    }
    case 'objection':
      return { ...view, objections: withObjection(view.objections, event.objection) };
    case 'appointment':
      return { ...view, appointment: addAppointmentFact(view.appointment, event.fact) };
    case 'whispered': {
      const note: WhisperNote = {
        ...event.whisper,
        state: 'waiting',
        afterTurnId: view.captions.at(-1)?.turnId ?? null,
      };
      return { ...view, whispers: [...view.whispers, note] };
    }
    case 'whisperState':
      return {
        ...view,
        whispers: view.whispers.map((note) =>
          // What a reply has used is used, whatever is answered later.
          note.whisperId === event.whisperId && note.state === 'waiting' ? { ...note, state: event.state } : note,
        ),
      };
    case 'voiceLost':
      return {
        ...view,
        floor: 'waiting',
        suggestion: null,
        captions: view.captions.map((caption) => ({ ...caption, final: true })),
      };
  }
}

/** Keys between which nobody has spoken are one number. */
function withKey({ keys, captions }: CallView, key: string): readonly KeysNote[] {
  const afterTurnId = captions.at(-1)?.turnId ?? null;
  const last = keys.at(-1);
  if (!last || last.afterTurnId !== afterTurnId) return [...keys, { keys: key, afterTurnId }];
  return [...keys.slice(0, -1), { keys: last.keys + key, afterTurnId }];
}

function withTurn(view: CallView, { turnId, side, text, agent, source }: Turn): CallView {
  const told = {
    ...view,
    agent: agent ?? view.agent,
    source: source === 'language-model' || source === 'rehearsed' ? source : view.source,
  };
  return withCaption(told, { turnId, side, text, final: true, ...speakerOf(side, told) });
}

const speakerOf = (side: Side, { agent, agentReason }: CallView): Pick<Caption, 'agent' | 'agentReason'> =>
  side === 'agent' ? { agent, agentReason } : { agent: null };

function withCaption(view: CallView, caption: Caption): CallView {
  const isSame = (known: Caption) => known.turnId === caption.turnId && known.side === caption.side;
  if (caption.text === '')
    return caption.final ? { ...view, captions: view.captions.filter((known) => !isSame(known)) } : view;
  const captions = view.captions.some(isSame)
    ? view.captions.map((known) => (isSame(known) ? caption : known))
    : [...view.captions, caption];
  return { ...view, captions, suggestion: isPast(view.suggestion, caption) ? null : view.suggestion };
}

/** A suggestion is over when the caller has said something else, and when the agent speaks. */
const isPast = (suggestion: Suggestion | null, { side, turnId, final }: Caption): boolean =>
  suggestion !== null && (side === 'agent' || (side === 'caller' && final && turnId !== suggestion.turnId));
