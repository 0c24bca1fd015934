/** How the agents bid for a turn, so that none of them needs to know the others. */
export const BIDS = {
  /** What nobody else may answer: opt-out, machines, partings, a wish for a person. */
  binding: 1,
  /** Whoever is in the middle of something that the words answer. */
  midway: 0.9,
  objection: 0.8,
  appointment: 0.7,
  /** The words answer, or leave open, what the agenda asked, or tell facts. */
  answer: 0.6,
  /** Everything else. */
  conversation: 0.5,
  none: 0,
} as const;
