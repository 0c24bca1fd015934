// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed, ok } from '../../../../base/result.ts';
import type { PartHealth } from '../../../../domain/health/part-health.ts';
import { PhoneNumber } from '../../../../domain/lead/phone-number.ts';
import { defaultSettings } from '../../../../domain/settings/settings.ts';
import { createFakeMain, type FakeState } from '../../bridge/testing/fake-main.ts';
import { record } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { CallScreen } from './call-screen.tsx';

afterEach(cleanup);

const own = PhoneNumber.parse('+15125550143');
const part = (rest: Partial<PartHealth>): PartHealth => ({
  part: 'telephone',
  state: 'ready',
  detail: 'ashburn',
  sinceWallMs: 0,
  ...rest,
});
const real = { ...record, callId: 'real-1', line: 'telephone' as const, number: '+15125550199' };

async function openDesk(given: Partial<FakeState> = {}, telephone: PartHealth[] = [part({})]) {
  const settings = { ...defaultSettings, firstRunDone: true, ownPhones: [own], ...given.settings };
  const main = createFakeMain({ records: [], ...given, settings });
  let parts = telephone;
  main.answer('health.list', () => ok(parts));
  const shown = await show(<CallScreen />, {}, main);
  return {
    ...shown,
    card: () => within(screen.getByRole('region', { name: 'Telephone' })),
    called: () => main.heard.filter((line) => line.startsWith('call.start')),
    async becomes(next: PartHealth) {
      parts = [next];
      main.emit('health.changed', next);
      await shown.settle();
    },
  };
}

test('d goes to the number, Enter calls it as it was written, and a refusal says why', async () => {
  const { main, card, called, settle } = await openDesk();
  main.answer('call.start', () =>
    failed({
      kind: 'dial-denied',
      number: '(512) 555-0100',
      rule: 'own-phones-only',
      reason: 'it is no phone of yours',
    }),
  );
  fireEvent.keyDown(document.body, { key: 'd' });
  const field = card().getByLabelText<HTMLInputElement>(/Number/);
  expect(document.activeElement).toBe(field);
  fireEvent.change(field, { target: { value: '512 555 0100' } });
  fireEvent.submit(field);
  await settle();
  expect(called()).toEqual(['call.start {"number":"512 555 0100"}']);
  expect(card().getByText('(512) 555-0100 may not be called: it is no phone of yours.')).toBeTruthy();
  expect(card().getByText(/Under Settings, enter a phone of your own/)).toBeTruthy();
  expect(field.value).toBe('512 555 0100');
});

test('an own phone is called with one press', async () => {
  const { card, called, settle } = await openDesk();
  const phones = within(card().getByRole('list', { name: 'Your own phones' }));
  fireEvent.click(phones.getByRole('button', { name: 'Call your own phone (512) 555-0143' }));
  await settle();
  expect(called()).toEqual(['call.start {"number":"+15125550143"}']);
});

test('without a phone of one’s own the way to enter one is offered', async () => {
  const { card } = await openDesk({ settings: { ...defaultSettings, ownPhones: [] } });
  expect(card().getByRole('link', { name: 'Enter one under Settings' }).getAttribute('href')).toBe('#/settings');
});

test('the last number is called again with r, through the same gate; practice has none', async () => {
  const { main, card, called, settle } = await openDesk({ records: [record] });
  expect(card().queryByRole('button', { name: /again/ })).toBeNull();
  main.state.records = [{ ...real, callId: 'real-2', number: '' }, real, record];
  main.emit('records.changed', { callId: real.callId });
  await settle();
  expect(card().getByRole('button', { name: /^\(512\) 555-0199 again/ })).toBeTruthy();
  fireEvent.keyDown(document.body, { key: 'r' });
  await settle();
  expect(called()).toEqual(['call.start {"number":"+15125550199"}']);
});

test('whether the telephone is connected is said in words, and why it is not', async () => {
  const { card, becomes } = await openDesk({}, [part({ state: 'starting' })]);
  const state = () => card().getAllByRole('status')[0]?.textContent;
  expect(state()).toBe('Connecting');
  await becomes(part({}));
  expect(state()).toBe('Connected');
  await becomes(part({ state: 'degraded', failure: { kind: 'telephone-unreachable', detail: 'no answer' } }));
  expect(state()).toBe('Not connected');
  expect(card().getByText('Twilio does not answer: no answer.')).toBeTruthy();
  await becomes(part({ state: 'off' }));
  expect(state()).toBe('Not set up');
  expect(card().getByRole('link', { name: 'Set up the telephone' }).getAttribute('href')).toBe('#/telephone');
  expect(card().queryByLabelText(/Number/)).toBeNull();
});

test('a telephone that nobody has set up is not known to Health', async () => {
  const { card } = await openDesk({}, []);
  expect(card().getByRole('link', { name: 'Set up the telephone' })).toBeTruthy();
});
