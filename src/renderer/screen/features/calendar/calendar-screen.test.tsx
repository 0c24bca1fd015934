// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { createFakeClock } from '../../../../base/testing/fake-clock.ts';
import { failed } from '../../../../base/result.ts';
import type { CalendarEntry } from '../../../../domain/scheduling/calendar-page.ts';
import { defaultSettings } from '../../../../domain/settings/settings.ts';
import { show } from '../../bridge/testing/show.tsx';
import { CalendarScreen } from './calendar-screen.tsx';

afterEach(cleanup);

const HOUR_MS = 3_600_000;
const now = createFakeClock().wallTime();
const visit = (appointmentId: string, rest: Partial<CalendarEntry> = {}): CalendarEntry => ({
  appointmentId,
  callId: `call-${appointmentId}`,
  line: 'telephone',
  slot: { startWallMs: now + 24 * HOUR_MS, endWallMs: now + 25 * HOUR_MS },
  state: 'booked',
  heldUntilWallMs: null,
  leadName: 'Dana Whitfield',
  number: '+15125550143',
  ...rest,
});
const asked = (heard: readonly string[], name: string) => heard.filter((line) => line.startsWith(`${name} `));

test('an empty calendar says what will be there', async () => {
  await show(<CalendarScreen />);
  expect(screen.getByText('Nothing is booked')).toBeTruthy();
  expect(screen.getByText(/America\/Chicago/)).toBeTruthy();
});

test('a visit leads to its call, and practice stands apart', async () => {
  const practised = visit('p', { line: 'practice', number: null, leadName: 'Marcus Lee' });
  await show(<CalendarScreen />, { calendar: { appointments: [visit('a'), practised], busy: [] } });
  const real = within(screen.getByRole('region', { name: 'Visits' }));
  expect(real.getByRole('link', { name: 'Dana Whitfield' }).getAttribute('href')).toBe('#/history/call-a');
  expect(real.queryByText('Marcus Lee')).toBeNull();
  const practice = within(screen.getByRole('region', { name: 'Practice' }));
  expect(practice.getByText('Marcus Lee')).toBeTruthy();
  expect(practice.getByText('Practice', { selector: '.tag' })).toBeTruthy();
});

test('a hold is marked, and gone when it has ended', async () => {
  const held = visit('h', { state: 'held', heldUntilWallMs: now + 60_000 });
  const { pass } = await show(<CalendarScreen />, { calendar: { appointments: [held], busy: [] } });
  expect(screen.getByText(/^Held until/)).toBeTruthy();
  await pass(75_000);
  expect(screen.queryByText(/^Held until/)).toBeNull();
});

test('a visit is cancelled only when that is confirmed', async () => {
  const { main, settle } = await show(<CalendarScreen />, { calendar: { appointments: [visit('a')], busy: [] } });
  const cancel = () => screen.getByRole('button', { name: /^Cancel the visit of Dana Whitfield/ });
  fireEvent.click(cancel());
  fireEvent.click(screen.getByRole('button', { name: 'Keep it' }));
  expect(asked(main.heard, 'appointment.cancel')).toEqual([]);
  fireEvent.click(cancel());
  fireEvent.click(screen.getByRole('button', { name: 'Cancel the visit' }));
  await settle();
  expect(asked(main.heard, 'appointment.cancel')).toEqual(['appointment.cancel {"appointmentId":"a"}']);
  expect(screen.getByText('Nothing is booked')).toBeTruthy();
});

test('N adds a busy time, which can be removed', async () => {
  const { main, settle } = await show(<CalendarScreen />);
  fireEvent.keyDown(document.body, { key: 'n' });
  fireEvent.change(screen.getByLabelText('Day'), { target: { value: '2026-03-05' } });
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '13:00' } });
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '12:00' } });
  fireEvent.change(screen.getByLabelText('Note'), { target: { value: 'dentist' } });
  fireEvent.submit(document.querySelector('form')!);
  await settle();
  expect(screen.getByText('A busy time has to end after it starts.')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '14:00' } });
  fireEvent.submit(document.querySelector('form')!);
  await settle();
  expect(asked(main.heard, 'busy.add').at(-1)).toBe(
    'busy.add {"starts":"2026-03-05T13:00","ends":"2026-03-05T14:00","note":"dentist"}',
  );
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByText('dentist')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /^Remove the busy time/ }));
  await settle();
  expect(screen.getByText('Nothing is booked')).toBeTruthy();
});

test('it says what keeps it from being shown, and that no visits are booked where that is set', async () => {
  const { main, settle } = await show(<CalendarScreen />, {
    settings: { ...defaultSettings, firstRunDone: true, bookVisits: false },
  });
  expect(screen.getByText(/books no visits/)).toBeTruthy();
  main.answer('calendar.get', () => failed({ kind: 'database-locked', path: '/records' }));
  main.emit('calendar.changed', null);
  await settle();
  expect(screen.getByText(/in use by another program/)).toBeTruthy();
});
