import type { FloorFact } from '../../domain/floor/floor-fact.ts';
import { createEar, type Ear, type EarDeps } from './ear.ts';

export type { Ear } from './ear.ts';

export type Hearing = {
  /** Ears of one person on one call: the models are shared, the memory is not. */
  open(onFact: (fact: FloorFact) => void): Ear;
};

/** Hearing for any number of calls at once. */
export function createHearing(deps: EarDeps): Hearing {
  return { open: (onFact) => createEar(deps, onFact) };
}
