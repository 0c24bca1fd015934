import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../base/log.ts';
import { createPortPair, type Port } from '../../base/port.ts';
import { createFakeClock, type FakeClock } from '../../base/testing/fake-clock.ts';
import type { Client } from '../../contract/define.ts';
import type { HostSide } from '../../contract/host.ts';
import { storeContract } from '../../contract/store.ts';
import { connect } from '../../contract/wire.ts';
import type { RecordedFact } from '../../domain/record/call-fact.ts';
import { runStore, type StoreDeps } from '../store-process.ts';

const EVENTS = ['call.changed', 'calendar.changed', 'part.degraded', 'part.recovered'] as const;
type EventName = (typeof EVENTS)[number];

export type TestStore = {
  client: Client<typeof storeContract>;
  clock: FakeClock;
  /** Everything the store told since it was opened, in order. */
  told: { name: EventName; payload: unknown }[];
  /** The line's end of a new recording stream. */
  record(callId: string): Port;
  /** Appends and expects every fact to be acknowledged. */
  append(facts: readonly RecordedFact[]): Promise<void>;
  close(): Promise<void>;
};

/** A real store in this thread, reached over the real contract. */
export async function openTestStore(folder: string, deps: Partial<StoreDeps> = {}): Promise<TestStore> {
  const clock = createFakeClock();
  const [ours, theirs] = createPortPair();
  let give: Parameters<HostSide['onStream']>[0] = () => {};
  const host: HostSide = { control: theirs, onStream: (listener) => (give = listener) };
  const client = connect(ours, storeContract, { clock, log: silentLog, part: 'store' });
  const told: TestStore['told'] = [];
  for (const name of EVENTS) {
    client.on(name, (payload) => told.push({ name, payload }));
  }
  const store = runStore(host, { folder, clock, log: silentLog, ...deps });
  await store.ready;
  await clock.advance(0);
  return {
    client,
    clock,
    told,
    record(callId) {
      const [line, recorder] = createPortPair();
      give({ type: 'stream', stream: 'recording', callId }, recorder);
      return line;
    },
    async append(facts) {
      for (const fact of facts) {
        const written = await client.call('fact.append', fact);
        if (!written.ok) throw new Error(`fact ${fact.seq} was refused: ${JSON.stringify(written.failure)}`);
      }
    },
    close: () => store.close(),
  };
}

/** A folder of its own under the system's temporary folder, and how to be rid of it. */
export function createTestFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-store-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
