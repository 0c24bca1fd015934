import type { Objection, ObjectionKind } from '../../../domain/agent/objections/objection.ts';

/** What a caller has against going on, as it is called on the screen. */
export const OBJECTION_WORDS: Readonly<Record<ObjectionKind, string>> = {
  hasAgent: 'Has an agent',
  notInterested: 'Not interested',
  justLooking: 'Just looking',
  busy: 'Busy',
  price: 'The price',
  commission: 'The commission',
  sendEmail: 'Wants an e-mail',
  badTiming: 'Not the time to move',
  numberSource: 'Where the number came from',
  robot: 'No machines',
  anger: 'Angry',
};

export const OUTCOME_WORDS: Readonly<Record<Objection['outcome'], string>> = {
  answered: 'answered',
  followedUp: 'answered, and asked one thing more',
  respected: 'respected',
  handedOver: 'left to the licensed agent',
};
