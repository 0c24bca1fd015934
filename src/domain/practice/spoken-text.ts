/** A line of the lead: what is synthesised in one piece, and where it is held up afterwards. */
export type SpokenText = {
  readonly words: string;
  /** `share`: how much of the words, by letters, comes before the pause. In order. */
  readonly pauses: readonly { share: number; ms: number }[];
};

const PAUSE = /\s*<pause (\d+)ms>\s*/g;
const LONGEST_PAUSE_MS = 5_000;
/** Anything in angle brackets that is no pause would be read aloud. */
const LEFTOVER = /<[^>]*>?/;

/**
 * Takes `<pause 600ms>` out of a line. A comma stands in its place unless there is a mark already: the voice then stays
 * up, as people's does who have not finished, and leaves a gap to be stretched. Answers nothing where a mark is malformed.
 */
export function readSpokenText(text: string): SpokenText | undefined {
  const parts = text.trim().split(PAUSE);
  const pauses: { letters: number; ms: number }[] = [];
  let words = '';
  for (const [i, part] of parts.entries()) {
    if (i % 2 === 1) {
      pauses.push({ letters: lettersIn(words), ms: Number(part) });
      if (words !== '' && !/[,.;:?!-]$/.test(words)) words += ',';
    } else if (part !== '') {
      words += words === '' ? part : ` ${part}`;
    }
  }
  const all = lettersIn(words);
  const outside = pauses.some((pause) => pause.ms > LONGEST_PAUSE_MS || pause.letters === 0 || pause.letters === all);
  if (all === 0 || outside || LEFTOVER.test(words)) return undefined;
  return { words, pauses: pauses.map(({ letters, ms }) => ({ share: letters / all, ms })) };
}

const lettersIn = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').length;

/** The words of every line that a scenario speaks, as the voice gets them: without the pauses. */
export function spokenLines(scenario: { steps?: readonly { say?: string | undefined }[] | undefined }): string[] {
  const said = (scenario.steps ?? []).flatMap(({ say }) =>
    say === undefined ? [] : [readSpokenText(say)?.words ?? ''],
  );
  return [...new Set(said.filter((words) => words !== ''))];
}
