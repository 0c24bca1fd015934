import { readFileSync, writeFileSync } from 'node:fs';
import { sumOfWeights } from '../../domain/floor/text-completeness.ts';
import { textFeatures } from '../../domain/floor/text-features.ts';
import { expandCorpus, joinTurns } from './caller-corpus.ts';
import { examplesOf, fitCompleteness } from './completeness-examples.ts';

// Fits the weights of `textCompleteness` to the corpus.
//   node src/headless/bench/fit-completeness.ts            prints how well lines that were left out are judged
//   node src/headless/bench/fit-completeness.ts --write    and writes the weights of all lines into domain/floor
const PER_LINE = 24;
const JOINED = 1500;
const FOLDS = 5;
/** Features lighter than this are not kept. */
const LEAST = 0.32;

const corpus = readFileSync(new URL('./caller-sentences.txt', import.meta.url), 'utf8');
const turns = expandCorpus(corpus, PER_LINE, 1);
const all = [...turns, ...joinTurns(turns, JOINED, 2)].flatMap(examplesOf);
console.log(`${turns.length} turns, ${all.length} examples`);

const foldOf = new Map([...new Set(turns.map((turn) => turn.line))].map((line, i) => [line, (i * 7) % FOLDS]));
const judged: { score: number; whole: boolean; weight: number }[] = [];
for (let fold = 0; fold < (process.argv.includes('--write') ? 0 : FOLDS); fold++) {
  const weights = fitCompleteness(
    all.filter((example) => foldOf.get(example.line) !== fold),
    fold + 1,
  );
  for (const { words, expected, whole, weight, line } of all) {
    if (foldOf.get(line) === fold)
      judged.push({ score: sumOfWeights(textFeatures(words, expected), weights), whole, weight });
  }
}
for (const least of [-1, 0, 1, 2]) {
  const share = (whole: boolean) => {
    const of = judged.filter((one) => one.whole === whole);
    const sum = (some: typeof of) => some.reduce((total, one) => total + one.weight, 0);
    return sum(of.filter((one) => one.score >= least)) / sum(of);
  };
  console.log(
    `log-odds >= ${least}: whole turns ${(100 * share(true)).toFixed(1)} %, beginnings ${(100 * share(false)).toFixed(1)} %`,
  );
}

if (process.argv.includes('--write')) {
  const weights = fitCompleteness(all, 1);
  // A feature that only one example has says nothing about the next caller.
  const uses = new Map<string, number>();
  for (const { words, expected } of all)
    for (const name of textFeatures(words, expected)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const kept = [...weights]
    .filter(([name, weight]) => Math.abs(weight) >= LEAST && (uses.get(name) ?? 0) >= 6)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const rows: string[] = [''];
  for (const [name, weight] of kept) {
    const entry = `${name}:${Math.round(weight * 100)}`;
    const row = rows.at(-1) ?? '';
    if (row.length + entry.length > 600) rows.push(entry);
    else rows[rows.length - 1] = row === '' ? entry : `${row},${entry}`;
  }
  const table = `// Made by src/headless/bench/fit-completeness.ts --write; hundredths of log-odds for each feature of \`textFeatures\`.
const TABLE = \`
${rows.join('\n')}
\`;

export const COMPLETENESS_WEIGHTS: ReadonlyMap<string, number> = new Map(
  TABLE.trim()
    .split(/[,\\n]/)
    .map((entry): [string, number] => {
      const colon = entry.lastIndexOf(':');
      return [entry.slice(0, colon), Number(entry.slice(colon + 1)) / 100];
    }),
);
`;
  writeFileSync(new URL('../../domain/floor/completeness-weights.ts', import.meta.url), table);
  console.log(`${kept.length} weights, ${(table.length / 1024).toFixed(0)} kB`);
}
