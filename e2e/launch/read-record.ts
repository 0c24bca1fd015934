import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseWav } from '../../src/domain/audio/wav.ts';
import { CallFact } from '../../src/domain/record/call-fact.ts';
import { CallRecord } from '../../src/domain/record/call-record.ts';

/** The store lets nobody in beside it: a copy is read, as far as it was written down by now. */
function read<Row>(dataFolder: string, select: (database: DatabaseSync) => Row): Row {
  const copy = mkdtempSync(join(tmpdir(), 'latchkey-records-'));
  for (const file of ['latchkey.db', 'latchkey.db-wal']) {
    const path = join(dataFolder, 'records', file);
    if (existsSync(path)) cpSync(path, join(copy, file));
  }
  const database = new DatabaseSync(join(copy, 'latchkey.db'));
  try {
    return select(database);
  } finally {
    database.close();
    rmSync(copy, { recursive: true });
  }
}

/** Every call on the disk, newest first. */
export const readRecords = (dataFolder: string): CallRecord[] =>
  read(dataFolder, (database) =>
    database
      .prepare('SELECT record FROM calls ORDER BY started_wall_ms DESC')
      .all()
      .map(({ record }) => CallRecord.parse(JSON.parse(String(record)))),
  );

/** The facts of a call, in the order in which they were written down. */
export const readFacts = (dataFolder: string, callId: string): CallFact[] =>
  read(dataFolder, (database) =>
    database
      .prepare('SELECT fact FROM facts WHERE call_id = ? ORDER BY seq')
      .all(callId)
      .map(({ fact }) => CallFact.parse(JSON.parse(String(fact)))),
  );

export function readNewestRecord(dataFolder: string): CallRecord {
  const [newest] = readRecords(dataFolder);
  if (!newest) throw new Error('There is no call in the records.');
  return newest;
}

export type Loudness = {
  durationMs: number;
  /** Root mean square of one side in a stretch of the call, dBFS; the whole call where no stretch is named. */
  db(side: 'caller' | 'us', fromMs?: number, toMs?: number): number;
};

/** How loud the recording of a call is, where: the caller on its left, what went out on its right. Times are on the line's clock. */
export function readLoudness(dataFolder: string, callId: string): Loudness {
  const wav = parseWav(readFileSync(join(dataFolder, 'records', 'recordings', `${callId}.wav`)));
  if (!wav.ok) throw new Error(`The recording cannot be read: ${wav.failure}`);
  const { sampleRate, channels } = wav.value;
  const [caller, us] = channels;
  if (!caller || !us || channels.length !== 2) throw new Error(`The recording has ${channels.length} channels.`);
  const at = (ms: number) => Math.round((ms * sampleRate) / 1_000);
  return {
    durationMs: (caller.length * 1_000) / sampleRate,
    db(side, fromMs = 0, toMs = Infinity) {
      const samples = (side === 'caller' ? caller : us).subarray(at(fromMs), Math.min(at(toMs), caller.length));
      if (samples.length === 0) throw new Error(`The recording has nothing from ${fromMs} to ${toMs} ms.`);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      return 10 * Math.log10(power + 1e-12);
    },
  };
}
