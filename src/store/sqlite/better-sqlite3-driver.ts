import type { Driver, SqlValue } from './database.ts';
import { wrapNative } from './wrap-native.ts';

/** The product's driver. Needs N-API 10; below that merely loading it ends the process. */
export async function loadBetterSqlite3(): Promise<Driver> {
  const { default: BetterSqlite3 } = await import('better-sqlite3');
  return {
    name: 'better-sqlite3',
    open(path, { readOnly = false, busyMs = 2_000 } = {}) {
      const native = new BetterSqlite3(path, { readonly: readOnly, timeout: busyMs });
      return wrapNative({
        prepare: (sql) => {
          const statement = native.prepare<SqlValue[]>(sql);
          return {
            run: (...values) => statement.run(...values),
            get: (...values) => statement.get(...values),
            // `all` refuses a pragma that answers nothing.
            all: (...values) => {
              if (statement.reader) return statement.all(...values);
              statement.run(...values);
              return [];
            },
          };
        },
        exec: (sql) => native.exec(sql),
        close: () => native.close(),
      });
    },
  };
}
