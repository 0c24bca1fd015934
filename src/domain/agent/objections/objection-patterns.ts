import type { Intent } from '../intent.ts';

const MACHINE =
  '(?:robots?|bots?|machines?|computers?|ai|a i|recordings?|robo ?calls?|robot calls?|chat ?bots?|automated calls?|row ?boats?)';

/** A bad time to sell or buy, not a bad moment to talk. */
export const BAD_TIME_TO_MOVE =
  /\b(?:bad|wrong|worst|terrible|lousy|awful|not (?:a|the|really a|really the|such a) (?:\w+ )?(?:good|right|best|great|ideal)) time (?:\w+ ){0,2}to (?:\w+ )?(?:sell|buy|move|list)\b/;

/**
 * Objections that no other pattern knows, on `spokenWords`, with what a recogniser makes of them on a telephone. Narrow
 * where the same words may tell of a house ("we are sick of the stairs"): those are for the rubric.
 */
export const objectionPatterns = {
  noRobots: [
    new RegExp(
      `\\b(?:hate|hated|do not (?:\\w+ )?(?:like|trust|want|need|do|deal with)|can not stand|sick of|tired of|fed up with|not a fan of)(?: \\w+){0,3} ${MACHINE}\\b`,
    ),
    new RegExp(`\\b(?:another|one more|not another|yet another|great a|stupid|damn|dumb) (?:\\w+ )?${MACHINE}\\b`),
    new RegExp(`\\b(?:called|calling me|bothered|sold to|interviewed) by (?:a |an )?(?:\\w+ )?${MACHINE}\\b`),
    /\b(?:this|that|it) is (?:\w+ )?(?:creepy|freaky|spooky|eerie)\b|\bcreep(?:s|ing|ed) me out\b|\bgives me the creeps\b/,
  ],
  anger: [
    /\b(?:what|who|why|how|where|when) (?:the|in the) (?:hell|heck|fuck|devil)\b/,
    /\b(?:you|u|ewe) people\b|\bwho do you (?:\w+ )?think you are\b|\bwhat is wrong with (?:you|u)\b/,
    /\b(?:sick|sic|6)(?: (?:and|in|n) tired)? of (?:it|this|these|all these|you|your|getting|being|people|guys|the calls|all the calls)(?: (?:\w+ ){0,2}(?:calls?|calling|called|people|guys|crap|spam|stuff|garbage|nonsense|rubbish|harassment|bothered|disturbed))?$/,
    /\b(?:fed|fet) up with (?:it|this|these|you|your|all)(?: (?:\w+ ){0,2}(?:calls?|calling|people|guys|crap|stuff))?$|\bi am (?:so |really )?fed up$/,
    /\b(?:had|have had) (?:it|enough)(?: (?:already|now))?$|\bhad enough of (?:you|this|these|your)(?: (?:people|guys|calls?|crap))?$|\benough (?:already|is enough|of this|of these calls)$/,
    /\b(?:this|that|it|you) (?:is|are) (?:just |so |really |absolutely |totally |such |beyond |getting )*(?:ridiculous|ridicule us|outrageous|unbelievable|disgusting|disgraceful|a disgrace|an outrage|a nuisance|annoying|infuriating|unacceptable)\b/,
    /^(?:how |that is |this is )?(?:ridiculous|unbelievable|outrageous)$|\bthe nerve\b|\bhow (?:dare|there) you\b/,
    /\bsh[uo]t (?:the (?:hell|fuck) )?(?:up|it)\b|\bbull ?(?:shit|crap|s)\b|\bpiece of (?:shit|crap)\b|\b(?:damn|god ?damn) (?:it|you|call|calls|phone)\b|\bcut the crap\b/,
    /\byou (?:are |all |guys )?(?:\w+ ){0,2}(?:idiots?|morons?|jerks?|assholes?|bastards?|bitch|scum|parasites|vultures|clowns)\b|^(?:idiots?|morons?|jerks?|assholes?|bastards?|bitch)$|\bson of a bitch\b/,
    /\b(?:i am|we are|you are making me|makes me|you make me) (?:\w+ ){0,2}(?:angry|mad at you|so mad|very mad|really mad|furious|pissed|annoyed|irritated|livid)(?: \w+){0,2}$|\bpiss(?:ed|ing|es)? (?:me )?off\b|\byou are (?:\w+ )?(?:bothering|annoying|disturbing|bugging) (?:me|us)\b/,
    /\b(?:you have got|you have|got|gotta|have got) to be kidding\b|\bare you (?:freaking |frigging )?kidding(?: me)?\b|\byou must be (?:kidding|joking)\b/,
    /\b(?:called|call|calling|phoned|phone|bothered) (?:me |us |here )?(?:\w+ ){0,2}(?:five|six|seven|eight|nine|ten|twenty|a hundred|a thousand|a million|three|four|several|so many|too many) times\b|\b(?:call|calling) (?:me|us) (?:every (?:single )?day|all day|non ?stop|constantly|all the time|day and night|day in)\b/,
    /\b(?:third|fourth|fifth|sixth|seventh|tenth|hundredth) (?:time|call)(?: \w+)? (?:you|today|this|i)\b|\b(?:for (?:god|gods|christ|christs|pete|petes|heaven|heavens) sake|jesus christ)\b/,
  ],
  sendEmail: [
    // "Send" loses its beginning and its end on a telephone.
    /\b(?:in|end|sin) me an? e ?mail\b/,
    /\be ?mails? (?:me|us|it|that|this|them|over|the|everything|something|my (?!address))/,
    /\b(?:send|sent|sand|shoot|drop|forward|get)(?: it| that| this| everything| over)?(?: to)? (?:me|us|my|over)(?: \w+){0,3} (?:e ?mail|a mail|mail|emu|female|info|infos|information|details|brochure|flyer|link|literature|material|materials|paperwork|listings?|summary|writing|text|text message|package)\b/,
    /\b(?:send|sent|sand|shoot|center|some) (?:me |us )?(?:an?|in|and|the|your|it (?:in|by|via|as)|that (?:in|by|via)|everything (?:in|by|via)|something (?:in|by|via)) ?(?:an? )?(?:quick |short )?(?:e ?mail|he ?mail|emu|text)\b/,
    /\bsend (?:me |us )?(?:some|your|the|more|any|all the|a little|whatever)(?: \w+){0,2} (?:info|information|details|brochure|literature|material|listings?|stuff)\b|\bsend (?:me|us) (?:something|anything|stuff|whatever you have)\b/,
    /\b(?:by|via|over|through|prefer|rather have) (?:an |a )?e ?mail\b|\bput (?:it|that|this|everything|something) in (?:writing|an? e ?mail|the mail)\b|\bin writing\b|\bcan i (?:get|have) (?:that|it|this|something) (?:\w+ )?(?:e ?mail|writing)\b/,
    /\b(?:text|message) me (?:the|that|it|some|instead|your|about|something|details|info)\b|\b(?:just|please|rather|can you|could you) text me\b/,
  ],
  justLooking: [
    /\b(?:just|only|merely|simply|chest|jess|juss) (?:\w+ )?(?:looking|lookin|look in|look ing|luck ?in|browsing|browsin|brow sing|window shopping|shopping around|curious|exploring|researching|snooping|poking around|playing around|getting ideas|dreaming)(?! (?:\w+ )?(?:for|to|forward|into|at (?:the|a|your|it)|after)\b)/,
    /\b(?:just|only) (?:cooking|booking) around\b|\blooking around\b|\bkicking (?:the )?tires\b|\btesting the waters?\b|\bget(?:ting)? a feel\b|\bseeing what is (?:out there|available|around)\b|\bto see what is (?:out there|available|around)\b/,
    /\b(?:just|only) (?:checking|looking at) (?:\w+ )?(?:things|stuff|websites?|pictures|photos|listings|houses|homes|prices|options|out)\b|\bdoing (?:some|my|a little) (?:research|homework)\b|\b(?:clicked|signed up|filled (?:it|that|the form) out|looked) (?:\w+ ){0,4}(?:by (?:accident|mistake)|for fun|out of curiosity|because i was curious)\b/,
    /\bnot (?:really )?serious(?: about it| yet)?$|\bout of curiosity\b|\bnothing serious\b/,
  ],
  tooExpensive: [
    /\b(?:too|to|two|way) (?:\w+ )?(?:expensive|expansive|expenses?|spensive|pricey|pricy|costly|rich for)\b|\b(?:so|very|really|pretty|crazy|insanely) (?:expensive|pricey|overpriced)\b|\bover ?priced\b/,
    /\b(?:prices?|everything|it|houses?|homes?|places|condos?|rents?|payments?|that|costs?) (?:(?:is|are|has|have) )?(?:is|are|gotten|got|went|gone|going) (?:\w+ ){0,2}(?:too (?:high|much|steep)|crazy|insane|nuts|ridiculous|outrageous|out of control|through the roof|sky high|sky ?rocket\w*)\b/,
    /\b(?:can not|could not|never|not able to|unable to) (?:\w+ ){0,2}afford\b|\bnot affordable\b|\b(?:do not|not) (?:\w+ )?have (?:\w+ )?(?:the|that kind of|that much|enough|any) money\b|\b(?:costs?|cost|is) (?:\w+ )?too much(?: money)?\b|\btoo much money\b/,
    /\b(?:out of|above|beyond|over|outside) (?:my|our) (?:\w+ )?(?:budget|price range|means|league)\b|\bpriced out\b|\bcan not swing (?:it|that)\b|\bmoney is (?:\w+ ){0,2}tight\b|\bbroke right now\b/,
  ],
  badTiming: [
    /\b(?:bad|bat|poor|terrible|wrong|lousy|awful) (?:timing|timings|diamond|timer)\b|\btiming (?:is|was) (?:\w+ ){0,2}(?:bad|off|wrong|terrible|poor|right|good|great|ideal)\b|\bwrong time (?:of (?:the )?year|in (?:my|our) li\w+)\b/,
    /\b(?:not|knot) (?:\w+ )?(?:ready|red ?e|reddy|prepared)(?: (?:yet|right now|now|at all|for (?:that|this|it|any of (?:this|that))|to (?:sell|buy|move|list|do (?:it|that|this|anything)|make (?:a|that) (?:move|decision)|commit|think about it|\w+))|$)/,
    /\b(?:too|to|two|way too) (?:soon|early)(?! in the morning| to call| in the day)\b|\bbit (?:soon|early)\b/,
    /\b(?:going to|rather|want to|just|have to|should|will|would|decided to|better|gonna|like to|plan to|let us) (?:\w+ )?wait (?:until|till|for (?:the|rates|prices|things|now|a)|on (?:it|that|this)|and see|it out|another|a (?:year|while|few|couple|bit|little while)|to see|and watch)\b|\bwaiting (?:until|till|for (?:the )?(?:rates?|prices?|market|spring|summer|fall|winter|election|interest)|it out|to see)\b/,
    /\b(?:hold|holding) off\b|\bon the back ?burner\b|\b(?:put|putting) (?:it|that|everything|things|the (?:move|sale)) (?:on hold|off)\b|\b(?:it is|everything is|that is|we are|plans are) on hold\b|\bdown the road\b|\bsome other year\b|\bmaybe next year\b/,
    /\b(?:lot|too much|so much) going on\b|\bjust (?:had a baby|lost (?:my|his|her) job|started a new job|got laid off|moved in)\b|\b(?:going through|in the middle of) a divorce\b|\bcan not (?:\w+ )?(?:think|deal with|worry) (?:about )?(?:that|it|this) (?:right now|now|yet|at the moment)\b/,
    BAD_TIME_TO_MOVE,
  ],
} as const satisfies Partial<Record<Intent, readonly RegExp[]>>;

