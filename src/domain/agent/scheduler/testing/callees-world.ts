import { createRandom, type Random } from '../../../../base/random.ts';
import type { CalendarRules } from '../../../scheduling/calendar-rules.ts';
import type { TimeSlot } from '../../../scheduling/time-slot.ts';
import { practiceSeed } from '../../testing/practice-seed.ts';
import { theAgents } from '../../the-agents.ts';
import type { ToolRequest, ToolResult } from '../../tool.ts';
import { createWorkflowContext, type WorkflowContext } from '../../workflow-context.ts';
import { claimsAllowed } from '../claims-allowed.ts';
import { wholeSlot } from '../spoken-slot.ts';
import { whenMeant } from '../when-meant.ts';
import { createPracticeCall, type Fate, type SpokenTurn } from './practice-appointment-call.ts';
import { type CalendarFault, createPracticeBook, type PracticeBook } from './practice-book.ts';
import { type Character, characters, fateOf, pickOne, replyOf, type Said, startOfWorld } from './simulated-callee.ts';

const ZONES = ['America/New_York', 'America/Los_Angeles', 'America/Phoenix', 'Europe/Berlin'];
const MOST_TURNS = 22;
const VISIT_MS = 3_600_000;

const rulesOf = (timeZone: string): CalendarRules => ({
  timeZone,
  hours: {
    monday: { opens: '09:00', closes: '18:00' },
    tuesday: { opens: '09:00', closes: '18:00' },
    wednesday: { opens: '09:00', closes: '18:00' },
    thursday: { opens: '09:00', closes: '18:00' },
    friday: { opens: '09:00', closes: '18:00' },
    saturday: { opens: '10:00', closes: '14:00' },
    sunday: null,
  },
  visitMinutes: 60,
  leadMinutes: 60,
  bufferMinutes: 0,
});

/** What went wrong, by name, and the words that led to it. */
export type Wrong = { seed: number; what: string; story: readonly string[] };
export type Tally = {
  callees: number;
  turns: number;
  booked: number;
  moved: number;
  cancelled: number;
  consents: number;
  most: number;
};

/** A callee, our call with them, and what an onlooker knows of both: none of it is taken from the agent's own state. */
type Party = ReturnType<typeof createParty>;

type World = {
  seed: number;
  random: Random;
  book: PracticeBook;
  timeZone: string;
  wrong(what: string, story: readonly string[]): void;
  tally: Tally;
};

const MENTION =
  /(?:\b(?:today|tomorrow)|\b\w+day(?:,? (?:the )?[\w -]+?,?)?) at (?:[\w -]+? in the (?:morning|afternoon|evening)|noon)/g;

