import type { Handler } from '../../../domain/call/call-id.ts';
import type { CallSnapshot } from '../../../domain/call/call-snapshot.ts';

/** The caller was served by `handler` from here on; `after` are the turns that had begun by then. */
export type HandlerChange = { handler: Handler; after: ReadonlySet<string> };

type Handlers = { callId: string | null; handler: Handler; changes: readonly HandlerChange[] };

export const noHandlers: Handlers = { callId: null, handler: 'agent', changes: [] };

type Seen = Pick<CallSnapshot, 'callId' | 'handler' | 'captions'>;

/** Notes where in the conversation the call changed hands, for as long as this page looks on. */
export function noteHandler(before: Handlers, { callId, handler, captions }: Seen): Handlers {
  if (callId !== before.callId) return { callId, handler, changes: [] };
  if (handler === before.handler) return before;
  const after = new Set(captions.map(({ turnId }) => turnId));
  return { callId, handler, changes: [...before.changes, { handler, after }] };
}
