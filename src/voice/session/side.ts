import type { ExpectedAnswer, FloorFact } from '../../domain/floor/floor-fact.ts';
import { afterOverhearing, isSaid, NOTHING_OVERHEARD } from '../../domain/floor/overheard-utterance.ts';
import type { Ear, Hearing } from '../hear/hearing.ts';
import { createUtterance, type Utterance } from './caller-utterance.ts';
import type { Tell } from './tell.ts';

/** One side of the line as we listen to it: its ear, and what it is saying. */
export type Side = {
  readonly ear: Ear;
  readonly utterance: Utterance;
  /** They have begun something that is not dealt with. */
  readonly hasSpoken: boolean;
  /** What our last words asked for. */
  expect(field: ExpectedAnswer): void;
  /** Listens without taking part: what was said is written down, and nobody is answered. */
  overhear(fact: FloorFact): void;
  /** What was said so far is dealt with: the next voice begins something new. */
  forget(): void;
  /** The call changes hands: what was being said is part of the conversation, unless it was `answered` already. */
  leave(answered?: string): void;
  /** Nothing more will come: the last words are only written down. */
  flush(): Promise<void>;
  close(): void;
};

type SideDeps = {
  callId: string;
  side: 'caller' | 'human';
  hearing: Hearing;
  newId: () => string;
  tell: Tell;
  /** What is noticed, up to the end of the call. */
  onFact: (fact: FloorFact) => void;
  /** Somebody has said something that nobody here answers. */
  onOverheard: (text: string, turnId: string) => void;
};

export function createSide(deps: SideDeps): Side {
  const utterance = createUtterance(deps);
  let overheard = NOTHING_OVERHEARD;
  let expected: ExpectedAnswer | undefined;
  let over = false;
  const ear = deps.hearing.open((fact) => (over ? utterance.noticed(fact) : deps.onFact(fact)));

  const forget = () => {
    utterance.finish();
    utterance.forget();
    ear.forget();
    overheard = NOTHING_OVERHEARD;
  };
  const writeDown = (answered?: string) => {
    const { turnId } = utterance;
    const text = utterance.finish();
    if (text && text !== answered) deps.onOverheard(text, turnId);
    forget();
  };
  return {
    ear,
    utterance,
    get hasSpoken() {
      return utterance.startedSample !== undefined;
    },
    expect(field) {
      if (field === expected) return;
      expected = field;
      ear.expect(field);
    },
    forget,
    leave(answered) {
      writeDown(answered);
      expected = undefined;
    },
    overhear(fact) {
      utterance.noticed(fact);
      overheard = afterOverhearing(overheard, fact);
      if (isSaid(overheard)) writeDown();
    },
    flush() {
      over = true;
      return ear.flush();
    },
    close() {
      utterance.finish();
      ear.close();
    },
  };
}
