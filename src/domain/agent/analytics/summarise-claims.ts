import type { CallClaims, Disposition, FollowUp, ObjectionClaim, SlotClaim } from './call-analysis.ts';

/** What happened, in at most three sentences that say nothing but what is claimed. `name`: '' where nobody knows it. */
export function summariseClaims(claims: CallClaims, name: string): string {
  const who = name.trim() || 'The caller';
  return [OUTCOMES[claims.disposition.value](who), known(claims.slots), next(claims)].filter(Boolean).join(' ');
}

const OUTCOMES: Readonly<Record<Disposition, (who: string) => string>> = {
  'opted-out': (who) => `${who} asked not to be called again.`,
  booked: (who) => `${who} has an appointment.`,
  'appointment-cancelled': (who) => `${who} cancelled the appointment.`,
  machine: () => 'A machine picked up.',
  'wrong-person': () => 'Somebody else picked up: it is the wrong number.',
  language: (who) => `${who} speaks another language.`,
  represented: (who) => `${who} has an agent already.`,
  'handed-over': (who) => `${who} talked with you.`,
  'not-interested': (who) => `${who} is not interested.`,
  'call-back-wanted': (who) => `${who} wants to be called back.`,
  qualified: (who) => `${who} is a qualified lead.`,
  'no-answer': () => 'Nobody answered.',
  cancelled: () => 'The call was ended before anybody answered.',
  failed: () => 'The call could not be put through.',
  abandoned: (who) => `${who} hung up in the middle of it.`,
  undecided: (who) => `${who} parted with us, and nothing was settled.`,
  incomplete: () => 'The call ended before anything was settled.',
};

function known(slots: readonly SlotClaim[]): string {
  const told = slots.map((claim) => `${SLOTS[claim.slot]} ${claim.value}`);
  return told.length === 0 ? '' : `Known: ${told.join(', ')}.`;
}
const SLOTS: Readonly<Record<SlotClaim['slot'], string>> = {
  goal: 'goal',
  timeline: 'time',
  price: 'price',
  area: 'area',
  propertyType: 'property',
  financing: 'financing',
  motivation: 'reason',
  decisionMakers: 'decides',
  contact: 'contact',
  represented: 'has an agent',
};

/** What is to be done, or else what stood in the way. */
function next({ followUps, objections }: CallClaims): string {
  const first = followUps[0];
  if (first) return `Next: ${nextStep(first)}.`;
  const kinds = [...new Set(objections.map(({ kind }) => OBJECTIONS[kind]))];
  return kinds.length === 0 ? '' : `In the way: ${kinds.join(', ')}.`;
}

/** Without the words that are quoted: a sentence of theirs may hold anything. */
function nextStep({ what, who, when }: FollowUp): string {
  const step = who === 'caller' ? 'they have promised something' : what.replace(/[:,]? “.*$/, '').replace(/[.!]+$/, '');
  return [step.charAt(0).toLowerCase() + step.slice(1), when].filter(Boolean).join(', ');
}

const OBJECTIONS: Readonly<Record<ObjectionClaim['kind'], string>> = {
  hasAgent: 'an agent of their own',
  notInterested: 'no interest',
  justLooking: 'just looking',
  busy: 'no time',
  price: 'the price',
  commission: 'the commission',
  sendEmail: 'an e-mail instead',
  badTiming: 'the time of year',
  numberSource: 'where their number came from',
  robot: 'talking to a machine',
  anger: 'anger',
};
