import type { Handler } from '../../../../domain/call/call-id.ts';
import type { Caption, KeysNote, WhisperNote } from '../../../../domain/call/call-snapshot.ts';
import type { HandlerChange } from '../../bridge/handler-changes.ts';

export type ConversationRow =
  | { kind: 'said'; id: string; caption: Caption }
  | { kind: 'agent'; id: string; agent: string; reason: string }
  | { kind: 'handler'; id: string; handler: Handler }
  | { kind: 'whisper'; id: string; note: WhisperNote }
  | { kind: 'keys'; id: string; keys: string };

type Now = {
  handler: Handler;
  agent: string | null;
  agentReason: string;
  whispers?: readonly WhisperNote[];
  keys?: readonly KeysNote[];
};

/** Whispers and keys, and the turn that each stands behind. */
function notesOf({ whispers = [], keys = [] }: Now): { after: string | null; row: ConversationRow }[] {
  return [
    ...whispers.map((note) => ({
      after: note.afterTurnId,
      row: { kind: 'whisper', id: note.whisperId, note } as const,
    })),
    ...keys.map((note, at) => ({
      after: note.afterTurnId,
      row: { kind: 'keys', id: `keys ${at}`, keys: note.keys } as const,
    })),
  ];
}

/**
 * The captions as a conversation, with a line wherever another agent or the other handler begins to serve the caller.
 * A whisper, and keys, stand behind the last turn that was there when they came. Before the first of the `changes` that were seen, who speaks tells who serves.
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
  const meet = (next: string | null, id: string, reason: string) => {
    if (next === null || next === agent) return;
    agent = next;
    rows.push({ kind: 'agent', id: `agent ${id}`, agent: next, reason });
  };
  const reasonOf = ({ agent: who, agentReason }: Caption) => agentReason ?? (who === now.agent ? now.agentReason : '');
  const notes = notesOf(now);
  const noted = (turnId: string | null) => {
    for (const { after, row } of notes) if (after === turnId) rows.push(row);
  };
  const shown = new Set(captions.map(({ turnId }) => turnId));
  noted(null);
  for (const caption of captions) {
    serveUntil(caption.turnId);
    if (caption.side !== 'caller' && waiting.length === changes.length) serve(caption.side);
    if (caption.side === 'agent') meet(caption.agent, caption.turnId, reasonOf(caption));
    rows.push({ kind: 'said', id: caption.turnId, caption });
    noted(caption.turnId);
  }
  for (const change of waiting) serve(change.handler);
  serve(now.handler);
  if (now.handler === 'agent') meet(now.agent, 'now', now.agentReason);
  // Words that nobody heard disappear; what stands behind them does not.
  for (const { after } of notes)
    if (after !== null && !shown.has(after)) {
      shown.add(after);
      noted(after);
    }
  return rows;
}
