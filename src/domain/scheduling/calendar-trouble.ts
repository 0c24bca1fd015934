import { describeFailure, type Failure } from '../failure.ts';

const ANSWERS: ReadonlySet<Failure['kind']> = new Set(['slot-taken', 'calendar-unavailable', 'not-found', 'refused']);

/** What keeps a calendar from answering, as a caller of it is told: the calendar cannot be reached, and why. */
export const calendarTrouble = (failure: Failure): Failure =>
  ANSWERS.has(failure.kind)
    ? failure
    : { kind: 'calendar-unavailable', detail: describeFailure(failure).says.replace(/\.$/, '') };
