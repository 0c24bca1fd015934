import type { AppointmentState } from './appointment-state.ts';
import type { ObjectionKind } from './objections/objection.ts';
import type { Evidence, Slot } from './qualification/evidence.ts';
import { droppedSayings } from './prompt-memory.ts';
import type { WorkflowContext } from './workflow-context.ts';

type Summed = Pick<WorkflowContext, 'evidence' | 'objections' | 'appointment'>;

/**
 * What is known of a call, in a few sentences, in place of what a model is no longer given of it. Made by code from what
 * is proven; times are left out, since only code says them.
 */
export function summaryOf({ evidence, objections, appointment }: Summed): string {
  const known = evidence.map(({ slot, value }) => `${SLOTS[slot]}: ${valueInWords(slot, value)}`);
  const objected = [...new Set(objections.map(({ kind }) => OBJECTIONS[kind]))];
  const sentences = [
    known.length === 0 ? 'they told nothing about their plans yet' : known.join('; '),
    objected.length === 0 ? '' : `They said that ${objected.join(', that ')}`,
    appointment ? APPOINTMENTS[appointment.stage] : '',
  ];
  return `Earlier in this call, in short: ${sentences.filter(Boolean).join('. ')}.`;
}

/**
 * `next` with a summary that belongs to what is dropped of it. It is renewed only where something more was dropped: in
 * between it must not change, or the model would have to read everything after it again.
 */
export function withSummary(before: WorkflowContext, next: WorkflowContext): WorkflowContext {
  const dropped = droppedSayings(next.history);
  if (dropped === 0) return next.summary === '' ? next : { ...next, summary: '' };
  const isNew = dropped !== droppedSayings(before.history) || next.summary === '';
  return isNew ? { ...next, summary: summaryOf(next) } : next;
}

const SLOTS: Readonly<Record<Slot, string>> = {
  goal: 'what they want',
  timeline: 'when',
  price: 'price',
  area: 'where',
  propertyType: 'kind of property',
  financing: 'financing',
  motivation: 'why',
  decisionMakers: 'who decides',
  contact: 'how to reach them',
  represented: 'has an agent',
};
/** A price or a number in a model's mouth is one too many. */
const valueInWords = (slot: Slot, value: Evidence['value']): string =>
  slot === 'price' ? 'told' : slot === 'contact' ? (value.split(',')[0] ?? value) : value;

const OBJECTIONS: Readonly<Record<ObjectionKind, string>> = {
  hasAgent: 'they have an agent',
  notInterested: 'they are not interested',
  justLooking: 'they are just looking',
  busy: 'they are busy',
  price: 'the price troubles them',
  commission: 'the commission troubles them',
  sendEmail: 'they want an e-mail',
  badTiming: 'it is a bad time',
  numberSource: 'they wonder where we have their number from',
  robot: 'they do not like talking to a machine',
  anger: 'they are annoyed',
};

const APPOINTMENTS: Readonly<Record<AppointmentState['stage'], string>> = {
  asked: 'They were asked for a day to meet',
  offered: 'They were offered times to meet',
  found: 'They have an appointment already',
  held: 'A time to meet is kept for them and not confirmed yet',
  booked: 'A meeting is booked',
  cancelled: 'The meeting is cancelled',
  none: 'There will be no meeting',
};
