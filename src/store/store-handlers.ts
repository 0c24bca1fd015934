import { failed, ok, type Result } from '../base/result.ts';
import type { Handlers } from '../contract/define.ts';
import type { storeContract } from '../contract/store.ts';
import type { Failure } from '../domain/failure.ts';
import { forgetInBook } from './calendar/keep-calendar.ts';
import { calendarHandlers } from './calendar-handlers.ts';
import type { OpenStore } from './open-store.ts';
import { deleteCall, mayDelete } from './records/delete-call.ts';
import { figuresOfToday } from './records/figures-of-today.ts';
import { listCalls } from './records/list-calls.ts';
import { readRecord } from './records/read-record.ts';
import { unanalysedCalls } from './records/unanalysed-calls.ts';
import { unpricedCalls } from './records/unpriced-calls.ts';

/** What main may ask. Every question waits for the store to be open; where it cannot be, `opening` says why. */
export function storeHandlers(
  opening: Promise<Result<OpenStore, Failure>>,
  deps: { wallTime: () => number; calendarChanged: () => void },
): Handlers<typeof storeContract> {
  const withStore =
    <Input, Output>(
      answer: (store: OpenStore, input: Input) => Result<Output, Failure> | Promise<Result<Output, Failure>>,
    ) =>
    async (input: Input): Promise<Result<Output, Failure>> => {
      const store = await opening;
      return store.ok ? answer(store.value, input) : store;
    };

  return {
    ...calendarHandlers(withStore, { wallTime: deps.wallTime, changed: deps.calendarChanged }),
    'fact.append': withStore(({ writer }, recorded) => writer.append(recorded)),
    'calls.list': withStore(({ records }, query) => records.use((database) => ok(listCalls(database, query)))),
    'call.get': withStore(({ records }, { callId }) =>
      records.use((database) => {
        const record = readRecord(database, callId);
        return record ? ok(record) : failed({ kind: 'not-found', what: 'The call' });
      }),
    ),
    'call.delete': withStore(({ records, writer, recorder, changed }, { callId }) => {
      const may = records.use((database) => mayDelete(database, callId));
      // The sound goes first: what cannot be removed from the disk must stay in the list.
      const removed = may.ok ? recorder.remove(callId) : may;
      if (!removed.ok) return removed;
      return records.use((database) => {
        forgetInBook(database, callId, deps.wallTime());
        deleteCall(database, callId);
        deps.calendarChanged();
        writer.forget(callId);
        changed(callId);
        return ok(null);
      });
    }),
    'today.get': withStore(({ records }, range) => records.use((database) => ok(figuresOfToday(database, range)))),
    'calls.unpriced': withStore(({ records }, { sinceWallMs }) =>
      records.use((database) => ok(unpricedCalls(database, sinceWallMs))),
    ),
    'calls.unanalysed': withStore(({ records }, query) =>
      records.use((database) => ok(unanalysedCalls(database, query))),
    ),
    'recording.find': withStore(({ recorder }, { callId }) => recorder.find(callId)),
    'recording.finish': withStore(({ recorder }, { callId }) => recorder.finish(callId)),
  };
}
