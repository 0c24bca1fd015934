import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { ok, type Result } from '../base/result.ts';
import type { Failure } from '../domain/failure.ts';
import { forgetDeleted } from './calendar/keep-calendar.ts';
import { closeCutOffCalls } from './records/close-cut-off-calls.ts';
import { createFactWriter, type FactWriter } from './records/fact-writer.ts';
import { finishedRecordings, noteRecordingBegun, noteRecordingFinished } from './records/recording-notes.ts';
import { createRecords, type Records } from './records/records.ts';
import { createRecorder, type Recorder } from './recording/recorder.ts';
import type { OpenSoundFile } from './recording/sound-file.ts';
import type { Database, Driver } from './sqlite/database.ts';

const DATABASE_FILE = 'latchkey.db';
const RECORDINGS_FOLDER = 'recordings';

export type OpenStoreDeps = {
  folder: string;
  clock: Clock;
  log: Log;
  driver: Driver;
  openFile: OpenSoundFile;
  onChanged: (callId: string) => void;
  onDegraded: (failure: Failure) => void;
  /** Told with what `onDegraded` was told with. */
  onRecovered: (failure: Failure) => void;
};

export type OpenStore = {
  records: Records;
  writer: FactWriter;
  recorder: Recorder;
  /** Tells that a call's facts changed. */
  changed(callId: string): void;
  close(): void;
};

/** Says each trouble once, until it is over. */
function createTroubleReport({ onDegraded, onRecovered }: Pick<OpenStoreDeps, 'onDegraded' | 'onRecovered'>) {
  const told = new Map<Failure['kind'], Failure>();
  return {
    begins(failure: Failure) {
      if (told.has(failure.kind)) return;
      told.set(failure.kind, failure);
      onDegraded(failure);
    },
    ends() {
      const over = [...told.values()];
      told.clear();
      over.forEach(onRecovered);
    },
  };
}

/**
 * The records, the writer of facts and the recorder, wired to each other. The database is opened at once; where that
 * fails, it is told, recordings are still written, and every question answers with the failure.
 */
export function openStore(deps: OpenStoreDeps): OpenStore {
  const { folder, clock, log, onDegraded, onRecovered, onChanged } = deps;
  const trouble = createTroubleReport(deps);
  // A note that cannot be written now is made at the next start, from the file.
  const note = (work: (database: Database) => void): Result<null, Failure> =>
    records.use((database) => {
      work(database);
      return ok(null);
    });

  const recorder = createRecorder({
    folder: join(folder, RECORDINGS_FOLDER),
    openFile: deps.openFile,
    clock,
    log,
    onBegun: (callId, file) => note((database) => noteRecordingBegun(database, { callId, file })),
    onFinished: (callId, file, durationMs) =>
      note((database) => noteRecordingFinished(database, { callId, file }, durationMs)),
    onDegraded,
    onRecovered,
  });
  const records = createRecords({
    driver: deps.driver,
    path: join(folder, DATABASE_FILE),
    clock,
    onDamage: onDegraded,
    onRefused: (failure) => trouble.begins(failure),
    onOpened: (database) => {
      for (const { durationMs, ...repaired } of recorder.repair(finishedRecordings(database))) {
        noteRecordingFinished(database, repaired, durationMs);
      }
      forgetDeleted(database, clock.wallTime());
      for (const callId of closeCutOffCalls(database, clock.wallTime())) onChanged(callId);
      trouble.ends();
    },
  });
  const writer = createFactWriter({
    records,
    clock,
    onChanged,
    onDegraded: (failure) => trouble.begins(failure),
    onRecovered: () => trouble.ends(),
  });
  note(() => log.info('records opened', { driver: deps.driver.name }));
  return {
    records,
    writer,
    recorder,
    changed: onChanged,
    close() {
      recorder.close();
      writer.close();
      records.close();
    },
  };
}
