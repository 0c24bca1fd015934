import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { theAgents } from '../the-agents.ts';
import { practiceContext, practiceSeed } from '../testing/practice-seed.ts';
import type { ToolRequest } from '../tool.ts';
import { createPracticeCall, type Fate } from './testing/practice-appointment-call.ts';
import { type CalendarFault, createPracticeBook } from './testing/practice-book.ts';

const timeZone = 'America/New_York';
const MONDAY = DateTime.fromISO('2026-03-02T10:00', { zone: timeZone }).toMillis();
const open = { opens: '09:00', closes: '18:00' };
const rules = {
  timeZone,
  hours: { monday: open, tuesday: open, wednesday: open, thursday: open, friday: open, saturday: null, sunday: null },
  visitMinutes: 60,
  leadMinutes: 60,
  bufferMinutes: 0,
};
const ASKED_TO_CALL = { lastAsked: 'callBack', asked: { callBack: 1 } } as const;
const slotAt = (iso: string) => {
  const startWallMs = DateTime.fromISO(iso, { zone: timeZone }).toMillis();
  return { startWallMs, endWallMs: startWallMs + 3_600_000 };
};

/** A call with a calendar, in which things are said, and heard as `fate` has it. */
function callWith(more: Parameters<typeof practiceContext>[0] = ASKED_TO_CALL) {
  const book = createPracticeBook(rules, { nowWallMs: MONDAY, random: createRandom(1) });
  const party = { callId: 'call-1', number: '+15550100123' };
  const asked: ToolRequest['tool'][] = [];
  let nowWallMs = MONDAY;
  let fault: (request: ToolRequest) => CalendarFault = () => 'none';
  const seed = { ...practiceSeed, timeZone, number: party.number, calendar: { visitMinutes: 60 } };
  const call = createPracticeCall(practiceContext({ seed, ...more }), {
    agents: theAgents,
    meanwhile: () => {},
    ask(request) {
      asked.push(request.tool);
      return book.ask(request, { party, nowWallMs, fault: fault(request) });
    },
  });
  let turns = 0;
  return {
    book,
    asked,
    call,
    party,
    say: (text: string, fate: Fate = { type: 'heard' }) =>
      call.say(text, { turnId: `t${turns++}`, nowWallMs, fate }).agentText,
    wait: (ms: number) => (nowWallMs += ms),
    failing: (how: typeof fault) => (fault = how),
    state: () => call.context.appointment?.stage,
    booked: () => book.appointments.filter(({ state, callId }) => state === 'booked' && !callId.startsWith('desk')),
  };
}

const READ_BACK = "That's Thursday, March fifth, at four in the afternoon, with Dana. Shall I book it?";
const BOOKED = "You're booked for Thursday, March fifth, at four in the afternoon, with Dana.";

