import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemorySaver } from '@langchain/langgraph-checkpoint';
import { SqliteSaver } from '@langchain/langgraph-checkpoint-sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock } from '../../../base/testing/fake-clock.ts';
import { practiceContext } from '../../../domain/agent/testing/practice-seed.ts';
import { createAgentFactory } from '../agent-factory.ts';
import { createAgentOrchestrator } from '../agent-orchestrator.ts';
import { openCheckpointDatabase } from './checkpoint-driver.ts';
import { openCheckpointsOnDisk } from './checkpoints-on-disk.ts';

let folder: string;
const clock = createFakeClock();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-checkpoints-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const file = () => join(folder, 'checkpoints.sqlite');

async function remember(callIds: string[]): Promise<void> {
  const { saver, close } = await openCheckpointsOnDisk(folder, clock);
  const orchestrator = createAgentOrchestrator({ agents: createAgentFactory(), checkpointer: saver });
  for (const callId of callIds) await orchestrator.remember(practiceContext({ callId }));
  close();
}
async function recall(callId: string) {
  const { saver, close, failure } = await openCheckpointsOnDisk(folder, clock);
  const found = await createAgentOrchestrator({ agents: createAgentFactory(), checkpointer: saver }).recall(callId);
  close();
  return { found, failure };
}

describe('the checkpoint file', () => {
  it('keeps a call', async () => {
    await remember(['a']);
    expect(await recall('a')).toEqual({ found: practiceContext({ callId: 'a' }), failure: undefined });
  });

  it.each([
    [
      'is no database',
      (path: string) => writeFileSync(path, 'this is not a database, and long enough to be taken for one'.repeat(40)),
    ],
    ['was cut off', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 5_000))],
    [
      'was overwritten in the middle',
      (path: string) => writeFileSync(path, readFileSync(path).fill(0x5a, 4_096, 12_288)),
    ],
  ])('is set aside and replaced when it %s', async (_what, damage) => {
    await remember(['a']);
    damage(file());
    const { found, failure } = await recall('a');
    expect(found).toBeUndefined();
    expect(failure).toMatchObject({ kind: 'database-damaged', path: file() });
    expect(readdirSync(folder).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
    await remember(['b']);
    expect((await recall('b')).found?.callId).toBe('b');
  });

  it('is replaced when another program has locked it', async () => {
    await remember(['a']);
    const other = await openCheckpointDatabase(file());
    other.exec('BEGIN EXCLUSIVE');
    const { saver, close, failure } = await openCheckpointsOnDisk(folder, clock);
    expect(failure).toMatchObject({ kind: 'database-damaged' });
    expect(saver).toBeInstanceOf(SqliteSaver);
    close();
    other.close();
  });

  it('gives way to memory where the folder cannot be used', async () => {
    writeFileSync(join(folder, 'occupied'), '');
    const opened = await openCheckpointsOnDisk(join(folder, 'occupied', 'deeper'), clock);
    expect(opened.saver).toBeInstanceOf(MemorySaver);
    expect(opened.failure).toMatchObject({ kind: 'database-damaged' });
  });

  it('gives way to memory where even the new file cannot be made', async () => {
    mkdirSync(join(folder, 'checkpoints.sqlite', 'in-the-way'), { recursive: true });
    const opened = await openCheckpointsOnDisk(folder, clock);
    expect(opened.failure).toMatchObject({ kind: 'database-damaged' });
    opened.close();
  });

  it('forgets a call that is over, and every byte of what was said in it', async () => {
    const { saver, forget, close } = await openCheckpointsOnDisk(folder, clock);
    const orchestrator = createAgentOrchestrator({ agents: createAgentFactory(), checkpointer: saver });
    const seed = { ...practiceContext({}).seed, leadName: 'Xylophonia' };
    for (const callId of ['a', 'b']) await orchestrator.remember(practiceContext({ callId, seed }));
    await forget('a');
    expect(await orchestrator.recall('a')).toBeUndefined();
    expect(await orchestrator.recall('b')).toMatchObject({ callId: 'b' });
    await forget('b');
    for (const name of readdirSync(folder))
      expect(readFileSync(join(folder, name)).toString('latin1')).not.toContain('Xylophonia');
    close();
  });

  it('forgets the very first call, in which nothing was said', async () => {
    const { forget, close } = await openCheckpointsOnDisk(folder, clock);
    await expect(forget('a')).resolves.toBeUndefined();
    close();
  });

  it('forgets calls of long ago', async () => {
    await remember(Array.from({ length: 25 }, (_, index) => `call-${index}`));
    expect((await recall('call-24')).found?.callId).toBe('call-24');
    expect((await recall('call-5')).found?.callId).toBe('call-5');
    expect((await recall('call-4')).found).toBeUndefined();
  });

  it('answers nothing for a checkpoint of another shape', async () => {
    const { saver, close } = await openCheckpointsOnDisk(folder, clock);
    const orchestrator = createAgentOrchestrator({ agents: createAgentFactory(), checkpointer: saver });
    await orchestrator.remember({ ...practiceContext({ callId: 'old' }), version: 0 as 1 });
    expect(await orchestrator.recall('old')).toBeUndefined();
    close();
  });

  // The driver for N-API 10 takes the whole process down where there is less.
  it.each([9, 10].filter((napi) => napi <= Number(process.versions['napi'])))(
    'reads and writes with the driver for N-API %i',
    async (napi) => {
      const db = await openCheckpointDatabase(file(), napi);
      const orchestrator = createAgentOrchestrator({ agents: createAgentFactory(), checkpointer: new SqliteSaver(db) });
      for (let revision = 1; revision <= 5; revision++)
        await orchestrator.remember(practiceContext({ callId: 'a', revision }));
      expect((await orchestrator.recall('a'))?.revision).toBe(5);
      db.close();
    },
  );
});
