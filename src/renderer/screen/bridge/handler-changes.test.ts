import { expect, test } from 'vitest';
import type { CallSnapshot } from '../../../domain/call/call-snapshot.ts';
import { noHandlers, noteHandler } from './handler-changes.ts';

const seen = (callId: string | null, handler: CallSnapshot['handler'], ...turnIds: string[]) => ({
  callId,
  handler,
  captions: turnIds.map((turnId) => ({ turnId, side: 'caller' as const, text: 'x', final: true, agent: null })),
});
const noted = (...snapshots: ReturnType<typeof seen>[]) =>
  snapshots.reduce(noteHandler, noHandlers).changes.map(({ handler, after }) => [handler, ...after]);

test('where the call changed hands is noted with the turns that had begun by then', () => {
  expect(
    noted(
      seen('a', 'agent'),
      seen('a', 'agent', '1'),
      seen('a', 'human', '1', '2'),
      seen('a', 'human', '1', '2', '3'),
      seen('a', 'agent', '1', '2', '3'),
    ),
  ).toEqual([
    ['human', '1', '2'],
    ['agent', '1', '2', '3'],
  ]);
});

test('a page that comes in later knows of no change before it, and another call begins anew', () => {
  expect(noted(seen('a', 'human', '1'), seen('a', 'human', '1', '2'))).toEqual([]);
  expect(noted(seen('a', 'agent'), seen('a', 'human', '1'), seen('b', 'agent'))).toEqual([]);
});
