/** What has happened by name; a fact that is waited for may have come true already. */
export type Facts<Names extends string> = {
  note(name: Names): void;
  /** Resolves at the first time, at once where that is past. */
  once(name: Names): Promise<void>;
  /** Resolves at the next time. */
  next(name: Names): Promise<void>;
  names: readonly Names[];
};

export function createFacts<Names extends string>(): Facts<Names> {
  const names: Names[] = [];
  let waiting: { name: Names; resolve: () => void }[] = [];
  const next = (name: Names) => new Promise<void>((resolve) => waiting.push({ name, resolve }));
  return {
    names,
    next,
    once: (name) => (names.includes(name) ? Promise.resolve() : next(name)),
    note(name) {
      names.push(name);
      const now = waiting.filter((one) => one.name === name);
      waiting = waiting.filter((one) => one.name !== name);
      for (const one of now) one.resolve();
    },
  };
}
