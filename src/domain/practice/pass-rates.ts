/**
 * The chance that at least one of `k` attempts passes, estimated without bias from `passed` of `of` (Chen et al. 2021):
 * how many of all choices of k attempts hold a passed one. @param k at most `of`.
 */
export const passAtK = (passed: number, of: number, k: number): number => 1 - shareOfChoices(of - passed, of, k);

/** The chance that all of `k` attempts pass, estimated in the same way: how reliable it is, and not how lucky. */
export const passHatK = (passed: number, of: number, k: number): number => shareOfChoices(passed, of, k);

/** C(some, k) / C(of, k), without numbers that no machine holds. */
function shareOfChoices(some: number, of: number, k: number): number {
  let share = 1;
  for (let i = 0; i < k; i++) share *= Math.max(0, some - i) / (of - i);
  return share;
}

/** Nearest rank; null where there are no numbers. */
export function percentileOf(numbers: readonly number[], share: number): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
