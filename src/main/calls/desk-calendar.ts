import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Port } from '../../base/port.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { calendarContract } from '../../contract/calendar.ts';
import type { Handlers } from '../../contract/define.ts';
import type { CalendarParty, ChangedAppointment } from '../../contract/store-calendar.ts';
import { serve } from '../../contract/wire.ts';
import { callIdOf, type CallPlan, type CallState, isCallUp } from '../../domain/call/call-state.ts';
import type { Failure } from '../../domain/failure.ts';
import type { AppointmentFact } from '../../domain/record/appointment-of-call.ts';
import type { Appointment } from '../../domain/scheduling/appointment.ts';
import { calendarTrouble } from '../../domain/scheduling/calendar-trouble.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { rulesOf } from './calendar-of-settings.ts';
import type { ViewEvent } from './call-view.ts';
import type { FactOutbox } from './fact-outbox.ts';
import type { Hosts } from './softphone-hosts.ts';

export type DeskCalendarDeps<Native> = {
  hosts: Pick<Hosts<Native>, 'store' | 'voice'>;
  createChannel(): [Native, Native];
  /** An end of a channel, for ourselves. */
  ownPort(native: Native): Port;
  outbox: Pick<FactOutbox, 'append' | 'continueFrom'>;
  settings: Pick<SettingsStore, 'get'>;
  look(callId: string, event: ViewEvent): void;
  /** What was told of a call that is over is not so any more. */
  outdated(callId: string): void;
  state(): CallState;
  clock: Clock;
  log: Log;
};

export type DeskCalendar = {
  /** Gives the voice the calendar for this call, which replaces the one that it had. */
  open(callId: string): void;
  /** What the call held and did not confirm is let go. */
  callOver(callId: string): void;
  /** The person at the desk cancels an appointment, whosesoever it is. */
  strike(appointmentId: string): Promise<Result<null, Failure>>;
};

const ENDED: Result<never, Failure> = failed({ kind: 'refused', reason: 'The call is over, or has not begun.' });

const partyOf = (plan: CallPlan): CalendarParty => ({
  callId: plan.callId,
  line: plan.line,
  // Callers who withhold theirs have none.
  number: plan.line === 'practice' || plan.number === '' ? null : plan.number,
});

/**
 * The desk's calendar, as calls have it: in the store, and told to the record of the call before the voice hears what it
 * answers. Only the call that is live can change anything, and only in its own name.
 */
export function createDeskCalendar<Native>(deps: DeskCalendarDeps<Native>): DeskCalendar {
  const { hosts, outbox, look } = deps;
  const { store } = hosts;
  let current: Port | undefined;

  const tell = (callId: string, fact: AppointmentFact) => {
    outbox.append(callId, fact);
    look(callId, { type: 'appointment', fact });
  };
  /** The call that made it is told as well, where that is another one. */
  const tellCancelled = (
    by: 'caller' | 'desk',
    { appointment, nextSeq }: ChangedAppointment,
    actingCallId?: string,
  ) => {
    const fact = { type: 'appointmentCancelled', appointment, by } as const;
    if (actingCallId !== undefined) tell(actingCallId, fact);
    if (nextSeq === null) return;
    if (appointment.callId !== actingCallId) {
      outbox.continueFrom(appointment.callId, nextSeq);
      tell(appointment.callId, fact);
    }
    const state = deps.state();
    if (!isCallUp(state) || callIdOf(state) !== appointment.callId) deps.outdated(appointment.callId);
  };

  function open(callId: string): void {
    const state = deps.state();
    if (callIdOf(state) !== callId || state.phase === 'idle') return;
    const [ours, theirs] = deps.createChannel();
    current?.close();
    current = deps.ownPort(ours);
    const handlers = callHandlers({ ...deps, party: partyOf(state.plan), tell, tellCancelled });
    serve(current, calendarContract, { handlers, log: deps.log });
    hosts.voice.give({ type: 'stream', stream: 'calendar', callId }, theirs);
  }

  return {
    open,
    callOver: (callId) => void store.call('calendar.letGo', { callId }),
    async strike(appointmentId) {
      const struck = await store.call('calendar.strike', { appointmentId });
      if (!struck.ok) return struck;
      const { callId } = struck.value.appointment;
      const isUp = callIdOf(deps.state()) === callId;
      tellCancelled('desk', struck.value, isUp ? callId : undefined);
      return ok(null);
    },
  };
}

type CallDeps<Native> = Pick<DeskCalendarDeps<Native>, 'hosts' | 'settings' | 'state'> & {
  party: CalendarParty;
  tell(callId: string, fact: AppointmentFact): void;
  tellCancelled(by: 'caller', changed: ChangedAppointment, actingCallId: string): void;
};

/** What one call may ask. */
function callHandlers<Native>({
  hosts: { store },
  settings,
  state,
  party,
  tell,
  tellCancelled,
}: CallDeps<Native>): Handlers<typeof calendarContract> {
  const { callId } = party;
  const told = new Map<string, Appointment['state']>();
  /** Asked twice, it happened once. */
  const isNew = ({ appointmentId, state: now }: Appointment) => {
    const before = told.get(appointmentId);
    told.set(appointmentId, now);
    return before !== now;
  };
  const isLive = (wish: { callId: string }) => {
    const now = state();
    return wish.callId === callId && now.phase === 'live' && now.plan.callId === callId;
  };
  const trouble = (failure: Failure) => failed(calendarTrouble(failure));
  const rules = () => rulesOf(settings.get());
  return {
    'slots.find': async (query) => {
      const answer = await store.call('calendar.free', { ...query, party, rules: rules() });
      return answer.ok ? answer : trouble(answer.failure);
    },
    'appointment.find': async () => {
      const answer = await store.call('calendar.find', { party });
      return answer.ok ? answer : trouble(answer.failure);
    },
    'slot.hold': async ({ key: _key, ...wish }) => {
      if (!isLive(wish)) return ENDED;
      const answer = await store.call('calendar.hold', { ...wish, party, rules: rules() });
      if (!answer.ok) return trouble(answer.failure);
      const appointment = answer.value;
      if (appointment.state === 'held' && isNew(appointment)) tell(callId, { type: 'appointmentHeld', appointment });
      return answer;
    },
    'hold.commit': async ({ key: _key, ...wish }) => {
      if (!isLive(wish)) return ENDED;
      const answer = await store.call('calendar.commit', { ...wish, party });
      if (!answer.ok) return trouble(answer.failure);
      const { appointment, replaced } = answer.value;
      if (replaced && isNew(replaced.appointment)) tellCancelled('caller', replaced, callId);
      if (isNew(appointment)) tell(callId, { type: 'appointmentBooked', appointment });
      return ok(appointment);
    },
    'appointment.cancel': async ({ key: _key, ...wish }) => {
      if (!isLive(wish)) return ENDED;
      const answer = await store.call('calendar.cancel', { ...wish, party });
      if (!answer.ok) return trouble(answer.failure);
      const { appointment } = answer.value;
      if (isNew(appointment)) tellCancelled('caller', answer.value, callId);
      return ok(appointment);
    },
  };
}
