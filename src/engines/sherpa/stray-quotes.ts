type Mark = { readonly at: number; readonly double: boolean; readonly opens: boolean };

const DOUBLE = '"“”„«»';
const SINGLE = "'‘’";
const isQuote = (char: string | undefined) => char !== undefined && (DOUBLE + SINGLE).includes(char);
const isInWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/**
 * Without the quote marks that a recogniser puts round what was said: nobody speaks them. A quotation inside of a
 * sentence keeps its marks, and a word its apostrophe.
 */
export function withoutStrayQuotes(text: string): string {
  const marks = marksOf(text);
  const pairs = pairsOf(marks);
  const paired = new Set(pairs.flat());
  const isAtEnd = ({ at }: Mark) => bare(text.slice(0, at)) === '' || bare(text.slice(at)) === '';
  const stray = new Set([
    ...pairs.filter(([open, close]) => isWholeSentence(text, open, close)).flat(),
    // A single mark in the middle may be an apostrophe: the Smiths' house, the '90s.
    ...marks.filter((mark) => !paired.has(mark) && (mark.double || isAtEnd(mark))),
  ]);
  const strayAt = new Set([...stray].map(({ at }) => at));
  return text
    .split('')
    .filter((_, at) => !strayAt.has(at))
    .join('');
}

function marksOf(text: string): Mark[] {
  return text.split('').flatMap((char, at) => {
    const [before, after] = [text[at - 1], text[at + 1]];
    const double = DOUBLE.includes(char);
    if (!isQuote(char) || (!double && isInWord(before) && isInWord(after))) return [];
    return [{ at, double, opens: before === undefined || /\s/.test(before) || isQuote(before) }];
  });
}

/** Each mark that opens, with the next one of its kind that closes. */
function pairsOf(marks: readonly Mark[]): [Mark, Mark][] {
  const pairs: [Mark, Mark][] = [];
  const open: { double?: Mark | undefined; single?: Mark | undefined } = {};
  for (const mark of marks) {
    const kind = mark.double ? 'double' : 'single';
    const opened = open[kind];
    if (mark.opens) open[kind] = opened ?? mark;
    else if (opened) {
      pairs.push([opened, mark]);
      open[kind] = undefined;
    }
  }
  return pairs;
}

const bare = (text: string): string =>
  text
    .split('')
    .filter((char) => !isQuote(char))
    .join('')
    .trim();

function isWholeSentence(text: string, open: Mark, close: Mark): boolean {
  const [before, inside, after] = [
    bare(text.slice(0, open.at)),
    bare(text.slice(open.at, close.at)),
    bare(text.slice(close.at)),
  ];
  return /^$|[.!?…]$/.test(before) && (after === '' || /[.!?…]$/.test(inside));
}