function createParty(world: World, index: number) {
  const { random, timeZone, book } = world;
  const who: Character = pickOne(characters, random);
  const number = random() < 0.7 ? `+1555010${String(index).padStart(4, '0')}` : null;
  const callId = `call-${index}`;
  const party = { callId, number };
  const faults = random() < 0.3 ? 0.25 : 0;
  const given = new Set<number>();
  const story: string[] = [`${who.name}, ${timeZone}`];
  let nowWallMs = startOfWorld(timeZone);
  let open: TimeSlot | null = null;
  let consent: TimeSlot | null = null;
  let halfIsYes = true;
  let justAsked = false;
  let openBehindHalf: { slot: TimeSlot | null } | null = null;
  let faulty = false;
  const answered = new Map<string, TimeSlot>();
  const told = new Set<string>();
  let isCalm = false;

  const wrong = (what: string) => world.wrong(what, story);
  if (random() < 0.15 && number !== null)
    book.booked({ ...party, callId: `before-${callId}` }, pickOne(book.slots, random));
  for (const one of book.appointments) if (one.number === number && number) given.add(one.slot.startWallMs);

  const faultNow = (): CalendarFault =>
    random() >= faults || isCalm ? 'none' : random() < 0.5 ? 'refuses' : 'loses-answer';
  const learn = (result: ToolResult) => {
    if (!result.answer.ok) return;
    const { value } = result.answer;
    if (Array.isArray(value)) for (const { startWallMs } of value) given.add(startWallMs);
    else if (value && result.tool === 'find') given.add(value.slot.startWallMs);
    else if (value && result.tool === 'commit') answered.set(value.appointmentId, value.slot);
  };
  const judgeBooked = (before: ReadonlySet<string>, request: ToolRequest) => {
    const fresh = bookedOf().filter(({ appointmentId }) => !before.has(appointmentId));
    for (const { slot } of fresh) {
      world.tally.booked++;
      if (request.tool === 'commit' && request.replaces) world.tally.moved++;
      if (consent?.startWallMs !== slot.startWallMs) wrong('booked without an explicit yes to its read-back');
    }
  };
  const ask = (request: ToolRequest): ToolResult => {
    const fault = faultNow();
    faulty ||= fault !== 'none';
    const isEffect = request.tool === 'commit' || request.tool === 'hold';
    if (isEffect && random() < 0.05) book.take(pickOne(book.slots, random));
    const before = new Set(bookedOf().map(({ appointmentId }) => appointmentId));
    const result = book.ask(request, { party, nowWallMs, fault });
    const how = result.answer.ok ? 'ok' : result.answer.failure.kind;
    story.push(`  [${request.tool} ${fault === 'none' ? '' : `${fault} `}${how}]`);
    learn(result);
    judgeBooked(before, request);
    return result;
  };
  const isOurs = (one: { callId: string; number: string | null }) =>
    one.callId === callId || (number !== null && one.number === number);
  const bookedOf = () => book.appointments.filter((one) => one.state === 'booked' && isOurs(one));

  const first: WorkflowContext = {
    ...createWorkflowContext({
      callId,
      seed: { ...practiceSeed, timeZone, number, calendar: { visitMinutes: VISIT_MS / 60_000 } },
      agent: 'ConversationAgent',
      phrasingSeed: index % 97,
    }),
    history: [
      { turnId: 'opener', side: 'agent', text: 'Would you like Dana to call you about it?', interrupted: false },
    ],
    lastAsked: 'callBack',
    asked: { callBack: 1 },
  };
  return {
    who,
    story,
    wrong,
    party,
    given,
    told,
    answered,
    bookedOf,
    ask,
    first,
    get nowWallMs() {
      return nowWallMs;
    },
    wait: (ms: number) => (nowWallMs += ms),
    calm: () => (isCalm = true),
    get faulty() {
      return faulty;
    },
    /** They begin to speak: whether it is a yes to what was read back to them, and to which slot. */
    speaks(said: Said) {
      const isYes = said.isYes && halfIsYes;
      consent = isYes ? open : null;
      if (consent) world.tally.consents++;
      faulty = false;
      story.push(`callee: ${said.text}`);
      return consent;
    },
    hears(turn: SpokenTurn, fate: Fate, said: Said) {
      story.push(`agent: ${turn.heard}${turn.heard === turn.agentText ? '' : ` | (${turn.agentText})`} {${fate.type}}`);
      const goesOn = fate.type === 'cutIn' && fate.goesOn;
      openBehindHalf = null;
      halfIsYes = !goesOn || (halfIsYes && leavesYes(said));
      justAsked = turn.heard === turn.agentText && /Shall I (?:book|move)/.test(turn.heard);
      if (turn.heard.trim() === '') return;
      const isAsked = /Shall I (?:book|move)/.test(turn.heard);
      const next = isAsked ? (mentioned(turn.heard).at(-1) ?? null) : null;
      if (goesOn) openBehindHalf = { slot: next };
      else open = next;
    },
    speakOver() {
      open = null;
      halfIsYes = true;
    },
    /** That the turn is only half is forgotten: what was heard in it counts. */
    forgetsHalf() {
      if (openBehindHalf) open = openBehindHalf.slot;
      halfIsYes = true;
    },
    mentioned,
    get justAsked() {
      return justAsked;
    },
  };

  function startOf(words: string): number {
    const key = `${words} ${timeZone} ${Math.floor(nowWallMs / 60_000)}`;
    const before = starts.get(key);
    if (before !== undefined) return before;
    const when = whenMeant(words, { nowWallMs, timeZone });
    const at = when?.type === 'window' ? when.window.fromWallMs : 0;
    starts.set(key, at);
    return at;
  }
  function mentioned(text: string): TimeSlot[] {
    return [...text.matchAll(MENTION)].map(([words]) => ({
      startWallMs: startOf(words),
      endWallMs: startOf(words) + VISIT_MS,
    }));
  }
}
/** Half a turn that is silence or no more than this takes nothing from the yes behind it: "hm … sure". */
const TAKES_NOTHING = /^(?:hm|uh huh|mm hm|um|okay|right)?[.]?$/i;
const leavesYes = ({ text, isYes }: Said): boolean => isYes || TAKES_NOTHING.test(text);
const starts = new Map<string, number>();

