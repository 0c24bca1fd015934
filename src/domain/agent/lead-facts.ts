import type { Topic } from './topic.ts';
import { toldByWords } from './qualification/told-by-words.ts';
import { spokenWords } from './spoken-words.ts';
import type { LeadFact } from './workflow-context.ts';

/**
 * What the caller's words tell about the lead, recognised by plain patterns: what was asked for, and what was told
 * unasked. A negated wish ("not selling") is no fact. The quote is the caller's whole utterance.
 */
export function factsIn(utterance: string, lastAsked: Topic | null): LeadFact[] {
  const words = spokenWords(utterance).replace(NEGATED, ' ');
  const found: [Topic, string | undefined][] = [
    ['goal', goalIn(words, lastAsked === 'goal')],
    ['propertyType', PROPERTY.exec(words)?.[0]],
    ['area', areaIn(utterance)],
    ['price', (lastAsked === 'price' ? ANY_PRICE : CLEAR_PRICE).exec(words)?.[0]],
    ...timesIn(words, lastAsked),
  ];
  return found.flatMap(([topic, value]) => (value ? [{ topic, value: value.trim(), quote: utterance.trim() }] : []));
}

/** The words themselves as the answer, where no pattern knows better ("down by the old mill"); undefined for topics that need a clear one. */
export function looseAnswer(utterance: string, topic: Topic): LeadFact | undefined {
  if (!LOOSE.includes(topic)) return undefined;
  const words = spokenWords(utterance);
  // Tells how they pay, or why they move: that is no answer to when, or to where.
  if (toldByWords(words).length > 0 && !NAMES_OCCASION.test(words)) return undefined;
  const value = words
    .replace(
      /^(?:(?:yes|yeah|so|it is|that is|we are|i am|i think|i guess|probably|maybe|about|around|i would say|in|it would be|just|somewhere) )+/,
      '',
    )
    .trim();
  return value.length > 1 && !ONLY_ASSENT.test(value) ? { topic, value, quote: utterance.trim() } : undefined;
}
const NAMES_OCCASION = /\b(?:when|whenever|after|before|once|until|till|as soon as|by the time)\b/;
const ONLY_ASSENT =
  /^(?:(?:that|it|this|is|correct|right|true|fine|good|great|ok|okay|sure|exactly|works?|for|me|us|please|yes|yeah) ?)+$/;

const LOOSE: readonly Topic[] = ['propertyType', 'area', 'timing', 'price', 'callBackTime'];
const NEGATED =
  /\b(?:bad|wrong|worst|terrible|not (?:a|the|really a|such a) (?:\w+ )?(?:good|right|best|great|ideal)) time (?:\w+ ){0,2}to (?:\w+ )?(?:sell|buy)\b|\b(?:not|never|no longer)(?: \w+){0,3}? (?:sell|selling|buy|buying|sale|purchase|list|listing)\b/g;
const SELL =
  /\b(?:sell|selling|sale|seller|list (?:my|our|the|it)|listing (?:my|our|it)|put(?:ting)? (?:it|my \w+|our \w+) (?:up|on)(?! hold)|get rid of|downsize|downsizing)\b/;
const BUY =
  /\b(?:buy|buying|buyer|purchase|purchasing|find (?:a|an|my|our)|looking for (?:a|an|something)|first home|new (?:house|home|place)|upgrade|upgrading)\b/;
const BOTH =
  /\b(?:both|sell and buy|buy and sell|sell mine and buy|sell (?:\w+ ){0,4}(?:and|then) buy|buy (?:\w+ ){0,4}(?:and|then) sell)\b/;
/** What is heard for "selling" and "buying" on a bad line; believed only when just that was asked. */
const SELL_MISHEARD = /^(?:just |i am |we are |the )*(?:ceiling|sailing|cell|celling|cellar|salad|the cell|settling)$/;
const BUY_MISHEARD = /^(?:just |i am |we are |the )*(?:by|bye|buy|bying|biting|guying)$/;

function goalIn(words: string, asked: boolean): string | undefined {
  if (BOTH.test(words) && (asked || SELL.test(words))) return 'both';
  if (SELL.test(words)) return BUY.test(words) ? 'both' : 'sell';
  if (BUY.test(words)) return 'buy';
  if (asked && SELL_MISHEARD.test(words)) return 'sell';
  return asked && BUY_MISHEARD.test(words) ? 'buy' : undefined;
}

const PROPERTY =
  /\b(?:single family(?: home| house)?|town ?house|town ?home|condo(?:minium)?|apartment|duplex|triplex|fourplex|mobile home|manufactured home|trailer|cabin|cottage|bungalow|ranch|farm|land|acreage|vacant lot|(?<!\ba )lot|(?<=\ba )lot(?= (?:in|on|by|near)\b)|multi ?family|studio|loft|villa|colonial|split level|house|flat)\b/;

const NUMBER =
  '(?:\\d[\\d.]*|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half a|quarter|couple)';
