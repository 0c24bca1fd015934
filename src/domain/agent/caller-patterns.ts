import type { Intent } from './intent.ts';
import { objectionPatterns, REFUSES_MACHINES } from './objections/objection-patterns.ts';

const NOUN_OF_MACHINE =
  '(?:robot|robots|bot|row ?boat|robber|machine|computer|ai|a ?i|eye|artificial|recording|recorded|automated|automatic|android|chat ?bot|chat ?gpt|siri|alexa|program|software|virtual|computerized|pre ?recorded|synthetic|robo ?call|robot ?call|robotic|fake)';
const FILLER =
  '(?:(?:a|an|in|the|some|like|kind|sort|of|actually|even|really|one of those|just|talking to|speaking to|with|some kind of|another|like a|live) )*';
const PERSON =
  '(?:person|human|human being|someone|somebody|agent|representative|rep|manager|supervisor|people|boss|broker|realtor|operator|man|woman|guy|lady|body)';

/** What callers say, on `spokenWords`; tried in the order of `intents`. Opt-out and answers have files of their own. */
export const callerPatterns: Partial<Record<Intent, readonly RegExp[]>> = {
  ...objectionPatterns,
  voicemail: [
    /\b(?:leave|record) (?:me |us |him |her )?(?:a|an|your)(?: \w+)? message\b/,
    /\b(?:after|at) the (?:beep|tone)\b/,
    /\b(?:voice ?mail|mailbox|voice messaging|answering machine)\b/,
    /\b(?:you have|you) reached\b/,
    /\b(?:can not|unable to|not able to) (?:come to|answer|take) (?:the|your|my) (?:phone|call|calls)\b/,
    /\b(?:person|party|number|customer|subscriber) you (?:are|have) (?:\w+ )?(?:calling|dialed|called|trying)\b/,
    /\bis not available (?:right now|at the moment|to take)\b/,
    /\bpress (?:one|two|three|zero|pound|star|\d)\b/,
    /\bmessage (?:system|service)\b/,
  ],
  callScreen: [
    /\b(?:state|say|record) your name\b/,
    /\bcall (?:screening|assist|assistant)\b/,
    /\bname and (?:the )?(?:reason|purpose)\b/,
    /\breason for (?:your|the) call/,
    /\bsee if (?:this person|they|he|she) (?:is|are) available\b/,
  ],
  notMyLanguage: [
    /\b(?:no|not|do not|can not|little) (?:\w+ )?(?:speak|understand|talk)?(?: \w+)? ?english\b/,
    /\b(?:speak|speaking|talk|in|habla|hablas|hablo) (?:\w+ )?(?:spanish|espa[nñ]ol|mandarin|chinese|cantonese|vietnamese|korean|russian|tagalog|french|portuguese|arabic|german|polish|hindi)\b/,
    /\bno (?:hablo|entiendo|comprendo|habla|speak)\b|\b(?:habla|hablas) espa[nñ]ol\b|\bqui[eé]n (?:es|habla)\b|\bje ne (?:parle|comprends)\b|\bnon parlo\b|\b(?:no|yo) ingl[eé]s\b/,
  ],
  aiQuestion: [
    new RegExp(
      `\\b(?:are|r|is|am i|was) (?:you|this|it|that|i|your name)?(?: not)? ?${FILLER}(?:${NOUN_OF_MACHINE})\\b`,
    ),
    new RegExp(`\\b(?:are|r|is|am i) (?:you|this|it|that)?(?: not)? ?${FILLER}(?:real|actual|live|human|alive)\\b`),
    new RegExp(
      `\\bam i (?:\\w+ )?(?:talking|speaking|chatting) (?:to|with) ${FILLER}(?:${NOUN_OF_MACHINE}|real|actual|live|human|person)\\b`,
    ),
    new RegExp(`\\byou (?:sound|seem|talk)(?: \\w+){0,2} (?:${NOUN_OF_MACHINE}|weird|fake)\\b`),
    new RegExp(`\\byou are (?:not )?${FILLER}(?:${NOUN_OF_MACHINE}|real|human|person)\\b`),
    new RegExp(`\\b(?:this|that|it) (?:sounds|feels|must be|is) ${FILLER}(?:${NOUN_OF_MACHINE})\\b`),
    new RegExp(
      `\\b(?:no|not a) (?:real |actual |live |human )+${PERSON} (?:there|here|on (?:the|this) (?:line|phone|call))\\b`,
    ),
    new RegExp(
      `\\b(?:is|are) there (?:even |really |actually )*(?:a |any )?(?:real |actual |live |human )+${PERSON} (?:there|here|behind this|on (?:the|this) (?:line|phone|call))$`,
    ),
    /\b(?:robo ?calls?|robot calls?|did you say (?:\w+ )?(?:ai|a i|robot|artificial))\b/,
    /\ban? (?:ai|a i) what\b|^(?:an? )?(?:ai|a i|robot|bot)$|\bwhat (?:is|do you mean by) an? (?:ai|a i)\b/,
  ],
  wrongPerson: [
    /\bwrong (?:number|person|guy|house|one|man|woman|lady|party|phone|place)\b/,
    /\b(?:no ?one|nobody|no body|no person) (?:\w+ )?(?:by|with|of|called|named) (?:that|this)? ?\w*/,
    /\b(?:there is|we have|i have|got) no (?:\w+ )?(?:here|at this number|in this house)\b/,
    /\b(?:he|she|they|that person|\w+) (?:does|do|did) not (?:live|work|stay) (?:here|at this)\b/,
    // Said of the person we asked for, first of all; inside a story "she moved" is about somebody else.
    /^(?:(?:no|oh|sorry|i am sorry|i am afraid|unfortunately|actually) )*(?:he|she) (?:has )?(?:moved|passed|died|is dead|is gone|is deceased|passed away)\b/,
    /\b(?:this|that|it|i am) (?:is )?not (?:him|her|me|them|that person|who you)\b/,
    /\b(?:do not|never) (?:know|heard of) (?:anyone|anybody|any|a|him|her|that person)\b/,
    /\bnot (?:the|my) (?:right )?(?:person|number)\b/,
  ],
  numberSource: [
    /\b(?:how|where|who) (?:\w+ )?(?:did|do|have|had|give|gave|gives|you|got|come)(?: \w+){0,4} (?:number|name|phone|info|information|details|contact|address)\b/,
    /\bwho (?:gave|sold|told) (?:you|him|them)\b/,
    /\b(?:got|get|have|found) my (?:phone )?(?:number|info|information|details|contact)\b/,
    /\b(?:never|did not) (?:\w+ )?(?:give|gave|given) (?:\w+ ){0,3}(?:number|permission|information|info)\b|\b(?:not supposed|no right|not allowed) to (?:\w+ )?(?:have|use|call) (?:my|this) (?:\w+ )?number\b/,
  ],
  human: [
    new RegExp(
      `\\b(?:talk|speak|talking|speaking|chat|connect(?:ed)? me|transfer(?:red)? me|transfer|put me through|put me on|get me|pass me|give me|want|need|prefer|rather have) (?:to |with |over to )?(?:a |an |the |your |some |any |one of your |with )?(?:real |actual |live |human |licensed |other |different )*${PERSON}\\b`,
    ),
    new RegExp(`\\b(?:real|actual|live) ${PERSON}\\b`),
    /\b(?:transfer|connect|patch) me\b|\bput me through\b|^(?:operator|representative|agent|human|manager)(?: please)?$/,
    REFUSES_MACHINES,
  ],
  advice: [
    /\b(?:how much|what)(?: \w+){0,3} (?:is|are|would|could|can|will|do you think)(?: \w+){0,6} (?:worth|sell for|go for|get for|cost|bring|fetch|list for|rent for)\b/,
    /\bwhat (?:is|are|would be) (?:my|the|our|it|homes|houses)(?: \w+){0,4} (?:worth|value|valued|price|asking price|going for|selling for)\b/,
    /\b(?:value|worth) of (?:my|the|our)\b|\bhow much (?:could|can|would|will|should) (?:i|we|it) (?:get|ask|sell|list|offer|pay)\b/,
    /\b(?:commission|commissions|your fee|your fees|the fee|percentage|your rate|your cut|you charge|listing fee|closing costs?)\b/,
    /\bhow much (?:do|does|will|would|is) (?:you|it|this|that|your \w+) (?:\w+ )?(?:charge|cost|take|cut)?$/,
    /\b(?:is|are|would|was) (?:that|it|this|you|they) (?:even |really )?(?:legal|illegal|allowed|binding)\b/,
    /\b(?:lawyer|attorney|legal|lawsuit|liable|eviction|evict|title insurance|capital gains|tax|taxes|zoning|inheritance|probate)\b/,
    /\b(?:sign|break|cancel|terminate|get out of)(?: \w+){0,2} (?:contract|agreement|listing)\b|\bcontract\b/,
    /\b(?:mortgage|interest) rates?\b|\bappraisal\b|\bappraised\b/,
    /\bshould (?:i|we) (?:sell|buy|wait|list|offer|rent|refinance|accept|take|sign)\b/,
    /\b(?:good|right|bad|best) time to (?:sell|buy|list|move)\b/,
    /\bhow is the (?:\w+ )?market\b|\b(?:market|prices) (?:doing|going|crash|drop|fall|rise|go up|go down)\b|\bwill (?:home |house )?prices\b/,
    /\bnegotiat(?:e|ion|ing)\b/,
  ],
  fairHousing: [
    /\b(?:schools?|school district|crime|safe|safety|dangerous|demographics?|ethnic|racial|race|religion|religious|church|mosque|synagogue|temple)\b/,
    /\b(?:what|which) (?:kind|kinds|sort|type|types) of (?:people|folks|families|neighbors)\b|\bwho lives\b|\bneighbors (?:like|are)\b/,
    /\b(?:good|nice|bad|rough|family|quiet|decent) (?:neighborhood|neighbourhood|area|part of town)\b/,
    /\b(?:mostly|mainly|predominantly|majority|largely|all|how|too|very|more|full of|lots of) (?:white|black|asian|hispanic|latino|mexican|indian|chinese|arab|jewish|muslim|christian|catholic|foreign|immigrant)s?\b(?! (?:\w+ )?(?:kitchen|cabinet|wall|counter|tile|door|floor|window|fence|brick|siding|house|paint|trim)s?\b)/,
    /\bsection eight\b|\bvouchers?\b|\b(?:many|any) (?:blacks?|whites?|asians?|hispanics?|mexicans?|immigrants|jews|muslims|christians)\b/,
  ],
  represented: [
    /\b(?:already|got|have|has|had|using|use|working with|work with|signed with|listed with|hired|under contract with|my own|our own)(?: \w+){0,4} (?:realtor|broker|brokerage|real estate agent|listing agent|buyers agent|listing agreement)\b/,
    /\b(?:already|currently) (?:\w+ )?(?:listed|represented|working with (?:someone|somebody|an agent|another))\b/,
    /\b(?:already (?:have|got|hired)|i have|we have|i have got|we have got|working with) (?:a|an|another|our|my)(?: \w+)? agent\b/,
    /\b(?:am|are) (?:a|an) (?:\w+ )?(?:realtor|broker|real estate agent)\b/,
    /\b(?:my|our) (?:\w+ )?is (?:a|an|my|our) (?:\w+ )?(?:realtor|agent|broker)\b/,
  ],
  identity: [
    /\bwho(?: \w+)? (?:is|are|was|am) (?:this|that|it|there|you|calling|speaking|i)\b|\bwho (?:is )?(?:calling|speaking|this|you)\b/,
    /\b(?:what is|what was|say|give me|tell me|repeat|what did you say) your (?:full |last |first )?name\b/,
    /\bwho (?:do|did) you (?:work|call|say|represent|want)\b|\bwho am i (?:talking|speaking)\b/,
    /\b(?:what|which) (?:company|brokerage|agency|firm|business|office|realty)\b/,
    /\bwhere (?:are|do) you (?:calling|call|from|located|based)\b|\bcalling from where\b|\byou are (?:calling )?from where\b/,
    /\b(?:may|can|could) i ask who\b|^(?:and )?(?:you are|who|whos that|who now|from where|who is it)$|\bdo i know you\b/,
    /\bwhat (?:number|is your number|is the number)\b|\byour (?:phone |call ?back )?number\b/,
  ],
  purpose: [
    /\bwhat(?: \w+)? (?:is|was) (?:this|it|that|the call|your call|this call)(?: call)? (?:\w+ )?(?:about|regarding|for|concerning|in reference|in regards?|regard)\b/,
    /\bwhy (?:are|r|did|do|would|you) (?:you|calling)?\b/,
    /\bwhat (?:do|did|would) you (?:\w+ )?(?:want|need|like)\b|\bwhat are you (?:selling|calling|offering|after)\b/,
    /\b(?:what|how) (?:can|may|could) i (?:do for|help) you\b|\bwhat can i do\b/,
    /\bwhat is (?:the|your) (?:reason|purpose|point)\b|\bwhat is going on\b|\bin (?:regards?|reference) to what\b|^about what$|\bregarding what\b|\bwhat is this$/,
  ],
  notNow: [
    /\b(?:not|is not|bad|wrong|terrible|awful|worst|never)(?: \w+){0,2} (?:good|great|best|right|ideal|convenient)? ?(?:time|moment|day)(?: to talk| for me| right now| now)?$/,
    /\b(?:bad|not a good|not a great|not the best|not the right|terrible) (?:time|moment)\b/,
    /\b(?:am|are|is|bit|little|really|too|very|pretty|so|super|kind of|kinda|rather|currently) (?:\w+ )?(?:busy|tied up|swamped|occupied)\b|\bbusy (?:right now|now|at the moment|today)\b|^busy$/,
    /\b(?:call|try|phone|ring|reach|catch)(?: me| us| him| her| this number)?(?: again| back)? (?:\w+ )?(?:later|tomorrow|tonight|next week|another time|some other time|some ?time|in (?:a|an|the|about|like)|after|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:this|in the) (?:evening|afternoon|morning)|(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b/,
    /\b(?:call|phone|ring) (?:me |us )?back\b/,
    /\bin (?:a|the middle of|middle of) (?:meeting|something|dinner|lunch|conference|class|a \w+)\b|\bin the middle of\b/,
    /\b(?:am|currently|was|are) (?:\w+ )?(?:driving|at work|working|cooking|eating|sleeping|having (?:dinner|lunch|breakfast))\b|\bhaving (?:dinner|lunch|breakfast)\b|\bat (?:dinner|lunch|the doctor)\b/,
    /\b(?:can not|not able to|unable to|do not want to) (?:really )?(?:talk|speak|chat)(?: right now| now| at the moment| long)?\b/,
    /\b(?:do not|not) (?:\w+ )?have (?:\w+ )?(?:time|a minute|a second|a moment|a sec)\b|\bno time\b/,
    /\b(?:another|some other) time\b|\bmaybe later\b|^(?:later|not now|not right now|not today|not at the moment)(?: please| thanks| thank you)?$/,
    /\b(?:i |we )?(?:have|got|need|about|am going) (?:got )?to (?:run|go into|leave|head out|pick up)\b|\b(?:with|have) (?:a|my) (?:customer|client|patient|guest)s?\b|\babout to (?:leave|go|head|start)\b/,
    /\b(?:he|she) is (?:not (?:here|home|in|available)|at work|out|sleeping|asleep|busy)\b/,
  ],
  notInterested: [
    /\b(?:not|no|never|knot|isnt|less)(?: \w+)? (?:interested|interest|interesting|in trusted|entrusted|interests)\b(?! in (?:the|that|those|this|either) (?:\w+ )?(?:one|ones|time|times|slot|day|morning|afternoon|evening|of)\b)|\buninterested\b|\bnone interested\b/,
    /\b(?:do not|not|no longer) (?:\w+ )?(?:want|need|wanting|looking|planning|thinking|going|selling|buying|moving|plan|wish|intend|trying)(?: \w+)? ?(?:to )?(?:sell|buy|move|selling|buying|moving|anything|any|a realtor|an agent|a broker|it|this|that|either|one|list|your|what)\b/,
    /\b(?:not|no longer) (?:selling|buying|moving|on the market|for sale|in the market|looking)\b/,
    // Not what others did ("they have bought"), nor what was once ("we bought it in June"): that is somebody's story.
    /(?<!\b(?:they|he|she)(?: have| has| had)? )\b(?:already|just) (?:\w+ )?(?:sold|bought|purchased|rented)\b(?! out)/,
    /\b(?:i|we) have (?:\w+ )?(?:sold|bought|purchased)\b(?! out)|\b(?:it|house|home|place|property) (?:is|was|has been) (?:\w+ )?sold\b/,
    /\bwaste of (?:\w+ )?time\b|\bwasting (?:my|your|our) time\b|\bnot for (?:me|us|sale)\b|\bi will pass\b|\bcount me out\b|\bhard pass\b/,
    /\bhappy (?:where|with|in|here)\b|\bstaying (?:put|here|where)\b|\bchanged (?:my|our) minds?\b|\bgoing another way\b|\bwe are (?:good|all set|fine)\b|\b(?:i am )?all set\b|\bi am good(?: thanks| thank you)?$/,
    /^(?:no )+(?:thanks|thank you|thank|i am good|i am fine)|\bno (?:thank you|thanks)\b/,
    /\bscam\b|\bscammers?\b|\bspam\b|\btelemarket/,
  ],
  hold: [
    /\b(?:hold|hang) on\b|\bplease hold\b|\bhold (?:please|the line)\b/,
    /\b(?:one|just|give me|wait|gimme)(?: me)?(?: a| one| just)* (?:moment|second|sec|minute|min)\b/,
    /^(?:wait|a (?:moment|second|sec|minute))(?: please| wait)*$|\blet me (?:get|grab|check|see|find|turn|go|put)\b|\bbear with me\b/,
  ],
  lineCheck: [
    /\b(?:can|do|could|did) you (?:even |still )?hear me\b|\bare you (?:still )?(?:there|here|on the line)\b|\b(?:anyone|anybody|somebody|still) there\b/,
    /^(?:hello|hi|hey)(?: hello| hi| hey| anybody| anyone)+$/,
    /\btesting\b(?! the water)|\byou there\b/,
  ],
  repeat: [
    /^(?:(?:sorry|pardon|excuse me|i am sorry|wait|hello|huh) )*(?:sorry|pardon|pardon me|excuse me|what|huh|come again|say what|again|what was that|what is that|i am sorry|sorry what|what sorry|what now|repeat(?: that)?)(?: please| what| sir| maam)?$/,
    /\b(?:say|repeat|run)(?: \w+)? (?:that|it|this|yourself|the question)(?: by me)?(?: again| once more| one more time)?\b|\bsay again\b|\bone more time\b/,
    /\b(?:can|could|did|do|would) not (?:quite |really |even )?(?:hear|catch|understand|get|make out|follow)(?: \w+)?/,
    /\b(?:breaking|cutting|break|cut) (?:up|out)\b|\bbad (?:connection|line|reception)\b|\bwhat did you (?:just )?(?:say|ask|mean)\b|\bwhat do you mean\b|\bspeak (?:up|louder|slower|more)\b|\bslow down\b/,
    /\b(?:louder|slower)(?: please)?$|\ba (?:bit|little) (?:louder|slower)\b|^(?:sorry )?pardon(?: me)?\b/,
  ],
  smallTalk: [
    /\bhow (?:are|r) (?:you|things|ya|we)\b|\bhow is (?:it|your|everything|life|the|things)\b(?! market)|\bhow do you do\b|\bhow (?:have )?you been\b|\bhow about (?:you|yourself)\b|\band (?:you|yourself)$/,
    /\bwhat is up\b|\bnice to (?:meet|hear|talk)\b|\bpleased to\b|\bgood to hear\b/,
    /\b(?:weather|raining|snowing|sunny|rainy|hot out|cold out|the game|my dog|my cat|crazy day|long day|busy day|weekend|holidays?)\b/,
    /\b(?:you are|that is|so|very) (?:\w+ )?(?:funny|polite|nice of you|clever|smart|hilarious)\b|\b(?:nice|lovely|great) voice\b|\btell me a joke\b|\b(?:ha ha|haha)\b/,
  ],
  goodbye: [
    /\b(?:bye|goodbye|good bye|bye bye|buh bye|good night|farewell|cheerio|adios)\b/,
    /\b(?:talk|speak|see) (?:to |with )?you (?:later|soon|then|tomorrow|around)\b|\bsee (?:you|ya)\b|\btake care(?! of)\b/,
    /\bhave a (?:\w+ )?(?:good|nice|great|lovely|wonderful|blessed) (?:day|one|evening|night|weekend|afternoon|time)\b/,
    /\b(?:just|please|you can|then|yes|yeah|ok|okay) hang up\b|^hang up(?: please| now| the phone)?$/,
    /\b(?:i |we )(?:really |just )?(?:have|got|have got|need) to (?:go|hang up|get going)\b|\bhanging up\b|\b(?:i am|going to) (?:going to )?hang up\b|\bthat is all\b|\b(?:end|ending) (?:the|this) call\b/,
  ],
  thanks: [
    /^(?:ok |okay |all right |great |perfect |good |yes )*(?:thank you|thanks)(?: so much| very much| a lot| again| for that| for calling)*$/,
    /\b(?:thank you|thanks) for (?:calling|asking|checking|telling)\b/,
  ],
  cannotSay: [
    /\b(?:do not|not|never|have not|could not|can not) (?:\w+ )?(?:know|sure|certain|decided|thought|say|tell|told|made up|figured)\b|\bno idea\b|\bno clue\b|\bdunno\b|\bi dont know\b/,
    /\b(?:not|no) (?:really )?(?:sure|certain)\b|\b(?:hard|difficult|tough) to (?:say|tell)\b|\bdepends\b|\b(?:undecided|unsure|whatever|no preference|does not matter|anything|anywhere|either)\b/,
    /\b(?:rather not|prefer not|none of your|not your) (?:to )?(?:say|tell|answer|share|business|concern)?\b|\bskip (?:that|it|this)\b|\bnext question\b|\bpass\b/,
  ],
  agrees: [
    /^(?:(?:oh|well|and|so|um|i mean|hi|hello|hey) )*(?:yes|yeah|yea|yep|yup|ya|sure|ok|okay|kay|of course|absolutely|definitely|certainly|correct|right|exactly|indeed|totally|please|please do|go ahead|go on|go for it|shoot|fine|great|perfect|cool|gotcha|all right|alright|sounds good|sounds great|sounds fine|why not|by all means|you bet|affirmative|true)\b/,
    /\b(?:i do|i am|i have|i would|i can|i will|we do|we are|we would|it is|that is (?:fine|right|correct|good|okay|ok)|that works|works for me|i guess|i suppose|i think so|i believe so|that would be (?:good|great|nice|fine|helpful|ok|okay)|id love|i would love|let us do)(?: so| that| yes| sure| a minute| time| one| now| fine| right)*$/,
    /\b(?:have|got|spare) (?:a|one|two|a few|a couple|some|five|about)(?: of)?(?: \w+)? ?(?:minutes?|seconds?|secs?|moments?|mins?|time)\b|\bgood time\b|\b(?:go ahead|i am listening|i am all ears|fire away|shoot)\b|\bhappy to\b/,
    /\b(?:yes|yeah|yep|sure|absolutely|definitely) *(?:please|sir|maam|i do|i am|we do|thanks|thank you)?$/,
  ],
  declines: [
    /^(?:(?:oh|well|and|so|i mean|sorry|honestly) )*(?:no|nope|nah|naw|negative|never|not really|not yet|not at all|not particularly|not exactly|no way)\b/,
    /\b(?:i|we) (?:do|am|are|have|would|will|can|did) not(?: \w+)?$|\bnot (?:really|yet|at all|necessary|needed)$|\bi do not think so\b|\bno need\b|\bdo not bother\b/,
  ],
  greeting: [
    /^(?:(?:oh|yes|yeah|yep|um|well) )*(?:hello|hi|hey|howdy|hiya|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|greetings|yellow|hallo)\b/,
    /^(?:(?:yes|yeah|hello|hi) )*(?:this is (?:she|he|her|him|me|\w+)|speaking|\w+ speaking|you are speaking (?:to|with) (?:him|her|me))(?: speaking)?$/,
  ],
  question: [
    /^(?:(?:and|so|but|ok|okay|well|yes|yeah|no|wait|um|actually) )*(?:what|why|how|when|where|which|who|whose|is|are|do|does|did|can|could|would|will|should|may|have you|has|am i)\b/,
    /\b(?:tell me (?:about|more|how|what|why)|i have a question|i was wondering|i wonder|can you tell|could you tell|do you know|do you have|what about|how about)\b/,
  ],
};
