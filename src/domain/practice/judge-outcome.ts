import type { Slot } from '../agent/qualification/evidence.ts';
import type { CallOutcome } from './call-outcome.ts';
import type { Judgement } from './judge-call.ts';
import { localTimeOf } from './local-time.ts';
import type { BookingExpect, OutcomeExpect } from './outcome-expect.ts';
import { readPattern } from './pattern.ts';

/** Whether a call came to what was expected of it, each with what it came to. Pure. */
export function judgeOutcome(outcome: CallOutcome, expected: OutcomeExpect): Judgement[] {
  return Object.entries(judges).flatMap(([key, judge]) => {
    const wanted = expected[key as keyof OutcomeExpect];
    return wanted === undefined ? [] : (judge as Judge<unknown>)(outcome, wanted, key);
  });
}

/** Whether one turn of the lead's was heard as expected: `turn` is what stands in the record of it. */
export const judgeHeard = (name: string, heard: string, pattern: string): Judgement => ({
  name,
  held: matches(pattern, heard),
  detail: heard === '' ? 'nothing was heard of it' : `heard: ${heard}`,
});

type Judge<Wanted> = (outcome: CallOutcome, wanted: Wanted, name: string) => Judgement[];

const judges: { [Key in keyof OutcomeExpect]-?: Judge<NonNullable<OutcomeExpect[Key]>> } = {
  callerHeard({ record }, wanted, name) {
    const heard = record.turns.flatMap(({ side, text }) => (side === 'caller' ? [text] : [])).join(' ');
    return [wanted].flat().map((pattern) => judgeHeard(`${name} ${pattern}`, heard, pattern));
  },
  slots: (outcome, wanted, name) =>
    Object.entries(wanted).flatMap(([slot, value]) =>
      value === undefined ? [] : [{ name: `${name}.${slot}`, ...judgeSlot(outcome, slot as Slot, value) }],
    ),
  score: ({ record }, { min = 0, max = 1 }, name) => {
    const score = record.qualification?.score ?? 0;
    return [{ name, held: score >= min && score <= max, detail: `${score}, expected ${min} to ${max}` }];
  },
  scoreFalls({ record }, _wanted, name) {
    const last = record.qualification?.score ?? 0;
    return [
      {
        name,
        held: record.scores.some((score) => score > last),
        detail: `it went ${[...record.scores].join(', ') || 'nowhere'}`,
      },
    ];
  },
  qualified: ({ record }, wanted, name) => {
    const qualified = record.qualification?.qualified ?? false;
    return [{ name, held: qualified === wanted, detail: qualified ? 'they are qualified' : 'they are not qualified' }];
  },
  booking: (outcome, wanted, name) => [{ name, ...judgeBooking(outcome, wanted) }],
  objections: ({ objections }, wanted, name) =>
    Object.entries(wanted).flatMap(([kind, outcome]) => {
      if (outcome === undefined) return [];
      const found = objections.findLast((one) => one.kind === kind)?.outcome ?? 'none';
      return [{ name: `${name}.${kind}`, held: found === outcome, detail: `${found}, expected ${outcome}` }];
    }),
  endReason: ({ record }, wanted, name) => [
    { name, held: record.endReason === wanted, detail: `${record.endReason ?? 'it did not end'}, expected ${wanted}` },
  ],
};

function judgeSlot({ record }: CallOutcome, slot: Slot, wanted: string | null): Omit<Judgement, 'name'> {
  const found = record.qualification?.shares.find(({ evidence }) => evidence.slot === slot)?.evidence.value ?? null;
  const held =
    wanted === null || found === null
      ? found === wanted
      : wanted.startsWith('/')
        ? matches(wanted, found)
        : found.toLowerCase() === wanted.toLowerCase();
  return { held, detail: `${found ?? 'nothing known'}, expected ${wanted ?? 'nothing'}` };
}

function judgeBooking({ appointment, timeZone }: CallOutcome, wanted: BookingExpect): Omit<Judgement, 'name'> {
  // Kept for the call and never confirmed is no appointment.
  const state = appointment === null || appointment.state === 'held' ? 'none' : appointment.state;
  if (appointment === null || state !== wanted.is)
    return { held: state === wanted.is, detail: `${state}, expected ${wanted.is}` };
  const { date, weekday, time } = localTimeOf(appointment.slot.startWallMs, timeZone);
  const { day = date, from = time, until = time } = wanted;
  const held = (day === date || day === weekday) && from <= time && time <= until;
  return { held, detail: `${state} for ${weekday}, ${date} ${time}` };
}

const matches = (pattern: string, text: string): boolean => readPattern(pattern)?.test(text) ?? false;
