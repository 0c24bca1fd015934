import type { LineName } from '../../domain/call/call-id.ts';
import type { CallRecord } from '../../domain/record/call-record.ts';
import type { Database, Row } from '../sqlite/database.ts';
import { recordOfRow } from './read-record.ts';
import { searchTerms, type SearchTerm } from './search-terms.ts';

export type CallsPage = { calls: CallRecord[]; more: boolean };
export type CallsQuery = { text: string; limit: number; before: number | null; line?: LineName | undefined };

const FOUND_BY: { [Kind in SearchTerm['kind']]: string } = {
  index: 'SELECT said.call_id FROM said_index JOIN said ON said.id = said_index.rowid WHERE said_index MATCH ?',
  literal: 'SELECT call_id FROM said WHERE instr(text, ?) > 0',
};

/**
 * Calls newest first; every word of `text` must be found somewhere in the call. `before` is the start of the last call
 * of the page before: calls that started in the same millisecond stay on one page, which may then be longer than `limit`.
 */
export function listCalls(database: Database, { text, limit, before, line }: CallsQuery): CallsPage {
  const terms = searchTerms(text);
  const found = [
    ...terms.map((term) => `call_id IN (${FOUND_BY[term.kind]})`),
    ...(line ? ["record ->> '$.line' = ?"] : []),
  ];
  const values = [...terms.map((term) => (term.kind === 'index' ? term.match : term.text)), ...(line ? [line] : [])];
  const rows = (range: string, ...bounds: number[]): Row[] =>
    database
      .prepare(
        `SELECT call_id, started_wall_ms, record FROM calls WHERE ${[...found, range].join(' AND ')}
         ORDER BY started_wall_ms DESC, call_id DESC LIMIT ?`,
      )
      .all(...values, ...bounds);

  const page = rows('started_wall_ms < ?', before ?? Number.MAX_SAFE_INTEGER, limit + 1);
  const next = page.length > limit ? page.pop() : undefined;
  const last = page.at(-1)?.['started_wall_ms'];
  const split = next !== undefined && typeof last === 'number' && next['started_wall_ms'] === last;
  const whole = split
    ? [...page.filter((row) => row['started_wall_ms'] !== last), ...rows('started_wall_ms = ?', last, -1)]
    : page;
  const more = split ? rows('started_wall_ms < ?', last, 1).length > 0 : next !== undefined;
  return { calls: whole.flatMap((row) => recordOfRow(database, row) ?? []), more };
}