/** What must never be, in any words that go to the voice. */
function judgeWords(world: World, one: Party, turn: SpokenTurn) {
  const { agentText, context } = turn;
  if (agentText === '') return;
  if (!claimsAllowed(agentText, context)) one.wrong('a claim went to the voice that is not allowed');
  for (const { startWallMs } of one.mentioned(agentText))
    if (!one.given.has(startWallMs)) one.wrong('a time was spoken that the calendar did not give');
  if (/\bbooked\b/i.test(agentText)) {
    const slots = one.bookedOf().map(({ slot }) => wholeSlot(slot, world.timeZone));
    if (!slots.some((slot) => agentText.includes(`booked for ${slot}`))) one.wrong('booked was said, and is not');
  }
  if (/is cancelled/.test(agentText)) {
    const gone = world.book.appointments
      .filter(({ state }) => state === 'cancelled')
      .map(({ slot }) => wholeSlot(slot, world.timeZone));
    if (!gone.some((slot) => agentText.includes(slot))) one.wrong('cancelled was said, and is not');
    else world.tally.cancelled++;
  }
  if (turn.rounds > world.tally.most) world.tally.most = turn.rounds;
  if (turn.rounds > 3) one.wrong('the calendar was asked more than three times in a turn');
}

type Call = ReturnType<typeof createPracticeCall>;

