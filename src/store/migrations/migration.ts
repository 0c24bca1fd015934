import type { Database } from '../sqlite/database.ts';

/**
 * One step of the schema. Says everything in SQL of its own: what it finds is the schema of its day, so it must not
 * lean on code that moves on.
 */
export type Migration = { version: number; name: string; up(database: Database): void };
