import type { Failure } from '../failure.ts';

/** How the place is that calls are kept in from now on. */
export type CheckpointsState =
  | { readonly state: 'starting' }
  /** `about`: which server; '' for this machine. */
  | { readonly state: 'ready'; readonly about: string }
  /** Calls go on all the same, and are kept on this machine, or in memory. */
  | { readonly state: 'degraded'; readonly failure: Failure };
