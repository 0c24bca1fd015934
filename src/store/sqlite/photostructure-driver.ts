import type { Driver } from './database.ts';
import { wrapNative } from './wrap-native.ts';

/** The driver for runtimes with N-API 9 (Electron 33, Node 20). */
export async function loadPhotostructure(): Promise<Driver> {
  const { DatabaseSync } = await import('@photostructure/sqlite');
  return {
    name: '@photostructure/sqlite',
    open(path, { readOnly = false, busyMs = 2_000 } = {}) {
      const native = new DatabaseSync(path, { readOnly, timeout: busyMs });
      return wrapNative({
        prepare: (sql) => {
          const statement = native.prepare(sql);
          return {
            run: (...values) => statement.run(...values),
            get: (...values) => statement.get(...values) as unknown,
            all: (...values) => statement.all(...values) as unknown[],
          };
        },
        exec: (sql) => {
          native.exec(sql);
        },
        close: () => {
          native.close();
        },
      });
    },
  };
}
