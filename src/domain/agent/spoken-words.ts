/**
 * Brings recognised speech into one plain form, so that patterns need to be written once: lower case, no punctuation,
 * contractions written out (with and without apostrophe), fillers dropped. '' where nothing but fillers was said.
 */
export function spokenWords(text: string): string {
  let words = ` ${text.normalize('NFKC').toLowerCase().replace(/[‘’`]/g, "'")} `;
  words = words
    // As some recognisers write it.
    .replace(/\bto-(?=(?:day|morrow|night)\b)/g, 'to')
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/[^\p{L}\p{N}'$%. ]+/gu, ' ')
    .replace(/\.(?!\d)/g, ' ')
    .replace(/\s+/g, ' ');
  for (const [short, long] of CONTRACTIONS) words = words.replace(short, long);
  words = words.replace(/'/g, '');
  words = words.replace(/ (?:uh huh|mm hmm|mm hm|mhm|mhmm)(?= )/g, ' yes').replace(/ (?:uh uh|nuh uh)(?= )/g, ' no');
  words = words.replace(/ (?:uh|um|uhm|er|erm|ah|mm|hm|hmm|well|oh|you know)(?= )/g, '');
  return words.replace(/\s+/g, ' ').trim();
}

const CONTRACTIONS: readonly [RegExp, string][] = [
  [/ can'?t(?= )| cannot(?= )/g, ' can not'],
  [/ won'?t(?= )/g, ' will not'],
  [/ (do|does|did|is|are|was|were|could|would|should|have|has|had)n'?t(?= )/g, ' $1 not'],
  [/ ain'?t(?= )/g, ' am not'],
  [/ (i)'?m(?= )/g, ' i am'],
  [/ (you|we|they)'re(?= )| (you|they)re(?= )/g, ' $1$2 are'],
  [/ (who|what|where|how|when|it|that|there|here|he|she)'s(?= )/g, ' $1 is'],
  [/ (who|what|where|how|that)s(?= )/g, ' $1 is'],
  [/ (i|you|we|they|he|she|it)'ll(?= )/g, ' $1 will'],
  [/ (i|you|we|they)'ve(?= )| (i|you|we|they)ve(?= )/g, ' $1$2 have'],
  [/ (i|you|we|they|he|she)'d(?= )/g, ' $1 would'],
  [/ (gonna)(?= )/g, ' going to'],
  [/ (wanna)(?= )/g, ' want to'],
  [/ (gotta)(?= )/g, ' got to'],
  [/ (lemme)(?= )/g, ' let me'],
];
