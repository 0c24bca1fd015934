import { readFileSync, writeFileSync } from 'node:fs';
import { sumOfWeights } from '../../domain/floor/text-completeness.ts';
import { textFeatures } from '../../domain/floor/text-features.ts';
import { expandCorpus, readMarkedTurns } from './caller-corpus.ts';
import { examplesOf, fitCompleteness } from './completeness-examples.ts';

// Fits the weights of `textCompleteness` to the corpus.
//   node src/headless/bench/fit-completeness.ts            prints how well lines that were left out are judged
//   node src/headless/bench/fit-completeness.ts --write    and writes the weights of all lines into domain/floor
const PER_LINE = 8;
const FOLDS = 5;
/** Features lighter than this are not kept. */
const LEAST = 0.12;

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const templates = read('./caller-sentences.txt');
const turns = [
  ...expandCorpus(templates, PER_LINE, 1),
  ...readMarkedTurns(read('./caller-turns.txt'), templates.split('\n').length),
];
const all = turns.flatMap(examplesOf);
console.log(`${turns.length} turns, ${all.length} examples`);

const judged: { score: number; whole: boolean }[] = [];
for (let fold = 0; fold < (process.argv.includes('--write') ? 0 : FOLDS); fold++) {
  const isLeftOut = ({ line }: { line: number }) => (line * 7) % FOLDS === fold;
  const weights = fitCompleteness(all.filter((example) => !isLeftOut(example)));
  for (const example of all.filter(isLeftOut)) {
    const { words, expected, whole, marked } = example;
    if (marked || (whole && example.weight === 1))
      judged.push({ score: sumOfWeights(textFeatures(words, expected), weights), whole });
  }
}
for (const share of judged.length === 0 ? [] : [0.5, 0.9, 0.95]) {
  const of = (whole: boolean) => judged.filter((one) => one.whole === whole).map(({ score }) => score);
  const least = of(true).toSorted((a, b) => b - a)[Math.floor(share * of(true).length)] ?? 0;
  const taken = of(false).filter((score) => score >= least).length / of(false).length;
  console.log(
    `log-odds >= ${least.toFixed(2)}: ${(100 * share).toFixed(0)} % of whole turns, ${(100 * taken).toFixed(1)} % of the beginnings`,
  );
}

if (process.argv.includes('--write')) {
  const weights = fitCompleteness(all);
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
