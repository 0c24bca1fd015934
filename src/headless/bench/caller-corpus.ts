import { createRandom, type Random } from '../../base/random.ts';
import type { ExpectedAnswer } from '../../domain/floor/floor-fact.ts';

export type CorpusTurn = {
  readonly expected: ExpectedAnswer;
  readonly words: readonly string[];
  /** After how many words its speaker may stop to think; null where nobody said. */
  readonly pauses: ReadonlySet<number> | null;
  /** Which line of the corpus it was made from: wording is shared within one, so a split must keep it together. */
  readonly line: number;
  /** A line that can be filled in many ways must not outweigh one that says a thing once. */
  readonly weight: number;
};

/** A template says less about how people talk than a turn that somebody wrote out. */
const FILLED_IN = 0.15;
const LIST = /^([A-Z]+)= (.*)$/;
const TURN = /^([a-z-]+): (.*)$/;
const NAMED = /\b([A-Z]{3,})\b/;
const CHOICE = /\{([^{}]*)\}/;
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
        pauses: null,
        line,
        weight: FILLED_IN * Math.min(3, 12 / said.size),
      });
  });
  return turns;
}

/** Turns that are written out, each once, with `|` where their speakers may stop to think. Lines count from `firstLine`. */
export function readMarkedTurns(text: string, firstLine: number): CorpusTurn[] {
  return text.split('\n').flatMap((source, line) => {
    const found = TURN.exec(source);
    if (!found) return [];
    const parts = (found[2] ?? '').split('|').map((part) => part.trim().split(/\s+/));
    const pauses = new Set<number>();
    let words = 0;
    for (const part of parts.slice(0, -1)) pauses.add((words += part.length));
    return { expected: found[1] as ExpectedAnswer, words: parts.flat(), pauses, line: firstLine + line, weight: 1 };
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
