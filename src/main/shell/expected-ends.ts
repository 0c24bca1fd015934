/** Which ends of our processes are of our own making, and therefore no crash. */
export type ExpectedEnds = {
  /** This process is about to be ended. */
  expect(name: string): void;
  /** All of them are. */
  expectAll(): void;
  /** Whether a process that has ended was expected to; each expectation counts once. */
  take(name: string): boolean;
};

export function createExpectedEnds(): ExpectedEnds {
  const names = new Set<string>();
  let all = false;
  return {
    expect: (name) => void names.add(name),
    expectAll() {
      all = true;
    },
    take: (name) => names.delete(name) || all,
  };
}

/** The name of a page among our processes. */
export const nameOfPage = ({ id }: { readonly id: number }): string => `page ${id}`;
