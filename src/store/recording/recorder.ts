import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Port } from '../../base/port.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { callOfRecordingFile, recordingFileOf } from '../../domain/record/recording-file.ts';
import { diskFailure } from '../disk-failure.ts';
import { createRecording, type Recording } from './recording.ts';
import type { OpenSoundFile } from './sound-file.ts';
import { recordedMs, repairHeader } from './stereo-wav.ts';

export type RecorderDeps = {
  folder: string;
  openFile: OpenSoundFile;
  clock: Clock;
  log: Log;
  onBegun: (callId: string, file: string) => void;
  onFinished: (callId: string, file: string, durationMs: number) => void;
  onDegraded: (failure: Failure) => void;
  /** A full disk has room again. */
  onRecovered: (failure: Failure) => void;
};

export type RepairedRecording = { callId: string; file: string; durationMs: number };

/** All recordings: those being written and those on the disk. One file per call, named after it. */
export function createRecorder(deps: RecorderDeps) {
  const { folder, log } = deps;
  const live = new Map<string, Recording>();

  const fileOf = (callId: string): { file: string; path: string } | undefined => {
    const file = recordingFileOf(callId);
    return file === undefined ? undefined : { file, path: join(folder, file) };
  };
  const begin = (callId: string): Recording | undefined => {
    const at = fileOf(callId);
    if (!at) {
      log.warn('recording refused: the call id cannot name a file');
      return undefined;
    }
    const recording = createRecording(at.path, {
      ...deps,
      onEnded: (durationMs) => {
        live.delete(callId);
        if (durationMs !== null) deps.onFinished(callId, at.file, durationMs);
      },
    });
    live.set(callId, recording);
    deps.onBegun(callId, at.file);
    return recording;
  };

  const find = (callId: string): Result<{ path: string; durationMs: number }, Failure> => {
    const at = fileOf(callId);
    if (!at || !existsSync(at.path)) return failed({ kind: 'not-found', what: 'The recording' });
    return ok({ path: at.path, durationMs: recordedMs(statSync(at.path).size) });
  };

  return {
    /** Writes what comes out of this port until it closes or the recording is finished. */
    take(callId: string, port: Port): void {
      const recording = live.get(callId) ?? begin(callId);
      if (recording) recording.listenTo(port);
      else port.close();
    },
    /** Waits for the frames that are on their way, then closes the file. Finishing twice is harmless. */
    async finish(callId: string): Promise<Result<{ durationMs: number }, Failure>> {
      await live.get(callId)?.finish();
      const found = find(callId);
      return found.ok ? ok({ durationMs: found.value.durationMs }) : found;
    },
    find,
    /** Also where there is none. */
    remove(callId: string): Result<null, Failure> {
      live.get(callId)?.stop();
      const at = fileOf(callId);
      try {
        if (at) rmSync(at.path, { force: true });
        return ok(null);
      } catch (error) {
        return failed(diskFailure(error, at?.path ?? folder));
      }
    },
    /** Repairs the header of every recording that nobody finished, those being written left alone; answers them. */
    repair(finished: ReadonlySet<string>): RepairedRecording[] {
      const files = existsSync(folder) ? readdirSync(folder) : [];
      return files.flatMap((file) => {
        const callId = callOfRecordingFile(file);
        if (callId === undefined || finished.has(callId) || live.has(callId)) return [];
        try {
          return [{ callId, file, durationMs: repairFile(deps.openFile, join(folder, file)) }];
        } catch (error) {
          deps.onDegraded(diskFailure(error, join(folder, file)));
          return [];
        }
      });
    },
    close(): void {
      for (const recording of [...live.values()]) recording.stop();
    },
  };
}

function repairFile(openFile: OpenSoundFile, path: string): number {
  const file = openFile(path);
  try {
    const durationMs = repairHeader(file);
    file.sync();
    return durationMs;
  } finally {
    file.close();
  }
}

export type Recorder = ReturnType<typeof createRecorder>;
