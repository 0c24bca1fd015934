import type { LineName } from '../../domain/call/call-id.ts';
import { medianLatency } from '../../domain/record/latency-stages.ts';
import type { Today } from '../../domain/record/today.ts';
import { LatencySplit } from '../../domain/record/turn.ts';
import type { Database } from '../sqlite/database.ts';
import { parseJson } from './read-record.ts';

type TodayRange = { fromWallMs: number; toWallMs: number; line: LineName };

/** Calls of the line that started in [fromWallMs, toWallMs). A reply is a turn of the agent that answered the caller. */
export function figuresOfToday(database: Database, range: TodayRange): Today {
  const { fromWallMs, toWallMs, line } = range;
  const sums = database
    .prepare(
      `SELECT count(*) AS calls, total(answered) AS answered, total(talk_ms) AS talk, total(take_overs) AS takeOvers
       FROM calls WHERE started_wall_ms >= ? AND started_wall_ms < ? AND record ->> '$.line' = ?`,
    )
    .get(fromWallMs, toWallMs, line);
  const splits = database
    .prepare(
      `SELECT turn.value -> '$.latency' AS split FROM calls, json_each(calls.record, '$.turns') AS turn
       WHERE started_wall_ms >= ? AND started_wall_ms < ? AND calls.record ->> '$.line' = ?
         AND turn.value ->> '$.side' = 'agent' AND turn.value -> '$.latency' IS NOT NULL`,
    )
    .all(fromWallMs, toWallMs, line)
    .flatMap((row) => LatencySplit.safeParse(parseJson(row['split'])).data ?? []);
  return {
    calls: Number(sums?.['calls']),
    answered: Number(sums?.['answered']),
    talkMs: Number(sums?.['talk']),
    takeOvers: Number(sums?.['takeOvers']),
    replies: splits.length,
    medianLatencyMs: medianLatency(splits),
  };
}
