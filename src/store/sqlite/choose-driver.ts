import { loadBetterSqlite3 } from './better-sqlite3-driver.ts';
import type { Driver } from './database.ts';
import { loadPhotostructure } from './photostructure-driver.ts';

const BETTER_SQLITE3_NEEDS_NAPI = 10;

/** Loads the one driver this runtime can bear; the other is never touched, loading it may end the process. */
export function chooseDriver(napiVersion = Number(process.versions['napi'] ?? 0)): Promise<Driver> {
  return napiVersion >= BETTER_SQLITE3_NEEDS_NAPI ? loadBetterSqlite3() : loadPhotostructure();
}
