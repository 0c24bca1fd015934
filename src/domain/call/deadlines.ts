import type { Deadline } from './call-event.ts';

/** Nobody renders a lead for a call over the carrier, and its permit holds for a minute. */
export const PREPARE_TELEPHONE_MS = 45_000;

/** How long each wait of a call may last, in ms. A deadline that passes is an event like any other. */
export const DEADLINE_MS: Readonly<Record<Deadline, number>> = {
  /** Rendering a long lead ahead on a slow machine takes minutes; longer than this nobody waits. */
  prepare: 200_000,
  /** Ringing included: a telephone that rings longer is not answered. */
  dial: 30_000,
  hangUp: 3_000,
  /** For the voice to hand over its last turn and the store to close the recording. */
  windUp: 3_000,
};
