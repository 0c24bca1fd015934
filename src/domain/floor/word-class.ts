import { wordSet } from './spoken-words.ts';

// Closed classes of spoken American English, by what they make a listener expect next.
const CLASSES = {
  filler: 'um uh er uhm hmm mm ah erm',
  and: 'and or nor plus',
  but: 'but so because cause although though unless whereas except',
  sub: 'if when while since once until after before as than whether',
  det: 'a an the every each this that these those some any another',
  poss: "my our your his its their whose mine's",
  prep: 'of for with at in on from by about to into onto under over near without through around between behind across against toward per like',
  i: 'i we he she they',
  obj: 'me us him them myself ourselves himself themselves',
  you: 'you it',
  contract:
    "i'm we're you're they're he's she's it's there's that's what's who's where's how's i've we've you've they've i'd we'd you'd they'd he'd she'd it'd i'll we'll you'll they'll he'll she'll it'll let's",
  be: "is are was were am be been being isn't aren't wasn't weren't",
  have: "have has had haven't hasn't hadn't having",
  do: "do does did don't doesn't didn't doing done",
  modal: "can could will would should might may must can't couldn't won't wouldn't shouldn't gonna wanna gotta",
  not: 'not never no',
  wh: 'what who which why how where whatever whoever wherever',
  number:
    'oh zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  tens: 'twenty thirty forty fifty sixty seventy eighty ninety couple few half point',
  great: 'hundred thousand million',
  money: 'dollars grand bucks percent cents k',
  measure:
    "years year months month weeks week days day hours hour minutes minute square feet acre acres bedroom bedrooms bath baths bathroom bathrooms o'clock",
  weekday: 'monday tuesday wednesday thursday friday saturday sunday tomorrow today tonight yesterday weekend',
  month:
    'january february march april may june july august september october november december spring summer fall autumn winter christmas',
  person:
    'mike michael karen john sarah david linda james maria robert jennifer tom thomas susan carlos angela steve daniel mary patricia barbara elizabeth william richard joseph charles chris christopher mark paul george kevin brian ed edward ron tim jason jeff ryan gary nick eric jacob larry justin scott brandon ben sam greg frank alex jack dennis jerry tyler aaron jose adam nathan henry doug zach peter kyle nancy betty lisa margaret sandra ashley kim emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen cynthia amy anna kathy julie heather teresa diane ruth marcus luis juan bob bill joe jim dan matt tony rick',
  yes: 'yes yeah yep yup sure okay ok right alright correct exactly absolutely definitely fine great good perfect',
  nope: 'nope nah',
  polite: 'please thanks thank sorry bye goodbye hello hi hey pardon',
  degree: 'very really so too pretty quite kind sort more less most least just only even almost nearly at about',
  closing:
    'now then here there again too anymore already yet soon later ago though well either anyway else instead away together right back',
  wants:
    'want wants wanted need needs needed like likes would love hope hoping trying try going plan planning supposed have decided able willing looking thinking thought wondering',
  says: 'say says said tell tells told think thinks know knows knew guess mean means believe heard ask asked see figured feel',
  takes:
    'get gets got make makes made take takes took give gives gave find found put keep kept buy bought sell paid pay owe own owns call called send sent bring use used need check fix replace offered',
  stands:
    'works work worked sold moved moving help helps happened passed retired matters agree understand interested busy ready available done gone home mine ours yours',
} as const;

export type WordClass = keyof typeof CLASSES | 'digits' | 'ing' | 'ed' | 'ly' | 'plural' | 'open';

const BY_WORD: ReadonlyMap<string, WordClass> = new Map(
  Object.entries(CLASSES)
    .reverse()
    .flatMap(([name, words]) => [...wordSet(words)].map((word): [string, WordClass] => [word, name as WordClass])),
);

/** What kind of word it is; a word of no closed class by its ending. */
export function wordClass(word: string): WordClass {
  const known = BY_WORD.get(word);
  if (known) return known;
  if (/^\d/.test(word)) return 'digits';
  if (word.length > 4 && word.endsWith('ing')) return 'ing';
  if (word.length > 4 && word.endsWith('ed')) return 'ed';
  if (word.length > 4 && word.endsWith('ly')) return 'ly';
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? 'plural' : 'open';
}

const DIGIT_WORDS = wordSet('oh zero one two three four five six seven eight nine');

/** How many digits the end of these words spells: `call 512 five five` holds five. */
export function trailingDigits(words: readonly string[]): number {
  let digits = 0;
  for (const word of words.toReversed()) {
    if (DIGIT_WORDS.has(word)) digits++;
    else if (/^\d+$/.test(word)) digits += word.length;
    else if (wordClass(word) === 'number' || wordClass(word) === 'tens') digits += 2;
    else break;
  }
  return digits;
}
