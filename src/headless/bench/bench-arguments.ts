import { parseArgs } from 'node:util';

export type BenchArguments = { json: string | null; quick: boolean; seed: number; ollama: boolean };

/** What every benchmark understands; anything else is refused by `parseArgs` with its name. */
export function readBenchArguments(args: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      ollama: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isInteger(seed) || seed < 0) throw new Error(`--seed takes a whole number from 0, not ${values.seed}`);
  return { json: values.json ?? null, quick: values.quick, seed, ollama: values.ollama };
}
