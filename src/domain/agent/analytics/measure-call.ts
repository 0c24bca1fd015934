import type { Turn } from '../../record/turn.ts';
import type { AnalysedRecord } from './analysed-record.ts';
import type { CallMeasures } from './call-analysis.ts';

/** Counts what a record can be counted for. Pure; times in ms on the line's clock. */
export function measureCall({ turns, answeredAtMs }: Pick<AnalysedRecord, 'turns' | 'answeredAtMs'>): CallMeasures {
  const spokenBy = (side: Turn['side']) =>
    turns.filter((turn) => turn.side === side).reduce((sum, turn) => sum + durationOf(turn), 0);
  return {
    talk: { callerMs: spokenBy('caller'), agentMs: spokenBy('agent'), humanMs: spokenBy('human') },
    longestSilence: longestSilence(turns, answeredAtMs ?? 0),
    latency: latencyOf(turns),
  };
}

const durationOf = ({ startedMs, endedMs }: Turn): number => Math.max(0, endedMs - startedMs);

/** Turns in which something was heard, in the order in which they began. */
export const heardTurns = (turns: readonly Turn[]): Turn[] =>
  turns.filter(({ text }) => text.trim() !== '').sort((one, other) => one.startedMs - other.startedMs);

function longestSilence(turns: readonly Turn[], fromMs: number): CallMeasures['longestSilence'] {
  let before: Turn | undefined;
  let longest: CallMeasures['longestSilence'] = null;
  for (const turn of heardTurns(turns)) {
    const ms = before ? turn.startedMs - Math.max(before.endedMs, fromMs) : 0;
    if (before && ms >= (longest?.ms ?? 0)) longest = { ms, turnIds: [before.turnId, turn.turnId] };
    // Who talked longest ends the sound, also where another began later.
    if (!before || turn.endedMs >= before.endedMs) before = turn;
  }
  return longest;
}

function latencyOf(turns: readonly Turn[]): CallMeasures['latency'] {
  const sorted = turns.flatMap(({ latency }) => (latency ? [latency.heardMs] : [])).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  /** Nearest rank. */
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { replies: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95) };
}
