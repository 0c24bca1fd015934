import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog } from '../base/log.ts';
import { createRealClock } from '../base/real-clock.ts';
import { fromEmitterPort, NODE_WORKER } from '../contract/channel.ts';
import { storeContract } from '../contract/store.ts';
import { connect } from '../contract/wire.ts';
import { describeFailure } from '../domain/failure.ts';
import { createTestFolder, openTestStore } from './testing/open-test-store.ts';
import { requested, factsOf, wholeCall } from './testing/sample-facts.ts';

let temporary: ReturnType<typeof createTestFolder>;
beforeEach(() => {
  temporary = createTestFolder();
});
afterEach(() => {
  temporary.remove();
});

describe.each(['better-sqlite3', '@photostructure/sqlite'])(
  'while another process (%s) has the records open',
  (driver) => {
    test(
      'it is said, no call of the other is touched, and it works once the other is gone',
      { timeout: 60_000 },
      async () => {
        const child = fileURLToPath(new URL('./testing/append-until-killed.ts', import.meta.url));
        const other = spawn(process.execPath, [child, temporary.folder, driver, 'other'], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        await once(createInterface(other.stdout), 'line');
        other.stdout.resume();
        const store = await openTestStore(temporary.folder);
        const [told] = store.told.map(
          ({ payload }) => (payload as { failure: Parameters<typeof describeFailure>[0] }).failure,
        );
        expect(told).toMatchObject({ kind: 'database-locked' });
        expect(describeFailure(told!).says).toContain('in use by another program');
        const fact = factsOf('mine', 1, [requested()])[0]!;
        expect(await store.client.call('fact.append', fact)).toMatchObject({
          ok: false,
          failure: { kind: 'database-locked' },
        });

        other.kill('SIGKILL');
        await once(other, 'exit');
        await store.clock.advance(2_000);
        expect(store.told).toContainEqual({ name: 'part.recovered', payload: { failure: told } });
        expect(await store.client.call('call.get', { callId: 'mine' })).toMatchObject({ ok: true });
        expect(await store.client.call('call.get', { callId: 'other-0' })).toMatchObject({ ok: true });
        await store.close();
      },
    );
  },
);

test('as a worker thread it keeps calls and sound, and can be ended and started again', async () => {
  const start = () => {
    const worker = new Worker(new URL('./index.ts', import.meta.url), {
      env: { ...process.env, LATCHKEY_DATA: temporary.folder },
    });
    const client = connect(fromEmitterPort(worker, NODE_WORKER), storeContract, {
      clock: createRealClock(),
      log: silentLog,
      part: 'store',
    });
    return { worker, client };
  };
  const first = start();
  const { port1, port2 } = new MessageChannel();
  first.worker.postMessage({ type: 'stream', stream: 'recording', callId: 'a', port: port2 }, [port2]);
  for (const fact of wholeCall('a', 1_000))
    expect(await first.client.call('fact.append', fact)).toEqual({ ok: true, value: null });
  for (let seq = 0; seq < 100; seq++) {
    port1.postMessage({ type: 'recorded', seq, caller: new Int16Array(320).fill(seq), us: new Int16Array(320) });
  }
  expect(await first.client.call('recording.finish', { callId: 'a' })).toEqual({
    ok: true,
    value: { durationMs: 2_000 },
  });
  await first.client.call('fact.append', factsOf('b', 5_000, [requested()])[0]!);
  await first.worker.terminate();

  const second = start();
  expect(await second.client.call('call.get', { callId: 'a' })).toMatchObject({
    value: { endReason: 'caller-hung-up' },
  });
  expect(await second.client.call('call.get', { callId: 'b' })).toMatchObject({ value: { endReason: 'app-closed' } });
  expect(await second.client.call('recording.find', { callId: 'a' })).toMatchObject({ value: { durationMs: 2_000 } });
  await second.worker.terminate();
  port1.close();
});
