import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Random } from '../../base/random.ts';
import { encodeWav } from '../../domain/audio/wav.ts';
import { loadBetterSqlite3 } from '../sqlite/better-sqlite3-driver.ts';
import { loadPhotostructure } from '../sqlite/photostructure-driver.ts';
import { chaosFact, chaosFrame, FACTS_PER_CALL } from './chaos-call.ts';
import { openTestStore } from './open-test-store.ts';

const CHILD = fileURLToPath(new URL('./append-until-killed.ts', import.meta.url));
const LONGEST_LIFE = 120;

/** `known` is every fact acknowledged so far, of all rounds; a round adds its own. */
export type KillRound = {
  known: Acknowledged[];
  folder: string;
  driver: 'better-sqlite3' | '@photostructure/sqlite';
  round: string;
  random: Random;
};
export type Acknowledged = { callId: string; seq: number };
export type KillVerdict = { acknowledged: number; missing: string[]; wrong: string[] };

/** Lets a child write until it has had so many facts acknowledged, kills it with SIGKILL, answers every one it had. */
async function writeAndKill({ folder, driver, round, random }: KillRound): Promise<Acknowledged[]> {
  const life = 1 + Math.floor(random() * LONGEST_LIFE);
  const child = spawn(process.execPath, [CHILD, folder, driver, round], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: Acknowledged[] = [];
  for await (const line of createInterface(child.stdout)) {
    const [callId, seq] = line.split(' ');
    acknowledged.push({ callId: callId!, seq: Number(seq) });
    if (acknowledged.length === life) child.kill('SIGKILL');
  }
  return acknowledged;
}

/** Checks a recording that may have been cut off anywhere: a valid header, and every frame what was sent. */
function wrongSound(path: string): boolean {
  const bytes = readFileSync(path);
  const frames = (bytes.length - 44) / 1_280;
  const sent = Array.from({ length: Math.ceil(frames) }, (_, seq) => chaosFrame(seq));
  const join = (side: 'caller' | 'us') => Int16Array.from(sent.flatMap((frame) => [...frame[side]]));
  const expected = Buffer.from(encodeWav(16_000, [join('caller'), join('us')]));
  return (
    bytes.readUInt32LE(40) !== bytes.length - 44 || !bytes.subarray(44).equals(expected.subarray(44, bytes.length))
  );
}

async function checkRound({ folder, driver, round, known }: KillRound): Promise<Omit<KillVerdict, 'acknowledged'>> {
  const load = driver === 'better-sqlite3' ? loadBetterSqlite3 : loadPhotostructure;
  const store = await openTestStore(folder, { loadDriver: load });
  const wrong: string[] = store.told
    .filter(({ name }) => name !== 'call.changed')
    .map(({ payload }) => JSON.stringify(payload));
  const listed = await store.client.call('calls.list', { text: '', limit: 200, before: null });
  for (const call of listed.ok ? listed.value.calls : []) {
    if (call.endReason === null) wrong.push(`${call.callId} is still open`);
    if (new Set(call.turns.map((turn) => turn.text)).size !== call.turns.length)
      wrong.push(`${call.callId} says something twice`);
  }
  await store.close();
  for (const file of readdirSync(join(folder, 'recordings')).filter((name) => name.startsWith(`${round}-`))) {
    if (wrongSound(join(folder, 'recordings', file))) wrong.push(`${file} is not what was sent`);
  }
  const database = (await load()).open(join(folder, 'latchkey.db'));
  if (database.pragma('integrity_check') !== 'ok') wrong.push('the database is damaged');
  const kept = database.prepare('SELECT fact FROM facts WHERE call_id = ? AND seq = ? AND by_store = 0');
  const missing = known.filter(({ callId, seq }) => {
    const rows = kept.all(callId, seq);
    return rows.length !== 1 || rows[0]?.['fact'] !== JSON.stringify(chaosFact(callId, seq).fact);
  });
  const most = database.prepare('SELECT call_id FROM facts GROUP BY call_id HAVING count(*) > ?').all(FACTS_PER_CALL);
  wrong.push(...most.map((row) => `${String(row['call_id'])} has more facts than were sent`));
  database.close();
  return { missing: missing.map(({ callId, seq }) => `${callId} ${seq}`), wrong };
}

/** One round: write, kill, open again, and compare with what had been acknowledged, now and in the rounds before. */
export async function runKillRound(round: KillRound): Promise<KillVerdict> {
  const acknowledged = await writeAndKill(round);
  round.known.push(...acknowledged);
  return { acknowledged: acknowledged.length, ...(await checkRound(round)) };
}
