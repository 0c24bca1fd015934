/**
 * What a model may never say to a caller, and the rule it would break (COMPLIANCE C9, C20–C23). Matched on whole
 * replies as they grow, so that a statement cut into clauses is still seen. A false alarm costs a rehearsed sentence.
 */
export function forbiddenTopic(text: string): string | undefined {
  const plain = text.toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, ' ');
  return topics.find(({ patterns }) => patterns.some((pattern) => pattern.test(plain)))?.name;
}

const DONE =
  '(?:booked|scheduled|sent|emailed|texted|called|updated|removed|added|reserved|arranged|transferred|confirmed|submitted|listed|set up|signed you up|looked up|checked|forwarded|notified|saved|recorded|filed|contacted|spoken|talked|reached out)';

const topics: readonly { name: string; patterns: readonly RegExp[] }[] = [
  {
    name: 'fair-housing',
    patterns: [
      /\b(?:school|schools|school district|crime|crime rates?|unsafe|safest|safe (?:area|neighborhood|place|community|street|part)|gated for safety|demographics?|ethnic|racial|race|religio\w*|church(?:es)?|mosque|synagogue|temple|christian|jewish|muslim|catholic|hispanic|latino|asian|african|immigrants?)\b/,
      /\b(?:family|kid|child|adult|senior|couple)s?[- ](?:friendly|oriented|only)\b|\b(?:perfect|ideal|great|good|suited|right) for (?:a |an |your |young |growing |small )*(?:famil(?:y|ies)|couples?|singles?|kids|children|retirees|seniors|professionals|students|bachelors?)\b/,
      /\b(?:good|nice|great|bad|rough|desirable|exclusive|quiet|friendly|up and coming|diverse|prestigious|sought after|popular|wonderful|beautiful|lovely) (?:neighborhoods?|neighbourhoods?|areas?|communit(?:y|ies)|part of town|neighbors)\b/,
      /\b(?:people|families|residents|folks) (?:who live|living|like you|there are|in that area)\b|\bsection 8\b|\bdisab(?:led|ility)\b/,
    ],
  },
  {
    name: 'valuation',
    patterns: [
      /\$|\b(?:worth|valued|appraise\w*|valuation|market value|asking price|listing price|sale price|fair price|good price|price range|undervalued|overpriced|equity|appreciat(?:e|es|ing|ion) in value|return on investment)\b/,
      /\b(?:sell|sells|selling|go|goes|list|listed) (?:it )?(?:for|at) (?:about|around|over|more|a good|top|\d)/,
      /\b(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|\w+ty|hundred|several hundred) (?:k|thousand|million|hundred thousand|dollars|grand)\b/,
      /\b(?:prices|values|the market) (?:are|is|will|have|has)\b|\b(?:hot|strong|buyer'?s|seller'?s|great|good|slow|booming) market\b|\bgood (?:time to (?:sell|buy)|investment|deal)\b|\bgreat (?:investment|deal|time to (?:sell|buy))\b/,
      /\b(?:low|high|lower|higher|great|good|best|top|fair|competitive|affordable) (?:price|prices|offer|offers|rate|rates)\b|\bafford(?:able|ability)?\b/,
    ],
  },
  {
    name: 'commission',
    patterns: [
      /%|\bpercent(?:age)?\b|\bcommissions?\b|\b(?:fee|fees)\b|\bno cost\b|\bfree of charge\b|\bfor free\b|\bclosing costs?\b|\bdiscount\b|\brebate\b/,
    ],
  },
  {
    name: 'legal',
    patterns: [
      /\b(?:legal|legally|illegal|law|laws|lawyer|attorney|lawsuit|liable|liability|contract|contracts|tax|taxes|deductible|mortgages?|loan|loans|interest rates?|refinanc\w*|foreclos\w*|evict\w*|escrow|deed|probate|zoning|warranty|disclosure|inspection|insurance)\b/,
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
      /\byour (?:appointment|meeting|visit|tour|showing|booking|viewing)\b|\b(?:tour|showing|viewing)s?\b/,
      /\b(?:i|we) (?:can )?(?:guarantee|promise|assure)\b|\bguaranteed?\b/,
    ],
  },
  {
    name: 'posing',
    patterns: [
      /\b(?:i'm|i am|as) (?:a |an |your |the )?(?:real |actual |licensed |live )*(?:human|person|man|woman|agent|realtor|broker|lawyer|expert|professional|homeowner)\b/,
      /\b(?:i'm|i am) not (?:a |an )?(?:ai|robot|bot|machine|computer)\b|\bmy (?:wife|husband|kids|children|family|house|home|parents|mother|father|dog|cat|team|client|clients|office)\b/,
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
