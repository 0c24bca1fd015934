import type { Handler } from '../../../../domain/call/call-id.ts';
import type { Caption } from '../../../../domain/call/call-snapshot.ts';

export type ConversationRow =
  | { kind: 'said'; id: string; caption: Caption }
  | { kind: 'agent'; id: string; agent: string; reason: string }
  | { kind: 'handler'; id: string; handler: Handler };

type Now = { handler: Handler; agent: string | null; agentReason: string };

/** The captions as a conversation, with a line wherever another agent or the other handler begins to serve the caller. */
export function conversationRows(captions: readonly Caption[], now: Now): ConversationRow[] {
  const rows: ConversationRow[] = [];
  let handler: Handler = 'agent';
  let agent: string | null = null;
  const serve = (next: Handler, id: string) => {
    if (next === handler) return;
    handler = next;
    rows.push({ kind: 'handler', id: `handler ${id}`, handler: next });
  };
  const meet = (next: string | null, id: string) => {
    if (next === null || next === agent) return;
    agent = next;
    rows.push({ kind: 'agent', id: `agent ${id}`, agent: next, reason: next === now.agent ? now.agentReason : '' });
  };
  for (const caption of captions) {
    if (caption.side !== 'caller') serve(caption.side, caption.turnId);
    if (caption.side === 'agent') meet(caption.agent, caption.turnId);
    rows.push({ kind: 'said', id: caption.turnId, caption });
  }
  serve(now.handler, 'now');
  if (now.handler === 'agent') meet(now.agent, 'now');
  return rows;
}