/** Does not talk to one, whatever it says. */
export const REFUSES_MACHINES = new RegExp(
  `\\b(?:not|never|hate) (?:\\w+ ){0,3}(?:talk|talking|speak|speaking) (?:to|with) (?:\\w+ )?${MACHINE}\\b`,
);

/** Who asks for a person since this is none. */
export const ABOUT_MACHINES = new RegExp(`\\b${MACHINE}\\b`);

/** What we are paid, which is the licensed human's to say. */
export const ABOUT_COMMISSION =
  /\b(?:commissions?|your fees?|the fees?|fees|percentage|percent|your rates?|your cut|you (?:\w+ )?(?:charge|cost|take)|listing fees?)\b/;

/** They were not asked, and hold it against us. */
export const RESENTS_NUMBER =
  /\b(?:never|did not) (?:\w+ )?(?:give|gave|given|gives)\b|\bno right\b|\b(?:not|were not|was not) supposed to\b|\bprivate number\b|\b(?:privacy|invasion)\b/;

/** A no that was not meant for ever. */
export const LEAVES_ROOM =
  /\b(?:not (?:really|particularly|so|too|yet|necessarily)|not (?:all )?that|right now|just now|at (?:the|this) (?:moment|time|point)|for (?:now|the moment|the time being)|currently|yet|do not think so|probably|maybe|not sure|i guess not|these days)\b/;
/** And a no that was. */
export const IS_FINAL = /\b(?:ever|never|at all|period|no (?:thank|thanks)|waste|wasting|scam\w*|spam)\b/;