const CLEAR_PRICE = new RegExp(
  `\\$ ?\\d[\\d.]*(?: ?(?:k|thousand|million|m))?|\\b(?:${NUMBER}[ -]?)+(?:k|hundred thousand|thousand|million|grand|mil)\\b`,
);
const ANY_PRICE = new RegExp(
  `${CLEAR_PRICE.source}|\\b(?:\\d[\\d.]*|(?:${NUMBER} )+hundred(?: (?:and )?${NUMBER})*)\\b|\\b(?:${NUMBER} ){1,3}${NUMBER}\\b`,
);

const MONTH = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const SEASON = '(?:spring|summer|fall|autumn|winter)';
const DAY = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)';
const SPAN = '(?:day|days|week|weeks|month|months|year|years|weekend|season)';
const TIMING = new RegExp(
  `\\b(?:as soon as possible|asap|a s a p|right away|immediately|no rush|no hurry|someday|pretty soon|soon|end of (?:the|this) (?:year|month|summer)|early next year|later this year|before (?:school|christmas|the holidays|${SEASON}|${MONTH})|after (?:school|christmas|the holidays|new year|${SEASON}|${MONTH})|(?:in|within|about|maybe|the|over the|by|next|this|sometime|coming)(?: the)?(?: next)?(?: \\w+){0,3} ?(?:${SPAN}|${SEASON})|(?:in|by|this|next|around) ${MONTH}|(?:\\w+ (?:to|or) )?\\w+ (?:weeks|months|years)|${SEASON})\\b(?! ago)`,
);
const CALL_TIME = new RegExp(
  `\\b(?:(?:tomorrow|today|tonight|next week|next month|this week|the weekend|weekends?|weekdays?|later today|later|any ?time|whenever|${DAY}s?)(?: (?:in the )?(?:morning|afternoon|evening|night|after \\w+|before \\w+|at \\w+|around \\w+))*|(?:this |in the )?(?:mornings?|afternoons?|evenings?|noon|lunch ?time)|(?:(?<!\\b(?:am|are|is|still|currently) )at|after|before|around|about|by) (?:\\d[\\d.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|(?<!at )work|lunch|dinner)(?: (?:thirty|fifteen|o ?clock))?(?: ?(?:am|pm|a m|p m))?|\\d+ ?(?:am|pm|a m|p m)|in (?:an?|\\w+) (?:hour|hours|minutes|days?|weeks?))\\b`,
);

/** The same words mean the move or the call back, depending on what was asked. */
function timesIn(words: string, lastAsked: Topic | null): [Topic, string | undefined][] {
  const callBack =
    lastAsked === 'callBack' || lastAsked === 'callBackTime' || /\b(?:call|try|ring|phone)\b/.test(words);
  if (callBack) return [['callBackTime', callTimeIn(words)]];
  if (lastAsked === 'timing') return [['timing', firstOf(words, [TIMING, CALL_TIME, MONTH_ALONE])]];
  return [['timing', NO_HURRY.exec(words)?.[0] ?? (TELLS_PLANS.test(words) ? firstOf(words, [TIMING]) : undefined)]];
}

/** "I am busy this morning, call me tomorrow": what comes behind the wish is its time, and not what it must not be. */
function callTimeIn(words: string): string | undefined {
  const wished = words.replace(NOT_THEN, ' ');
  const behind = /\b(?:call|try|ring|phone)\b(.*)$/.exec(wished)?.[1] ?? '';
  return firstOf(behind, [CALL_TIME, TIMING]) ?? firstOf(wished, [CALL_TIME, TIMING]);
}
const NOT_THEN =
  /\b(?:not|never) (?:call|try|ring|phone)(?: me| us| back| again| here)*(?: (?:right now|now|today|tonight|(?:this|in the) (?:morning|afternoon|evening)|before \w+|at \w+|so \w+))*/g;

const MONTH_ALONE = new RegExp(`\\b${MONTH}\\b`);
/** Said of their own plans without being asked; a bare "no rush" may be said to us. */
const NO_HURRY =
  /(?<=\b(?:there is|we are|i am|we have|i have|really|honestly|we are in|i am in) )no (?:rush|hurry|great hurry|real rush)\b|\bnot in (?:a|any) (?:rush|hurry)\b|\bno (?:rush|hurry)(?= (?:some ?day|eventually|maybe|at all|with (?:it|that|selling|buying|moving)|to (?:sell|buy|move)))\b|\b(?:some ?day|eventually)(?= no (?:rush|hurry))\b/;
const TELLS_PLANS = /\b(?:sell|selling|buy|buying|move|moving|want|hoping|looking)\b/;

function firstOf(words: string, patterns: readonly RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(words)?.[0];
    if (found) return found;
  }
  return undefined;
}

/** Places are written with a capital letter by the recogniser. */
function areaIn(utterance: string): string | undefined {
  const found =
    /\b(?:[Ii]n|[Nn]ear|[Aa]round|[Oo]utside|[Oo]n|[Bb]y|[Ff]rom) (?:the )?((?:[A-Z][\p{L}'.]+[ -]?){1,3}(?:area|side|county)?)/u
      .exec(utterance)?.[1]
      ?.replace(/[.\s]+$/, '');
  return found && !NO_PLACE.test(found) ? found : undefined;
}
const NO_PLACE = new RegExp(`^(?:I|I'm|AI|A|${MONTH}|${DAY}|${SEASON}|christmas|spanish|english)\\b`, 'i');
