import { failed, ok } from '../../base/result.ts';
import type { Handlers } from '../../contract/define.ts';
import type { storeCalendarContract } from '../../contract/store-calendar.ts';
import { createLocalBook, sampleRules } from '../../domain/scheduling/testing/local-calendar.ts';

/** The calendar of a store that keeps it in memory, on a clock that stands still. */
export function createScriptedCalendar(now: () => number): Handlers<typeof storeCalendarContract> {
  const book = createLocalBook({ rules: sampleRules, now });
  const key = '';
  const nextSeq = null;
  return {
    'calendar.free': ({ party, ...query }) => book.of(party).free(query),
    'calendar.find': ({ party }) => book.of(party).find(party),
    'calendar.hold': ({ party, ...wish }) => book.of(party).hold({ ...party, ...wish, key }),
    'calendar.commit': async ({ party, ...wish }) => {
      const answer = await book.of(party).commit({ ...party, ...wish, key });
      if (!answer.ok) return answer;
      const gone = book.appointments().find(({ appointmentId }) => appointmentId === wish.replaces);
      return ok({ appointment: answer.value, replaced: gone ? { appointment: gone, nextSeq } : null });
    },
    'calendar.cancel': async ({ party, ...wish }) => {
      const answer = await book.of(party).cancel({ ...party, ...wish, key });
      return answer.ok ? ok({ appointment: answer.value, nextSeq }) : answer;
    },
    'calendar.letGo': ({ callId }) => {
      book.endCall(callId);
      return ok(null);
    },
    'calendar.list': () =>
      ok({
        appointments: book.appointments().map((appointment) => ({ ...appointment, line: 'practice' as const })),
        busy: [],
      }),
    'calendar.strike': async ({ appointmentId }) => {
      const known = book.appointments().find((one) => one.appointmentId === appointmentId);
      if (!known) return failed({ kind: 'not-found', what: 'The appointment' });
      const answer = await book.of(known).cancel({ callId: known.callId, appointmentId, key });
      return answer.ok ? ok({ appointment: answer.value, nextSeq: 9 }) : answer;
    },
    'busy.add': ({ slot, note }) => ok({ busyId: `${slot.startWallMs}`, slot, note }),
    'busy.remove': () => ok(null),
  };
}
