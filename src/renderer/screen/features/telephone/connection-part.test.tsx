// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed, ok, type Result } from '../../../../base/result.ts';
import type { Failure } from '../../../../domain/failure.ts';
import type { ConnectionReport, ConnectionTestEnd } from '../../../../domain/telephony/connection-report.ts';
import { createFakeMain } from '../../bridge/testing/fake-main.ts';
import { liveSnapshot } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { ConnectionPart } from './connection-part.tsx';

afterEach(cleanup);

const report: ConnectionReport = {
  edge: 'ashburn',
  failure: null,
  answered: true,
  heard: true,
  withVoice: false,
  quality: {
    mos: { average: 4.4, worst: 4.3 },
    rttMs: { average: 40, worst: 50 },
    jitterMs: { average: 3, worst: 4 },
    lostIn: 0.12,
    lostOut: 0,
  },
  relayed: false,
  warnings: [],
};
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

/** A main whose test ends when this file says so. */
async function open() {
  const main = createFakeMain();
  let end: (answer: Result<ConnectionTestEnd, Failure>) => void = () => {};
  main.answer('connection.test', () => new Promise((resolve) => (end = resolve)));
  const shown = await show(<ConnectionPart />, {}, main);
  return {
    ...shown,
    main,
    async ends(answer: Result<ConnectionTestEnd, Failure>) {
      end(answer);
      await shown.settle();
    },
  };
}

test('a test shows how far it is and how loud, and what it came to, with what to do', async () => {
  const { main, settle, ends } = await open();
  press('Test the connection');
  await settle();
  act(() => {
    main.emit('connection.progressed', {
      stage: 'listening',
      share: 0.6,
      levels: { sentDb: -20, heardDb: -24 },
    });
  });
  await settle();
  const bar = screen.getByRole('progressbar', { name: 'Listening to what comes back' });
  expect(bar.getAttribute('aria-valuenow')).toBe('60');
  expect(screen.getByRole('meter', { name: 'What comes back' }).getAttribute('aria-valuenow')).toBe('-24');
  await ends(ok({ ended: 'complete', report }));
  expect(screen.queryByRole('progressbar')).toBeNull();
  expect(screen.getByText('Poor: callers will have trouble understanding.')).toBeTruthy();
  const lost = within(screen.getByText(/^12 % of the sound is lost on the way here/).closest('li')!);
  expect(lost.getByText('Poor')).toBeTruthy();
  expect(lost.getByText(/Use a cable/)).toBeTruthy();
  expect(main.heard).toContain('connection.test {"withVoice":false}');
});

test('with the voice it says what to do, and can be cancelled', async () => {
  const { main, settle, ends } = await open();
  press('Hear yourself over Twilio');
  await settle();
  act(() => {
    main.emit('connection.progressed', { stage: 'listening', share: 0.3, levels: null });
  });
  await settle();
  expect(screen.getByText('Speak: you hear yourself come back from Twilio.')).toBeTruthy();
  press('Cancel');
  await settle();
  expect(main.heard).toContain('connection.cancel null');
  await ends(ok({ ended: 'cancelled', why: 'asked' }));
  expect(screen.getByText('Cancelled.')).toBeTruthy();
});

test('one that a call has ended says so, and none begins while a call is up', async () => {
  const { main, settle, ends } = await open();
  press('Test the connection');
  await settle();
  await ends(ok({ ended: 'cancelled', why: 'call' }));
  expect(screen.getByText(/^A call began, so the test was ended/)).toBeTruthy();
  act(() => {
    main.publish(liveSnapshot);
  });
  await settle();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Test the connection' }).disabled).toBe(true);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Hear yourself over Twilio' }).disabled).toBe(true);
});

test('why it could not begin is said', async () => {
  const { settle, ends } = await open();
  press('Test the connection');
  await settle();
  await ends(failed({ kind: 'microphone-missing' }));
  expect(screen.getByText('No microphone was found.')).toBeTruthy();
});

test('leaving the page ends it', async () => {
  const { main, settle } = await open();
  press('Test the connection');
  await settle();
  cleanup();
  await settle();
  expect(main.heard).toContain('connection.cancel null');
});
