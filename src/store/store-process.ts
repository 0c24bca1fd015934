import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { failed, ok, type Result } from '../base/result.ts';
import type { HostSide } from '../contract/host.ts';
import { storeContract } from '../contract/store.ts';
import { serve } from '../contract/wire.ts';
import type { Failure } from '../domain/failure.ts';
import { openStore, type OpenStore } from './open-store.ts';
import { openSoundFile, type OpenSoundFile } from './recording/sound-file.ts';
import { chooseDriver } from './sqlite/choose-driver.ts';
import type { Driver } from './sqlite/database.ts';
import { storeHandlers } from './store-handlers.ts';

export type StoreDeps = {
  /** Where the records lie; made where it is missing. */
  folder: string;
  clock: Clock;
  log: Log;
  /** The driver of this runtime unless another is given. */
  loadDriver?: () => Promise<Driver>;
  openFile?: OpenSoundFile;
};

export type Store = {
  /** Resolves when the database is open or has refused, and streams are taken. */
  readonly ready: Promise<void>;
  /** Finishes what is being written and lets go of the files. */
  close(): Promise<void>;
};

/**
 * The store process, whatever hosts it: answers main on `host.control` from the first moment on (questions wait for the
 * database) and writes every `recording` stream to disk as it comes. Closes itself when main is gone.
 */
export function runStore(host: HostSide, deps: StoreDeps): Store {
  const { folder, clock, log, loadDriver = chooseDriver, openFile = openSoundFile } = deps;
  const opening: Promise<Result<OpenStore, Failure>> = loadDriver().then(
    (driver) =>
      ok(
        openStore({
          folder,
          clock,
          log,
          driver,
          openFile,
          onChanged: (callId) => server.emit('call.changed', { callId }),
          onDegraded: (failure) => {
            log.warn('records degraded', { failure });
            server.emit('part.degraded', { failure });
          },
          onRecovered: (failure) => server.emit('part.recovered', { failure }),
        }),
      ),
    (error: unknown) => failed({ kind: 'engine-failed', engine: 'SQLite', detail: String(error) }),
  );
  const handlers = storeHandlers(opening, {
    wallTime: () => clock.wallTime(),
    calendarChanged: () => server.emit('calendar.changed', null),
  });
  const server = serve(host.control, storeContract, { handlers, log });
  const close = async () => {
    const store = await opening;
    if (store.ok) store.value.close();
  };
  host.control.onClose(() => void close());

  const ready = opening.then((store) => {
    if (!store.ok) server.emit('part.degraded', { failure: store.failure });
    host.onStream((offer, port) => {
      if (store.ok && offer.stream === 'recording') store.value.recorder.take(offer.callId, port);
      else port.close();
    });
  });
  return { ready, close };
}
