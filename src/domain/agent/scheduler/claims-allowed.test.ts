import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import type { AppointmentState } from '../appointment-state.ts';
import { comments } from '../qualification/comments.ts';
import { replies } from '../replies.ts';
import { practiceContext, practiceSeed } from '../testing/practice-seed.ts';
import { fill } from '../wording.ts';
import { claimsAllowed } from './claims-allowed.ts';

const timeZone = 'America/New_York';
const startWallMs = DateTime.fromISO('2026-03-05T16:00', { zone: timeZone }).toMillis();
const appointment = {
  appointmentId: 'a1',
  callId: 'call-1',
  slot: { startWallMs, endWallMs: startWallMs + 3_600_000 },
  state: 'booked' as const,
  heldUntilWallMs: null,
  leadName: '',
  number: null,
};
const at = (state: AppointmentState | null) =>
  practiceContext({ seed: { ...practiceSeed, timeZone }, appointment: state });
const nothing = at(null);
const held = at({
  stage: 'held',
  appointment: { ...appointment, state: 'held', heldUntilWallMs: startWallMs },
  readBack: true,
  replaces: null,
});
const booked = at({ stage: 'booked', appointment, told: false });
const cancelled = at({ stage: 'cancelled', appointment: { ...appointment, state: 'cancelled' }, told: false });

const CLAIMS = [
  "You're booked for Thursday, March fifth, at four in the afternoon, with Dana.",
  "You're all set.",
  'It is scheduled.',
  'Your appointment is confirmed.',
  "I've put you down for Thursday.",
  'See you Thursday at four.',
  'Dana will meet you then.',
  'That is set.',
  'I have reserved that time for you.',
  'Dana is looking forward to meeting you.',
  'It is in the calendar.',
];

describe('what may be claimed of an appointment', () => {
  it.each(CLAIMS)('not "%s" where nothing is committed', (text) => {
    expect(claimsAllowed(text, nothing)).toBe(false);
    expect(claimsAllowed(text, held)).toBe(false);
    expect(claimsAllowed(text, cancelled)).toBe(false);
  });

  it('all of it once it is, for the time that was committed', () => {
    expect(claimsAllowed(CLAIMS[0]!, booked)).toBe(true);
    expect(claimsAllowed("You're all set.", booked)).toBe(true);
    expect(claimsAllowed("You're booked for Friday, March sixth, at four in the afternoon.", booked)).toBe(false);
    expect(claimsAllowed('See you tomorrow.', booked)).toBe(false);
    expect(claimsAllowed("You're booked for Thursday at five.", booked)).toBe(false);
  });

  it('that one is cancelled, where it was', () => {
    const text = 'Your appointment on Thursday, March fifth, at four in the afternoon, is cancelled.';
    expect(claimsAllowed(text, cancelled)).toBe(true);
    expect(claimsAllowed(text, booked)).toBe(false);
    expect(claimsAllowed(text, nothing)).toBe(false);
  });

  it.each([
    'Shall I book it?',
    "That's Thursday, March fifth, at four in the afternoon, with Dana. Shall I book it?",
    'Nothing is booked yet.',
    'It is not confirmed.',
    'I have tomorrow at four in the afternoon, or Friday at noon.',
    'Dana will see all of this.',
    'Have you already scheduled a visit?',
  ])('"%s" claims nothing', (text) => expect(claimsAllowed(text, nothing)).toBe(true));

  it('none is in the words of the other agents', () => {
    for (const [ack, body] of [...Object.values(replies).flat(), ...Object.values(comments).flat()])
      expect(claimsAllowed(fill(`${ack} ${body}`, nothing), nothing), body).toBe(true);
  });
});