/** What was committed and is in the words that were heard. */
function noteTold(world: World, one: Party, { heard }: SpokenTurn) {
  if (!/You're booked for|Then it stays|You have/.test(heard)) return;
  for (const [id, slot] of one.answered) if (heard.includes(wholeSlot(slot, world.timeZone))) one.told.add(id);
}

/** In peace, an explicit yes to what was just read back is a booking. */
function judgeYes(one: Party, consent: TimeSlot | null, turn: SpokenTurn) {
  if (!consent || one.faulty || turn.heard.includes('has just been taken')) return;
  const isBooked = one.bookedOf().some(({ slot }) => slot.startWallMs === consent.startWallMs);
  if (!isBooked) one.wrong('an explicit yes was heard, and nothing was booked');
}

/** What may come between two turns. */
function between(one: Party, call: Call, random: Random) {
  one.wait(random() < 0.04 ? 11 * 60_000 : 15_000);
  if (random() < 0.02) {
    one.story.push('(crash between turns)');
    call.crash();
    one.forgetsHalf();
  }
  if (random() < 0.03) {
    one.story.push('(the human has the call)');
    call.overhear('human', 'Dana here, one moment. Shall I book something?');
    call.overhear('caller', pickOne(['Yes.', 'Sure.', 'No.', 'Thursday.'], random));
    one.speakOver();
  }
}

function* live(world: World, one: Party, meanwhile: () => void): Generator<void> {
  const { random } = world;
  const call = createPracticeCall(one.first, { agents: theAgents, ask: one.ask, meanwhile });
  let last = 'Would you like Dana to call you about it?';
  const takeTurn = (said: Said, fate: Fate): { isOver: boolean; heard: string } => {
    const { justAsked } = one;
    const consent = one.speaks(said);
    const turn = call.say(said.text, { turnId: `t${world.tally.turns++}`, nowWallMs: one.nowWallMs, fate });
    judgeWords(world, one, turn);
    noteTold(world, one, turn);
    if (justAsked && fate.type === 'heard' && turn.callerText === said.text) judgeYes(one, consent, turn);
    one.hears(turn, fate, said);
    if (turn.heard !== '') last = turn.heard;
    return { isOver: turn.hangUp, heard: turn.heard };
  };
  const talk = function* (): Generator<void, boolean> {
    for (let at = 0; at < MOST_TURNS; at++) {
      yield;
      between(one, call, random);
      if (random() < one.who.leaves / 2) return true;
      const said = random() < 0.02 ? { text: '', isYes: false } : replyOf(one.who, last, random);
      const { isOver, heard } = takeTurn(said, fateOf(one.who, random));
      if (isOver) return true;
      if (random() < 0.03 && heard !== '') takeTurn({ ...said }, { type: 'heard' });
    }
    return false;
  };
  let isOver = yield* talk();
  // Whoever stays on the line in peace hears what was done.
  one.calm();
  for (const text of ['Hello?', 'Nice weather.', 'Okay.'])
    if (!isOver) isOver = takeTurn({ text, isYes: false }, { type: 'heard' }).isOver;
  if (!isOver) judgeTold(one);
  judgeBook(world, one);
}

function judgeTold(one: Party): void {
  const booked = new Set(one.bookedOf().map(({ appointmentId }) => appointmentId));
  for (const id of one.answered.keys()) if (booked.has(id) && !one.told.has(id)) one.wrong('a commit was never told');
}

function judgeBook(world: World, one: Party): void {
  if (one.bookedOf().length > 1) one.wrong('two appointments of one callee');
  const booked = world.book.appointments.filter(({ state }) => state === 'booked');
  for (const [at, a] of booked.entries())
    for (const b of booked.slice(at + 1))
      if (a.slot.startWallMs < b.slot.endWallMs && b.slot.startWallMs < a.slot.endWallMs)
        one.wrong('two appointments overlap');
}

/** Two callees with one calendar, turn about and into each other's tools. */
export function simulateCallees(seed: number, tally: Tally): Wrong[] {
  const random = createRandom(seed);
  const timeZone = pickOne(ZONES, random);
  const wrongs: Wrong[] = [];
  const book = createPracticeBook(rulesOf(timeZone), { nowWallMs: startOfWorld(timeZone), random });
  const world: World = {
    seed,
    random,
    book,
    timeZone,
    tally,
    wrong: (what, story) => wrongs.push({ seed, what, story: [...story] }),
  };
  if (random() < 0.05) book.fill();
  // Few are left, so that they want the same ones.
  const left = random() < 0.5 ? 1 : 0.15;
  for (const slot of book.slots) if (random() > left) book.take(slot);
  const parties = [createParty(world, seed * 2), createParty(world, seed * 2 + 1)] as const;
  let inside = false;
  const lives: Generator<void>[] = [];
  const step = (which: number) => {
    if (inside) return;
    inside = true;
    lives[which]?.next();
    inside = false;
  };
  lives.push(
    ...parties.map((one, which) => live(world, one, () => (random() < 0.2 ? stepOther(1 - which) : undefined))),
  );
  /** The other call goes on while this one waits for the calendar; it does not come back to it. */
  let nested = false;
  function stepOther(which: number) {
    if (nested) return;
    nested = true;
    lives[which]?.next();
    nested = false;
  }
  for (let at = 0; at < (MOST_TURNS + 3) * 3; at++) step(random() < 0.5 ? 0 : 1);
  for (const one of lives) for (let next = one.next(); !next.done; next = one.next());
  tally.callees += 2;
  return wrongs;
}

export const noTally = (): Tally => ({ callees: 0, turns: 0, booked: 0, moved: 0, cancelled: 0, consents: 0, most: 0 });
