import { writeSync } from 'node:fs';
import { loadBetterSqlite3 } from '../sqlite/better-sqlite3-driver.ts';
import { loadPhotostructure } from '../sqlite/photostructure-driver.ts';
import { chaosFact, chaosFrame, FACTS_PER_CALL } from './chaos-call.ts';
import { openTestStore } from './open-test-store.ts';

// A process that does nothing but write calls and say which fact was acknowledged, until somebody kills it.
// Arguments: folder, driver, name of the round.
const [folder = '', driver = '', round = ''] = process.argv.slice(2);
const store = await openTestStore(folder, {
  loadDriver: driver === 'better-sqlite3' ? loadBetterSqlite3 : loadPhotostructure,
});

for (let call = 0; ; call++) {
  const callId = `${round}-${call}`;
  const line = store.record(callId);
  for (let seq = 0; seq < FACTS_PER_CALL; seq++) {
    line.post(chaosFrame(seq));
    const written = await store.client.call('fact.append', chaosFact(callId, seq));
    if (written.ok) writeSync(1, `${callId} ${seq}\n`);
  }
}
