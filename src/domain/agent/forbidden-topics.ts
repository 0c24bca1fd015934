/**
 * What a model may never say to a caller, and the rule it would break (COMPLIANCE C9, C20–C23). Matched on whole
 * replies as they grow, so that a statement cut into clauses is still seen. A false alarm costs a rehearsed sentence.
 */
export function forbiddenTopic(text: string): string | undefined {
  const whole = text.normalize('NFKC').replace(/[\u200B-\u200F\u2060\uFEFF\u00AD]/g, '');
  // Letters that only look like ours would get past every pattern.
  if (FOREIGN_LETTER.test(whole)) return 'language';
  if (NAMES_ITSELF.test(whole)) return 'posing';
  const plain = whole.toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, ' ');
  return topics.find(({ patterns }) => patterns.some((pattern) => pattern.test(plain)))?.name;
}

const FOREIGN_LETTER = /(?!\p{Script=Latin})\p{L}/u;
/** "I'm Dana": code says who speaks. */
const NAMES_ITSELF = /\b(?:I'm|I’m|I am|[Tt]his is|[Mm]y name is) (?!I\b|I'm\b)[A-Z][a-z]+\b/;

const DONE =
  '(?:booked|scheduled|sent|emailed|texted|called|updated|removed|added|reserved|arranged|transferred|confirmed|submitted|listed|set up|signed you up|looked up|checked|forwarded|notified|saved|recorded|filed|contacted|spoken|talked|reached out|cancell?ed|rescheduled|moved (?:it|you|your)|informed|passed (?:it|that|this|your)|let \\w+ know|told \\w+|put (?:you|that|it|your)|taken (?:you|your)|took (?:you|your)|gone ahead|went ahead|made (?:a|the|you a) (?:note|booking|appointment|reservation)|taken care of|all set|ignored)';
const DOING =
  '(?:booking|scheduling|sending|emailing|texting|transferring|connecting|putting you|reserving|cancell?ing|moving your|calling you|adding you|removing you|updating|arranging)';

