import { ok, type Result } from '../base/result.ts';
import type { Handlers } from '../contract/define.ts';
import type { storeCalendarContract } from '../contract/store-calendar.ts';
import type { Failure } from '../domain/failure.ts';
import { addBusy, removeBusy } from './calendar/busy-times.ts';
import {
  cancelInBook,
  commitInBook,
  findInBook,
  freeInBook,
  holdInBook,
  letGoInBook,
  strikeFromBook,
} from './calendar/keep-calendar.ts';
import { readPage } from './calendar/read-book.ts';
import type { OpenStore } from './open-store.ts';
import type { Database } from './sqlite/database.ts';

type Asked = <Input, Output>(
  answer: (store: OpenStore, input: Input) => Result<Output, Failure>,
) => (input: Input) => Promise<Result<Output, Failure>>;

/** What main may ask of the desk's calendar. `changed` is told after every wish that may have changed it. */
export function calendarHandlers(
  withStore: Asked,
  { wallTime, changed }: { wallTime: () => number; changed: () => void },
): Handlers<typeof storeCalendarContract> {
  type Work<Input, Output> = (database: Database, input: Input, nowWallMs: number) => Result<Output, Failure>;
  const looks = <Input, Output>(work: Work<Input, Output>) =>
    withStore(({ records }, input: Input) => records.use((database) => work(database, input, wallTime())));
  const does = <Input, Output>(work: Work<Input, Output>) =>
    withStore(({ records }, input: Input) => {
      const answer = records.use((database) => work(database, input, wallTime()));
      if (answer.ok) changed();
      return answer;
    });
  return {
    'calendar.free': looks((database, query, nowWallMs) => ok(freeInBook(database, query, nowWallMs))),
    'calendar.find': looks((database, query, nowWallMs) => ok(findInBook(database, query, nowWallMs))),
    'calendar.hold': does(holdInBook),
    'calendar.commit': does(commitInBook),
    'calendar.cancel': does(cancelInBook),
    'calendar.letGo': withStore(({ records }, { callId }) =>
      records.use((database) => {
        if (letGoInBook(database, callId)) changed();
        return ok(null);
      }),
    ),
    'calendar.list': looks((database, span, nowWallMs) => ok(readPage(database, { ...span, nowWallMs }))),
    'calendar.strike': does(strikeFromBook),
    'busy.add': does((database, busy) => ok(addBusy(database, busy))),
    'busy.remove': does((database, { busyId }) => removeBusy(database, busyId)),
  };
}
