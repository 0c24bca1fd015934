import { firstName } from '../fixed-texts.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import type { TimeSlot } from '../../scheduling/time-slot.ts';
import { spokenSlot, spokenZone, wholeSlot } from './spoken-slot.ts';

type Call = Pick<WorkflowContext, 'seed'>;

export const zoneOf = ({ seed }: Call): string => seed.timeZone ?? 'UTC';

/** With its zone where the desk's clock is another one: both may have to keep it. */
export const whole = (context: Call, slot: TimeSlot): string =>
  wholeSlot(slot, zoneOf(context), {
    nameZone: context.seed.deskTimeZone !== undefined && context.seed.deskTimeZone !== zoneOf(context),
  });

const human = ({ seed }: Call): string => firstName(seed.humanName);

/** The questions that a yes answers. */
export const QUESTIONS = {
  day: 'What day and time suit you?',
  otherDay: 'What other day or time would suit you?',
  book: 'Shall I book it?',
  move: 'Shall I move it there?',
  cancel: 'Shall I cancel it?',
  instead: 'Would you like another time instead?',
  which: 'Which suits you better?',
  suits: 'Does that suit you?',
  more: 'Is there anything else I can do?',
  what: 'What can I do for you?',
} as const;

const either = (context: Call, slots: readonly TimeSlot[], nowWallMs: number): string =>
  slots.map((slot) => spokenSlot(slot, zoneOf(context), nowWallMs)).join(', or ');

/** All that SchedulerAgent says. No model touches a word of it. */
export const say = {
  offer: (context: Call, slots: readonly TimeSlot[], nowWallMs: number) =>
    `I have ${either(context, slots, nowWallMs)}.`,
  nearest: (context: Call, slots: readonly TimeSlot[], nowWallMs: number) =>
    `Nothing is free then. The nearest I have is ${either(context, slots, nowWallMs)}.`,
  taken: "I'm sorry, that time has just been taken.",
  readBack: (context: Call, slot: TimeSlot) => `That's ${whole(context, slot)}, with ${human(context)}.`,
  surely: (context: Call, slot: TimeSlot) => `Just to be sure, that's ${whole(context, slot)}, with ${human(context)}.`,
  booked: (context: Call, slot: TimeSlot) => `You're booked for ${whole(context, slot)}, with ${human(context)}.`,
  cancelled: (context: Call, slot: TimeSlot) => `Your appointment on ${whole(context, slot)}, is cancelled.`,
  found: (context: Call, slot: TimeSlot) => `You have ${whole(context, slot)}, with ${human(context)}.`,
  stays: (context: Call, slot: TimeSlot) => `Then it stays as it is, ${whole(context, slot)}.`,
  zone: (context: Call, slot: TimeSlot) => `That's ${spokenZone(zoneOf(context), slot.startWallMs)}.`,
  open: (context: Call) => `Then we leave the time open, and ${human(context)} will find one with you.`,
  noneFound: "I don't see an appointment of yours here.",
  noneMade: 'Then I make no appointment.',
  parting: 'Thank you for your time, goodbye.',
  full: (context: Call) =>
    `I don't see any free time in the next weeks, so ${human(context)} will look for one with you.`,
  unreachable: (context: Call) =>
    `I can't reach the calendar right now, so I'll note when ${human(context)} can call you instead.`,
  unsure: (context: Call) =>
    `The calendar gives me no answer, so I can't promise you that time. I'll note it for ${human(context)}.`,
} as const;