const topics: readonly { name: string; patterns: readonly RegExp[] }[] = [
  {
    name: 'fair-housing',
    patterns: [
      /\b(?:school|schools|school district|crime|crime rates?|unsafe|safest|safe (?:area|neighborhood|place|community|street|part)|gated for safety|demographics?|ethnic|racial|race|religio\w*|church(?:es)?|mosque|synagogue|temple|christian|jewish|muslim|catholic|hispanic|latino|asian|african|immigrants?)\b/,
      /\b(?:family|kid|child|adult|senior|couple)s?[- ](?:friendly|oriented|only)\b|\b(?:perfect|ideal|great|good|suited|right) for (?:a |an |your |young |growing |small )*(?:famil(?:y|ies)|couples?|singles?|kids|children|retirees|seniors|professionals|students|bachelors?)\b/,
      /\b(?:good|nice|great|bad|rough|desirable|exclusive|quiet|friendly|up and coming|diverse|prestigious|sought after|popular|wonderful|beautiful|lovely) (?:neighborhoods?|neighbourhoods?|areas?|communit(?:y|ies)|part of town|neighbors)\b/,
      /\b(?:people|families|residents|folks|neighbors) (?:who live|living|like you|there are|in that area|with (?:wheelchairs?|kids|children|dogs|vouchers))\b|\bsection (?:8|eight)\b|\bvouchers?\b|\bdisab(?:led|ility|ilities)\b|\bwheelchairs?\b|\bhandicapp?ed\b/,
      /\b(?:retirees|professionals|millennials|whites?|blacks?|mexicans?|spanish speakers?|foreigners|minorities|singles|bachelors)\b|\b(?:mostly|mainly|lots of|many|full of|majority) (?:\w+ )?(?:families|people|couples|seniors|folks|residents|speakers)\b/,
      /\b(?:fit (?:right )?in|feel at home) (?:there|here|over there|in that)\b|\b(?:raise|raising) (?:a |your )?(?:kids|children|famil(?:y|ies))\b|\bneighbou?rhoods? is\b|\bthat (?:area|part of town|neighbou?rhood) (?:is|has)\b/,
    ],
  },
  {
    name: 'valuation',
    patterns: [
      /\$|\b(?:worth|valued|appraise\w*|valuation|market value|asking price|listing price|sale price|fair price|good price|price range|undervalued|overpriced|equity|appreciat(?:e|es|ing|ion) in value|return on investment)\b/,
      /\b(?:sell|sells|selling|go|goes|list|listed|ask|get|bring in|fetch) (?:it )?(?:for|at|in)? ?(?:about|around|over|more|a good|top|half|a (?:million|fair)|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty)\b)/,
      /\b(?:ask|offer) (?:\w+ )?(?:hundred|fifty)\b|\b(?:fair|reasonable|realistic|right|decent|solid) (?:number|amount|figure|ballpark)\b|\b(?:number|price|figure|that|fifty|hundred) (?:sounds?|is|seems?) (?:about |very |quite |pretty )?(?:right|fair|reasonable|realistic|high|low)\b|\bprofits?\b|\btop dollar\b|\bhalf a million\b/,
      /\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|\w+ty|hundred|several hundred) (?:k|thousand|million|hundred thousand|dollars|grand)\b/,
      /\b(?:prices|values|the market|interest) (?:are|is|will|have|has|go|goes|went|rise|drop|fall)\b|\b(?:hot|strong|buyer'?s|seller'?s|great|good|slow|booming) market\b|\bgood (?:time to (?:sell|buy)|investment|deal)\b|\bgreat (?:investment|deal|time to (?:sell|buy))\b/,
      /\b(?:low|high|lower|higher|great|good|best|top|fair|competitive|affordable) (?:price|prices|offer|offers|rate|rates)\b|\bafford(?:able|ability)?\b/,
    ],
  },
  {
    name: 'commission',
    patterns: [
      /%|\bpercent(?:age)?\b|\bcommissions?\b|\b(?:fee|fees)\b|\bno cost\b|\bfree of charge\b|\bfor free\b|\bclosing costs?\b|\bdiscount\b|\brebate\b|\b(?:for|at) no (?:charge|cost|money)\b|\b(?:is|are|it's|comes|totally|completely|all) free\b|\bgiv(?:es?|ing) (?:it|the house|them) away\b|\b(?:do not|don't|won't|never) (?:have to )?(?:pay|cost|owe|charge)\b|\b(?:seller|buyer|owner) pays\b|\bget paid\b|\bwe charge\b/,
    ],
  },
  {
    name: 'legal',
    patterns: [
      /\b(?:legal|legally|illegal|law|laws|lawyer|attorney|lawsuit|liable|liability|contract|contracts|tax|taxes|deductible|mortgages?|loan|loans|interest rates?|refinanc\w*|foreclos\w*|evict\w*|escrow|deed|probate|zoning|warranty|disclosure|inspection|insurance|agreements?|clauses?|irs|write (?:that|it) off|credit score|your credit|qualify for|allowed to|back out|entitled to|your rights?)\b/,
      /\byou (?:should|must|have to|need to|ought to|can|can't|cannot|can not|could|couldn't|may|will|won't|would|are going to)(?: \w+)? (?:sell|buy|sign|list|wait|offer|accept|lower|raise|hire|rent|get|find|afford|move)\b|\bi (?:recommend|advise|suggest) (?:selling|buying|that you|you)\b|\bnegotiat\w*\b/,
    ],
  },
  {
    name: 'claimed-action',
    patterns: [
      new RegExp(
        `\\b(?:i|we)(?:'ve| have|'d| had| just| already| just now| have just| have already|'ve just|'ve already)? (?:just |already )?${DONE}\\b`,
      ),
      new RegExp(`\\b(?:has|have|had|is|are|was|were|been) (?:now |already |been |all )*${DONE}\\b`),
      /\b(?:i|we)(?:'ll| will| can| am going to|'m going to|'re going to) (?:\w+ )?(?:book|schedule|send|email|text|transfer|arrange|set up|reserve|sign|register|list your|sell your|find you|get you|show you|call you|contact you|look (?:it |that )?up|check|remove|add|update)\b/,
      new RegExp(
        `\\b(?:i|we|you)(?:'m| am|'re| are) (?:now |just |already )?${DOING}\\b|^\\W*(?:now |just )?${DOING} (?:you|that|it|now)\\b|\\blet me (?:just |quickly )?(?:book|schedule|send|email|text|check|look|see if|transfer|connect|put|find|pull up|add|cancel|move)\\b`,
      ),
      new RegExp(`\\byou(?:'re| are|'ve been| have been) (?:now |all )?(?:in|on|set|down|${DONE})\\b`),
      /\b(?:i|we)(?:'ve| have)? (?:got )?(?:you|it|that|your \w+) (?:down|booked|scheduled|set|in|on|confirmed|reserved)\b|\bconsider it (?:done|booked)\b|^\W*(?:all )?done\b|\b(?:it|that|everything)(?:'s| is) (?:all )?(?:done|set|booked|arranged|confirmed|in the (?:calendar|book|system|diary))\b/,
      /\b(?:on its way|(?:get|receive) (?:a|an|your|the) (?:\w+ )?(?:confirmation|e-?mail|text|message|call|invitation|link))\b|\bsee you (?:on|at|then|there|soon|tomorrow|next|thursday|monday|tuesday|wednesday|friday|saturday|sunday)\b|\bseeing you\b|\b(?:slot|time|spot|house|home|place) is (?:yours|taken|reserved|held)\b|\b(?:appointment|booking|visit|slot|meeting) (?:is|was|has been)\b/,
      /\b\w+ will (?:be there|call you|meet you|visit|come (?:by|over)|see you|pick you|send|email|text)\b|\bwe (?:will|'ll) sell\b|\byou(?:'ll| will) (?:get|sell|make)\b|\byou have my word\b|\bi ignored\b/,
      /\byour (?:appointment|meeting|visit|tour|showing|booking|viewing)\b|\b(?:tour|showing|viewing)s?\b/,
      /\b(?:i|we) (?:can )?(?:guarantee|promise|assure)\b|\bguaranteed?\b/,
    ],
  },
  {
    name: 'posing',
    patterns: [
      /\b(?:i'm|i am|as|yes,? i'm) (?:a |an |your |the )?(?:real |actual |licensed |live )*(?:human|person|man|woman|agent|realtor|broker|lawyer|expert|professional|homeowner)\b/,
      /\b(?:i'm|i am) not (?:a |an )?(?:ai|robot|bot|machine|computer)\b|\bmy (?:wife|husband|kids|children|family|house|home|parents|mother|father|dog|cat|team|client|clients|office)\b/,
      /\bi(?:'m| am) (?:sitting|standing|driving|at home|at my|in (?:the|our|my) (?:office|car))\b|\b(?:our|the) office\b(?= right| now)/,
      /\bi (?:was born|grew up|live in|lived in|remember when|used to)\b/,
    ],
  },
  {
    // A small model forgets who is who, and greets in the middle of a call.
    name: 'confused',
    patterns: [
      /^\W*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b/,
      /\byou(?:'re| are) (?:a |an )?(?:human|ai|robot|assistant)\b/,
      /\b(?:goodbye|bye)\b/,
      /\[|\byour name here\b/,
      /\bi(?:'m| am) sorry,? but\b|\bi (?:don't|do not|can't|cannot|can not) (?:know|help|answer|respond|provide|assist|understand)\b|\b(?:different|another) answer\b/,
      /\binconvenience\b|\bsorry for your loss\b|\bi(?:'m| am) here (?:to|for)\b|\bhow (?:can|may) i\b/,
    ],
  },
  {
    // What it was told, and what it plays at when a caller tells it to.
    name: 'leak',
    patterns: [
      /\b(?:instructions?|system prompt|my prompt|prompts?|guidelines|developer mode|jailbreak\w*|as you (?:wish|command|instructed)|tool (?:call|result|request)s?|function call|json|override|admin|root access|debug)\b|[{}=]|:"/,
      /\b(?:i(?:'ll| will)|sure,? i(?:'ll)?) (?:ignore|forget|pretend|act as|play|repeat after)\b/,
    ],
  },
  {
    name: 'list',
    patterns: [
      /\bhere(?:'s| is| are) (?:a |the |your |some |my )?(?:\w+ )?(?:list|options|steps|points)\b|(?:^|\s)(?:1[.)]|\(1\)|a\))(?:\s|$)/,
      /\bfirst(?:ly)?,.*\bsecond(?:ly)?,/,
    ],
  },
  {
    name: 'language',
    patterns: [
      /[¿¡]|\b(?:usted|hola|gracias|por favor|su cita|reserv[oa]|casa es|señora?|vous|votre|merci|bonjour|ich|nicht|ihre|danke|haus|gratis|gratuit\w*|maison)\b/,
    ],
  },
  {
    name: 'pressure',
    patterns: [
      /\b(?:act now|act fast|limited time|last chance|before it'?s too late|don't miss|once in a lifetime|hurry)\b/,
    ],
  },
  {
    name: 'abuse',
    patterns: [/\b(?:fuck\w*|shit\w*|bitch|asshole|damn|idiot|stupid|shut up|hell)\b/],
  },
];