describe('making an appointment', () => {
  it('goes from a day to two free times, to the read-back, to a yes, and to what the calendar has committed', () => {
    const { say, asked, booked } = callWith();
    expect(say('Yes, please.')).toBe('Let me look. What day and time suit you?');
    expect(say('Thursday after three')).toBe(
      'Let me look. I have Thursday the fifth at three in the afternoon, or Thursday the fifth at five in the afternoon. Which suits you better?',
    );
    expect(say('Thursday at four would be better')).toBe(`Let me look. ${READ_BACK}`);
    expect(booked()).toEqual([]);
    expect(say('Yes, that works.')).toBe(`One moment. ${BOOKED} Is there anything else I can do?`);
    expect(booked().map(({ slot }) => slot)).toEqual([slotAt('2026-03-05T16:00')]);
    expect(asked).toEqual(['find', 'free', 'free', 'hold', 'commit']);
  });

  it('takes a time that is named at once, and one of two by its place', () => {
    const named = callWith({ lastAsked: 'goal' });
    expect(named.say('Can I make an appointment for Thursday at four?')).toBe(`Let me look. ${READ_BACK}`);
    const chosen = callWith();
    chosen.say('Sure.');
    chosen.say('tomorrow');
    expect(chosen.say('The later one.')).toMatch(
      /Tuesday, March third, at eleven in the morning, with Dana\. Shall I book it\?$/,
    );
  });

  it.each(['I guess.', 'Maybe.', 'Okay.', 'Mm hm.', 'Yes?', ''])('asks again where the answer is "%s"', (said) => {
    const { say, booked } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit for Thursday at four');
    say(said);
    expect(booked()).toEqual([]);
    say('Yes.');
    expect(booked()).toHaveLength(1);
  });

  it('takes a yes to something else for none', () => {
    const { say, booked, call } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit for Thursday at four', { type: 'cutIn', after: 0.5, goesOn: false });
    say('Yes.');
    expect(booked()).toEqual([]);
    call.overhear('human', 'Dana here.');
    say('Yes.');
    expect(booked()).toEqual([]);
    say('Yes.');
    expect(booked()).toHaveLength(1);
  });

  it.each([
    'Can we do a visit on the third, in the afternoon?',
    'Can somebody come on Wednesday at eleven?',
    'Could we meet some time next week?',
  ])('hears the wish for an appointment in: %s', (said) => {
    expect(callWith({}).say(said)).toMatch(/^Let me look\./);
  });

  it.each(['Where would you come from?', 'Could you come down a bit in price?'])('hears none in: %s', (said) => {
    expect(callWith({}).say(said)).not.toMatch(/Let me look/);
  });

  it('answers what is asked in between, and comes back to where it was', () => {
    const { say, booked } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit for Thursday at four');
    expect(say('Who is this?')).toMatch(/This is Riley.*Shall I book it\?$/);
    say('Yes.');
    expect(booked()).toHaveLength(1);
  });

  it('says honestly where nothing is free then, and where somebody was quicker', () => {
    const { say, book } = callWith({ lastAsked: 'goal' });
    expect(say('I want to book a visit on Saturday')).toMatch(
      /Nothing is free then\. The nearest I have is Friday the sixth at half past four in the afternoon, or Friday the sixth at five in the afternoon\. Which/,
    );
    book.take(slotAt('2026-03-06T16:30'));
    expect(say('The first one.')).toMatch(
      /that time has just been taken\. I have Friday the sixth at three in the afternoon, or Friday the sixth at half past three in the afternoon\. Which/,
    );
  });

  it('offers what is still free in the time that was wished for where a slot is lost, and nothing that overlaps with it', () => {
    const { say, book } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit on Thursday after four');
    book.take(slotAt('2026-03-05T16:00'));
    expect(say('The first one is good.')).toBe(
      "One moment. I'm sorry, that time has just been taken. I have Thursday the fifth at five in the afternoon. Does that suit you?",
    );
    expect(say('Yes, that works.')).toMatch(/Thursday, March fifth, at five in the afternoon/);
  });

  it('looks once more in a time that is wished for instead of the lost one', () => {
    const { say, book } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit on Thursday after four');
    book.take(slotAt('2026-03-05T16:00'));
    say('The first one is good.', { type: 'cutIn', after: 0.4, goesOn: false });
    expect(say('On Friday morning, then.')).toMatch(/^Let me look\. .*I have Friday the sixth at nine in the morning/);
  });

  it('asks what else there is where there is more, and parts where there is not', () => {
    const { say, call } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit for Thursday at four');
    say('Yes, please.');
    expect(say('How are you, by the way?')).not.toMatch(/\?/);
    const again = callWith({ ...call.context, lastAsked: 'callBackTime' });
    again.say('When is my appointment again?');
    expect(again.say('Yes.')).toBe('Sure. What can I do for you?');
    again.say('When is my appointment again?');
    expect(again.say('No, thank you.')).toBe('Thank you for your time, goodbye.');
  });

  it('takes another time beside a yes for another time', () => {
    const { say, booked } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit for Thursday at four');
    expect(say('Yes, but make it five.')).toMatch(
      /Thursday, March fifth, at five in the afternoon, with Dana\. Shall I book it\?$/,
    );
    say('Yes.');
    expect(booked().map(({ slot }) => slot)).toEqual([slotAt('2026-03-05T17:00')]);
  });

  it('holds anew what it has held too long', () => {
    const { say, asked, wait, booked } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit for Thursday at four');
    wait(11 * 60_000);
    expect(say('Yes.')).toContain(BOOKED);
    expect(asked.slice(-2)).toEqual(['hold', 'commit']);
    expect(booked()).toHaveLength(1);
  });

  it('lets go of what it holds where the caller wants none', () => {
    const { say, book, state } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit for Thursday at four');
    expect(say('Never mind.')).toBe('One moment. Then I make no appointment. Is there anything else I can do?');
    expect(state()).toBe('none');
    expect(book.appointments.map(({ state: how }) => how)).toEqual(['cancelled']);
  });
});

