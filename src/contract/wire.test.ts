import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../base/log.ts';
import { createPortPair } from '../base/port.ts';
import { failed, ok } from '../base/result.ts';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import { call, event } from './define.ts';
import { connect, serve } from './wire.ts';

const contract = {
  'sum.get': call(z.object({ a: z.number(), b: z.number() }), z.number(), 1_000),
  'sum.break': call(z.null(), z.null()),
  'sum.hang': call(z.null(), z.null(), 500),
  'sum.refuse': call(z.null(), z.null()),
  'sum.changed': event(z.object({ total: z.number() })),
} as const;

function start() {
  const clock = createFakeClock();
  const [theirs, ours] = createPortPair();
  const errors: string[] = [];
  const log = { ...silentLog, error: (message: string) => void errors.push(message) };
  const server = serve(theirs, contract, {
    log,
    handlers: {
      'sum.get': ({ a, b }) => ok(a + b),
      'sum.break': () => {
        throw new Error('defect');
      },
      'sum.hang': () => new Promise(() => {}),
      'sum.refuse': () => failed({ kind: 'line-busy' }),
    },
  });
  const client = connect(ours, contract, { clock, log, part: 'sums' });
  return { clock, theirs, ours, server, client, errors };
}

describe('a boundary', () => {
  it('carries a question and its answer', async () => {
    const { client } = start();
    expect(await client.call('sum.get', { a: 2, b: 3 })).toEqual(ok(5));
  });

  it('refuses a question of the wrong form, with what was wrong', async () => {
    const { client } = start();
    const answer = await client.call('sum.get', { a: 2, b: 'three' } as unknown as { a: number; b: number });
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    expect(JSON.stringify(answer)).toContain('expected number');
  });

  it('survives rubbish on the wire', async () => {
    const { ours, theirs, client } = start();
    for (const rubbish of [
      null,
      7,
      'x',
      {},
      { type: 'ask' },
      { type: 'ask', id: 'a', name: 1 },
      { type: 'answer', id: 99, output: 1 },
    ]) {
      ours.post(rubbish);
      theirs.post(rubbish);
    }
    expect(await client.call('sum.get', { a: 1, b: 1 })).toEqual(ok(2));
  });

  it('answers a call that is not in the contract with a refusal', async () => {
    const { ours } = start();
    const answered = new Promise((resolve) => ours.onMessage(resolve));
    ours.post({ type: 'ask', id: 1, name: 'constructor', input: null });
    expect(await answered).toMatchObject({ output: { ok: false, failure: { kind: 'refused' } } });
  });

  it('turns a handler that throws into a refusal and logs the defect', async () => {
    const { client, errors } = start();
    expect(await client.call('sum.break', null)).toMatchObject({ ok: false, failure: { kind: 'refused' } });
    expect(errors).toEqual(['handler threw']);
  });

  it('gives a handler’s failure back as it is', async () => {
    const { client } = start();
    expect(await client.call('sum.refuse', null)).toEqual(failed({ kind: 'line-busy' }));
  });

  it('ends a question at its deadline', async () => {
    const { client, clock } = start();
    const asked = client.call('sum.hang', null);
    await clock.advance(499);
    await clock.advance(1);
    expect(await asked).toEqual(failed({ kind: 'deadline-passed', what: 'sums: sum.hang', afterMs: 500 }));
  });

  it('ends every question when the other side dies, and all later ones', async () => {
    const { client, theirs } = start();
    const asked = client.call('sum.hang', null);
    theirs.close();
    expect(await asked).toEqual(failed({ kind: 'process-lost', part: 'sums', exitCode: null }));
    expect(await client.call('sum.get', { a: 1, b: 1 })).toMatchObject({ ok: false });
  });

  it('tells events to listeners until they stop listening, and drops events of the wrong form', async () => {
    const { client, server, errors, theirs } = start();
    const heard: number[] = [];
    const stop = client.on('sum.changed', ({ total }) => heard.push(total));
    server.emit('sum.changed', { total: 1 });
    theirs.post({ type: 'event', name: 'sum.changed', payload: { total: 'two' } });
    await client.call('sum.get', { a: 0, b: 0 });
    stop();
    server.emit('sum.changed', { total: 3 });
    await client.call('sum.get', { a: 0, b: 0 });
    expect(heard).toEqual([1]);
    expect(errors).toEqual(['event refused']);
  });
});
