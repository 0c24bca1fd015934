import { createRandom, type Random } from '../../base/random.ts';
import type { ExpectedAnswer } from '../../domain/floor/floor-fact.ts';

export type CorpusTurn = {
  readonly expected: ExpectedAnswer;
  readonly words: readonly string[];
  /** Which line of the corpus it was made from: wording is shared within one, so a split must keep it together. */
  readonly line: number;
  /** A line that can be filled in many ways must not outweigh one that says a thing once. */
  readonly weight: number;
};

const LIST = /^([A-Z]+)= (.*)$/;
const TURN = /^([a-z-]+): (.*)$/;
const NAMED = /\b([A-Z]{3,})\b/;
const CHOICE = /\{([^{}]*)\}/;
const CONNECTORS = [
  'and',
  'but',
  'so',
  'because',
  'and um',
  'but you know',
  'so uh',
  'and then',
  'and i think',
  'but i guess',
  'or',
  'which means',
];

/** Fills the sentences of the corpus in, `perLine` ways each (fewer where it has fewer), the same for the same seed. */
export function expandCorpus(text: string, perLine: number, seed: number): CorpusTurn[] {
  const random = createRandom(seed);
  const lines = text.split('\n');
  const lists = readLists(lines);
  const turns: CorpusTurn[] = [];
  lines.forEach((source, line) => {
    const found = TURN.exec(source);
    if (!found) return;
    const said = new Set<string>();
    for (let i = 0; i < perLine; i++) said.add(fill(found[2] ?? '', lists, random));
    for (const words of said)
      turns.push({
        expected: found[1] as ExpectedAnswer,
        words: words.split(' '),
        line,
        weight: Math.min(3, 12 / said.size),
      });
  });
  return turns;
}

/** Longer turns: two of a kind that follow from each other only by a connector. */
export function joinTurns(turns: readonly CorpusTurn[], count: number, seed: number): CorpusTurn[] {
  const random = createRandom(seed);
  const pick = <Value>(from: readonly Value[]) => from[Math.floor(random() * from.length)]!;
  const long = turns.filter((turn) => turn.words.length >= 4);
  return Array.from({ length: count }, () => {
    const [one, other] = [pick(long), pick(long)];
    return {
      expected: one.expected,
      words: [...one.words, ...pick(CONNECTORS).split(' '), ...other.words],
      line: one.line,
      weight: 0.7,
    };
  });
}

function readLists(lines: readonly string[]): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const line of lines) {
    const found = LIST.exec(line);
    if (found) lists.set(found[1] ?? '', [...(lists.get(found[1] ?? '') ?? []), found[2] ?? '']);
  }
  return lists;
}

function fill(template: string, lists: ReadonlyMap<string, string[]>, random: Random): string {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  let text = template;
  for (let changed = true; changed;) {
    const before = text;
    text = text.replace(CHOICE, (_, choices: string) => pick(choices.split('|')));
    text = text.replace(NAMED, (name: string) => (lists.has(name) ? pick(lists.get(name) ?? []) : name));
    changed = text !== before;
  }
  return text
    .toLowerCase()
    .replace(/[^a-z0-9' ]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
