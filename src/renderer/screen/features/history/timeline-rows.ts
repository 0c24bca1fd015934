import type { CallRecord } from '../../../../domain/record/call-record.ts';
import type { Turn } from '../../../../domain/record/turn.ts';

type HandlerChange = CallRecord['handlerChanges'][number];
type Whisper = CallRecord['whispers'][number];
type Keys = CallRecord['keys'][number];

export type TimelineRow =
  | { kind: 'turn'; id: string; turn: Turn }
  | { kind: 'handler'; id: string; change: HandlerChange }
  | { kind: 'agent'; id: string; agent: string; reason: string }
  | { kind: 'whisper'; id: string; whisper: Whisper }
  | { kind: 'keys'; id: string; pressed: Keys };

/** A call's turns in the order in which they began, with take-overs, hand-backs, whispers, the caller's keys and changes of agent between them. */
export function timelineRows(record: CallRecord): TimelineRow[] {
  const placed: { atMs: number; rank: number; row: TimelineRow }[] = [];
  for (const [at, change] of record.handlerChanges.entries())
    placed.push({ atMs: change.lineMs, rank: 0, row: { kind: 'handler', id: `handler ${at}`, change } });
  for (const [at, whisper] of record.whispers.entries())
    placed.push({ atMs: whisper.lineMs, rank: 2, row: { kind: 'whisper', id: `whisper ${at}`, whisper } });
  for (const [at, pressed] of record.keys.entries())
    placed.push({ atMs: pressed.lineMs, rank: 2, row: { kind: 'keys', id: `keys ${at}`, pressed } });
  for (const turn of record.turns)
    placed.push({ atMs: turn.startedMs, rank: 1, row: { kind: 'turn', id: turn.turnId, turn } });
  placed.sort((a, b) => a.atMs - b.atMs || a.rank - b.rank);

  const waiting = [...record.agentChanges];
  let agent: string | undefined;
  return placed.flatMap(({ row }): TimelineRow[] => {
    if (row.kind !== 'turn' || row.turn.agent === undefined || row.turn.agent === agent) return [row];
    agent = row.turn.agent;
    const at = waiting.findIndex((change) => change.to === agent);
    const reason = at < 0 ? '' : (waiting[at]?.reason ?? '');
    if (at >= 0) waiting.splice(0, at + 1);
    return [{ kind: 'agent', id: `agent ${row.id}`, agent, reason }, row];
  });
}

/** The part of what was meant that nobody heard; null where all was heard. */
export function unheard(turn: Turn): { begins: boolean; text: string } | null {
  if (turn.intended === undefined || turn.intended.trim() === turn.text.trim()) return null;
  const heard = turn.text.trim();
  if (turn.intended.startsWith(heard)) return { begins: true, text: turn.intended.slice(heard.length).trim() };
  return { begins: false, text: turn.intended };
}

/** The turn that sounds at `lineMs`: the last that had begun, while it lasts. */
export function turnAt(turns: readonly Turn[], lineMs: number): string | null {
  return turns.findLast((turn) => turn.startedMs <= lineMs && lineMs < turn.endedMs)?.turnId ?? null;
}
