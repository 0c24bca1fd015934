import { writeSync } from 'node:fs';
import { loadBetterSqlite3 } from '../sqlite/better-sqlite3-driver.ts';
import { loadPhotostructure } from '../sqlite/photostructure-driver.ts';
import { chaosRules, chaosSlots } from './chaos-visits.ts';
import { openTestStore } from './open-test-store.ts';

// A process in which leads book and move their visits, and that says what was acknowledged, until somebody kills it.
// Arguments: folder, driver, name of the round.
const [folder = '', driver = '', round = ''] = process.argv.slice(2);
const store = await openTestStore(folder, {
  loadDriver: driver === 'better-sqlite3' ? loadBetterSqlite3 : loadPhotostructure,
});

const slots = chaosSlots(store.clock.wallTime());
let visit: string | null = null;
for (let turn = 0; turn < 5_000; turn++) {
  const callId = `${round}-${turn}`;
  const party = { callId, number: '+15125550142', line: 'telephone' } as const;
  const inTime = { notAfterWallMs: Number.MAX_SAFE_INTEGER };
  const slot = slots[turn % slots.length]!;
  const held = await store.client.call('calendar.hold', { party, slot, rules: chaosRules, leadName: 'Ann', ...inTime });
  if (!held.ok) continue;
  const { appointmentId } = held.value;
  const booked = await store.client.call('calendar.commit', { party, appointmentId, replaces: visit, ...inTime });
  if (!booked.ok) continue;
  writeSync(1, `${appointmentId} ${visit ?? 'nothing'}\n`);
  visit = appointmentId;
}
