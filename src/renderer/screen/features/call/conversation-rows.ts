import type { Handler } from '../../../../domain/call/call-id.ts';
import type { Caption, WhisperNote } from '../../../../domain/call/call-snapshot.ts';
import type { HandlerChange } from '../../bridge/handler-changes.ts';

export type ConversationRow =
  | { kind: 'said'; id: string; caption: Caption }
  | { kind: 'agent'; id: string; agent: string; reason: string }
  | { kind: 'handler'; id: string; handler: Handler }
  | { kind: 'whisper'; id: string; note: WhisperNote };

type Now = { handler: Handler; agent: string | null; agentReason: string; whispers?: readonly WhisperNote[] };

/**
 * The captions as a conversation, with a line wherever another agent or the other handler begins to serve the caller.
 * A whisper stands behind the last turn that was there when it was given. Before the first of the `changes` that were seen, who speaks tells who serves.
 */
export function conversationRows(
  captions: readonly Caption[],
  now: Now,
  changes: readonly HandlerChange[] = [],
): ConversationRow[] {
  const rows: ConversationRow[] = [];
  const waiting = [...changes];
  let handler: Handler = 'agent';
  let agent: string | null = null;
  let handovers = 0;
  const serve = (next: Handler) => {
    if (next === handler) return;
    handler = next;
    rows.push({ kind: 'handler', id: `handler ${handovers++}`, handler: next });
  };
  const serveUntil = (turnId: string) => {
    for (let next = waiting[0]; next && !next.after.has(turnId); next = waiting[0]) {
      serve(next.handler);
      waiting.shift();
    }
  };
  const meet = (next: string | null, id: string) => {
    if (next === null || next === agent) return;
    agent = next;
    rows.push({ kind: 'agent', id: `agent ${id}`, agent: next, reason: next === now.agent ? now.agentReason : '' });
  };
  const whispered = (afterTurnId: string | null) => {
    for (const note of now.whispers ?? [])
      if (note.afterTurnId === afterTurnId) rows.push({ kind: 'whisper', id: note.whisperId, note });
  };
  const shown = new Set(captions.map(({ turnId }) => turnId));
  whispered(null);
  for (const caption of captions) {
    serveUntil(caption.turnId);
    if (caption.side !== 'caller' && waiting.length === changes.length) serve(caption.side);
    if (caption.side === 'agent') meet(caption.agent, caption.turnId);
    rows.push({ kind: 'said', id: caption.turnId, caption });
    whispered(caption.turnId);
  }
  for (const change of waiting) serve(change.handler);
  serve(now.handler);
  if (now.handler === 'agent') meet(now.agent, 'now');
  // Words that nobody heard disappear; the whisper behind them does not.
  for (const { afterTurnId } of now.whispers ?? [])
    if (afterTurnId !== null && !shown.has(afterTurnId)) {
      shown.add(afterTurnId);
      whispered(afterTurnId);
    }
  return rows;
}