describe('a calendar that fails', () => {
  it('makes the agent note a time to call back instead', () => {
    const { say, failing, state, call } = callWith();
    failing(() => 'refuses');
    expect(say('Yes.')).toMatch(
      /^Let me look\. I can't reach the calendar right now, so I'll note when Dana can call you instead\./,
    );
    expect(state()).toBe('none');
    expect(call.context.lastAsked).toBe('callBackTime');
  });

  it('that did it and lost its answer is looked at before anything is said', () => {
    const { say, failing, asked } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit for Thursday at four');
    failing(({ tool }) => (tool === 'commit' ? 'loses-answer' : 'none'));
    expect(say('Yes.')).toContain(BOOKED);
    expect(asked.slice(-2)).toEqual(['commit', 'find']);
  });

  it('promises nothing where it cannot be known, and books nothing twice later', () => {
    const { say, failing, booked } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit for Thursday at four');
    failing(({ tool }) => (tool === 'commit' ? 'loses-answer' : 'refuses'));
    expect(say('Yes.')).toMatch(/I can't promise you that time/);
    failing(() => 'none');
    expect(say('I want to book a visit for Friday at ten')).toContain(BOOKED);
    expect(booked()).toHaveLength(1);
  });
});

describe('what was done and not heard', () => {
  it.each<Fate>([
    { type: 'cutInDuringEffect' },
    { type: 'crashDuringEffect' },
    { type: 'cutIn', after: 0.2, goesOn: false },
  ])('is told with the next reply after $type', (fate) => {
    const { say, booked } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit for Thursday at four');
    say('Yes.', fate);
    expect(booked()).toHaveLength(1);
    expect(say('Yes, please.')).toContain(BOOKED);
    expect(booked()).toHaveLength(1);
  });

  it('is not done where the reply was never taken', () => {
    const { say, booked } = callWith({ lastAsked: 'goal' });
    say('I want to book a visit for Thursday at four');
    say('Yes.', { type: 'neverTaken' });
    expect(booked()).toEqual([]);
  });
});

describe('an appointment that there is', () => {
  const withOne = () => {
    const known = callWith({ lastAsked: 'goal' });
    known.book.booked({ ...known.party, callId: 'call-0' }, slotAt('2026-03-05T16:00'));
    return known;
  };
  it('is moved after a yes, and never lost on the way', () => {
    const { say, booked } = withOne();
    say('Please move my appointment to Friday at ten.');
    expect(booked().map(({ slot }) => slot)).toEqual([slotAt('2026-03-05T16:00')]);
    expect(say('Yes.')).toMatch(/You're booked for Friday, March sixth, at ten in the morning/);
    expect(booked().map(({ slot }) => slot)).toEqual([slotAt('2026-03-06T10:00')]);
  });

  it('is cancelled after it was read back and a yes', () => {
    const { say, booked } = withOne();
    expect(say('I want to cancel my appointment.')).toBe(
      'Let me look. You have Thursday, March fifth, at four in the afternoon, with Dana. Shall I cancel it?',
    );
    say('Maybe.');
    expect(booked()).toHaveLength(1);
    expect(say('Yes, please.')).toMatch(
      /Your appointment on Thursday, March fifth, at four in the afternoon, is cancelled\./,
    );
    expect(booked()).toEqual([]);
  });

  it('stays where the caller thinks better of it', () => {
    const { say, booked } = withOne();
    say('Please move my appointment to Friday at ten.');
    expect(say('Never mind.')).toMatch(/Then it stays as it is, Thursday, March fifth, at four in the afternoon\./);
    expect(booked().map(({ slot }) => slot)).toEqual([slotAt('2026-03-05T16:00')]);
  });

  it('is not joined by a second one', () => {
    const { say } = withOne();
    expect(say('I want to book an appointment.')).toMatch(
      /^Let me look\. You have Thursday.*Would you like another time instead\?$/,
    );
  });
});

describe('without a calendar', () => {
  it('has no bid', () => {
    const { say, asked } = callWith({ ...ASKED_TO_CALL, seed: { ...practiceSeed, calendar: null } });
    expect(say('Yes, please.')).not.toContain('Let me look');
    expect(asked).toEqual([]);
  });
});

it('leaves the time open where somebody chooses none, and does not ask the same for ever', () => {
  const { say, state, booked } = callWith();
  say('Yes please.');
  const offer = say('Thursday morning.');
  expect(offer).toMatch(/Which suits you better\?$/);
  expect(say('Hm, maybe.')).toBe(offer.replace('Let me look. ', ''));
  expect(say('I guess so.')).toMatch(/^Then we leave the time open, and Dana will find one with you\. .*\?$/);
  expect([state(), booked()]).toEqual(['none', []]);
});
