// @vitest-environment happy-dom
import { scoreOf } from '../../../../domain/agent/qualification/score.ts';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { ok } from '../../../../base/result.ts';
import { CALL_ID, liveSnapshot, record } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { HistoryScreen } from './history-screen.tsx';

const others = ['Marcus Lee', 'Robin Park'].map((leadName, at) => ({
  ...record,
  callId: `other-${at}`,
  leadName,
  turns: [],
}));

afterEach(cleanup);

test('j and k walk the list, and every row leads to its call', async () => {
  await show(<HistoryScreen callId={null} />, { records: [record, ...others] });
  const links = within(screen.getByRole('list', { name: 'Calls' })).getAllByRole('link');
  for (const [key, at] of [
    ['j', 0],
    ['j', 1],
    ['j', 2],
    ['j', 2],
    ['k', 1],
  ] as const) {
    fireEvent.keyDown(document.body, { key });
    expect(document.activeElement).toBe(links[at]);
  }
  expect(links[0]?.getAttribute('href')).toBe(`#/history/${CALL_ID}`);
});

test('/ goes to the search; what holds no such word is gone, and the way back is offered', async () => {
  const { settle } = await show(<HistoryScreen callId={null} />, { records: [record, ...others] });
  fireEvent.keyDown(document.body, { key: '/' });
  const search = screen.getByRole('searchbox');
  expect(document.activeElement).toBe(search);
  fireEvent.change(search, { target: { value: 'saturday' } });
  await settle();
  expect(within(screen.getByRole('list', { name: 'Calls' })).getAllByRole('link')).toHaveLength(1);
  fireEvent.change(search, { target: { value: 'xyzzy' } });
  await settle();
  fireEvent.click(screen.getByRole('button', { name: 'Show all calls' }));
  await settle();
  expect(within(screen.getByRole('list', { name: 'Calls' })).getAllByRole('link')).toHaveLength(3);
});

test('the keys that a caller pressed are on their call’s page, also where nothing was said', async () => {
  const keys = [{ keys: '12#', lineMs: 5_000, untilMs: 5_400 }];
  await show(<HistoryScreen callId={CALL_ID} />, { records: [{ ...record, turns: [], keys }] });
  const row = within(screen.getByRole('list', { name: 'What was heard' })).getByText(
    'The caller pressed',
  ).parentElement;
  expect(row?.textContent).toBe('The caller pressed 1 2 #');
});

test('what a lead was worth in the end is on their call’s page, with the words that prove it', async () => {
  const quote = 'We want to sell.';
  const goal = { slot: 'goal', value: 'sell', quote, turnId: 't1', confidence: 0.9 } as const;
  await show(<HistoryScreen callId={CALL_ID} />, {
    records: [{ ...record, qualification: scoreOf([goal], [quote]), scores: [0.18] }],
  });
  expect(screen.getByText('Lead: 18 of 100, not qualified')).toBeTruthy();
  expect(screen.getByRole('list', { name: 'What is known about the lead', hidden: true }).textContent).toContain(quote);
});

test('what a caller had against going on is on their call’s page, with what became of it', async () => {
  const quote = 'I already have a realtor.';
  const objections = [{ kind: 'hasAgent', turnId: 't2', quote, outcome: 'respected' } as const];
  await show(<HistoryScreen callId={CALL_ID} />, { records: [{ ...record, objections }] });
  expect(screen.getByText('Objections: 1')).toBeTruthy();
  const list = screen.getByRole('list', { name: 'Objections', hidden: true });
  expect(list.textContent).toBe(`Has an agent respected${quote}`);
});

test('an empty history says what to do next', async () => {
  await show(<HistoryScreen callId={null} />, { records: [] });
  expect(screen.getByRole('link', { name: 'Place a practice call' }).getAttribute('href')).toBe('#/call');
});

test('a call that comes into the records comes into the list', async () => {
  const { main, settle } = await show(<HistoryScreen callId={null} />, { records: [] });
  main.state.records = [record];
  main.emit('records.changed', { callId: CALL_ID });
  await settle();
  expect(screen.getByText('Dana Whitfield')).toBeTruthy();
});

const openCall = (recordingUrl: string | null) => {
  window.location.hash = `#/history/${CALL_ID}`;
  return show(<HistoryScreen callId={CALL_ID} />, { recordingUrl });
};

test('a call shows what was heard, what was meant and not heard, and who had the call when', async () => {
  await openCall(null);
  const heard = within(screen.getByRole('list', { name: 'What was heard' }));
  expect(heard.getByText('You asked about the house on Alder')).toBeTruthy();
  expect(heard.getByText('Street. Is it still of interest to you?').tagName).toBe('DEL');
  const rows = heard.getAllByRole('listitem').map((row) => row.textContent ?? '');
  const took = rows.findIndex((row) => row.includes('You took over'));
  const back = rows.findIndex((row) => row.includes('Handed back'));
  expect(rows[took + 1]).toContain('this is the office');
  expect(rows[back - 1]).toContain('Saturday is good.');
  expect(rows[0]).toContain('Ollama does not answer');
  expect(screen.getByText('This call has no recording.')).toBeTruthy();
});

test('a sentence plays from where it was said, and lights up while it sounds', async () => {
  await openCall('latchkey-recording://call/call-1');
  const audio = document.querySelector('audio')!;
  let played = 0;
  Object.assign(audio, { play: () => Promise.resolve(void (played += 1)) });
  fireEvent.click(screen.getByRole('button', { name: /Saturday is good/ }));
  expect(audio.currentTime).toBeCloseTo(20.6);
  expect(played).toBe(1);
  expect(screen.getByText('Saturday is good.').closest('li')?.getAttribute('aria-current')).toBe('true');
  fireEvent.keyDown(document.body, { key: 'ArrowLeft' });
  expect(audio.currentTime).toBeCloseTo(15.6);
  fireEvent.keyDown(document.body, { key: 'ArrowRight' });
  expect(audio.currentTime).toBeCloseTo(20.6);
});

test('Space plays when it is let go', async () => {
  await openCall('latchkey-recording://call/call-1');
  const audio = document.querySelector('audio')!;
  let played = 0;
  Object.defineProperty(audio, 'paused', { value: true, configurable: true });
  Object.assign(audio, { play: () => Promise.resolve(void (played += 1)) });
  fireEvent.keyDown(document.body, { key: ' ' });
  expect(played).toBe(0);
  fireEvent.keyUp(document.body, { key: ' ' });
  expect(played).toBe(1);
});

test('deleting asks first, says that it is for good, and leads back to the list', async () => {
  const { main, settle } = await openCall(null);
  fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Delete this call?' }));
  expect(dialog.getByText(/cannot be undone/)).toBeTruthy();
  fireEvent.click(dialog.getByRole('button', { name: 'Keep it' }));
  expect(main.heard.some((line) => line.startsWith('history.delete'))).toBe(false);
  fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  fireEvent.click(screen.getByRole('button', { name: 'Delete for good' }));
  await settle();
  expect(main.heard).toContain(`history.delete {"callId":"${CALL_ID}"}`);
  expect(window.location.hash).toBe('#/history');
});

test('a call that is not there says so', async () => {
  await show(<HistoryScreen callId="gone" />);
  expect(screen.getByText('The call was not found.')).toBeTruthy();
});

const unfinished = { ...record, endReason: null, recording: null };

test('the call that goes on is not said to have been cut off, in the list or on its page; one of a crash is', async () => {
  const crashed = { ...unfinished, callId: 'crashed', leadName: 'Marcus Lee' };
  const given = { records: [unfinished, crashed], snapshot: liveSnapshot };
  const { main, settle } = await show(<HistoryScreen callId={null} />, given);
  const ends = () => [...document.querySelectorAll('.call-link-end')].map(({ textContent }) => textContent);
  expect(ends()).toEqual(['Goes on now', 'Cut off']);
  main.publish({ phase: 'ended' });
  await settle();
  expect(ends()).toEqual(['Cut off', 'Cut off']);
  cleanup();
  await show(<HistoryScreen callId={CALL_ID} />, given);
  expect(screen.getByText(/Goes on now/)).toBeTruthy();
  expect(screen.queryByText('This call has no recording.')).toBeNull();
});

test('the recording of a call that goes on is offered whole, once the call is over', async () => {
  const recordingUrl = 'latchkey-recording://call/call-1';
  const given = { records: [unfinished], snapshot: liveSnapshot, recordingUrl };
  const { main, settle } = await show(<HistoryScreen callId={CALL_ID} />, given);
  const sound = () => document.querySelector('audio');
  expect(sound()).toBeNull();
  expect(screen.getByText(/can be heard when the call is over/)).toBeTruthy();
  main.publish({ phase: 'ended' });
  await settle();
  const unfinishedSound = sound();
  expect(unfinishedSound).not.toBeNull();
  main.answer('history.get', () => ok({ record, recordingUrl, recordingMs: 28_320 }));
  main.emit('records.changed', { callId: CALL_ID });
  await settle();
  expect(sound()).not.toBe(unfinishedSound);
});

test('a call that failed before anybody spoke says why', async () => {
  await show(<HistoryScreen callId={CALL_ID} />, {
    records: [{ ...record, answered: false, endReason: 'failed', turns: [], handlerChanges: [] }],
  });
  expect(screen.getByText(/Ollama does not answer/)).toBeTruthy();
});

const real = {
  ...record,
  callId: 'real-1',
  line: 'telephone' as const,
  number: '+15125550143',
  leadName: 'Your own phone',
  endReason: 'busy' as const,
};

test('the list says over which line a call went, and can be narrowed to one; practice and real calls are told apart', async () => {
  const missed = {
    ...real,
    callId: 'real-2',
    direction: 'incoming' as const,
    leadName: '',
    number: '',
    endReason: 'missed' as const,
  };
  const { settle, main } = await show(<HistoryScreen callId={null} />, { records: [record, real, missed] });
  const rows = () =>
    within(screen.getByRole('list', { name: 'Calls' }))
      .getAllByRole('link')
      .map((row) => row.textContent);
  expect(rows()[0]).toContain('Practice');
  expect(rows()[1]).toMatch(/Your own phone.*Outgoing call to \(512\) 555-0143.*Busy/);
  expect(rows()[2]).toMatch(/Unknown caller.*Incoming call, number withheld.*Missed/);
  fireEvent.change(screen.getByRole('combobox', { name: 'Which calls' }), { target: { value: 'telephone' } });
  await settle();
  expect(rows()).toHaveLength(2);
  fireEvent.change(screen.getByRole('combobox', { name: 'Which calls' }), { target: { value: 'practice' } });
  await settle();
  expect(rows()).toHaveLength(1);
  main.state.records = [record];
  fireEvent.change(screen.getByRole('combobox', { name: 'Which calls' }), { target: { value: 'telephone' } });
  await settle();
  expect(screen.getByText('No telephone call yet')).toBeTruthy();
});

test('the page of a telephone call says its number, which way it went and how it ended', async () => {
  await show(<HistoryScreen callId="real-1" />, { records: [{ ...real, endReason: 'rejected' as const }] });
  expect(screen.getByText(/Outgoing call to \(512\) 555-0143 · .* · Declined/)).toBeTruthy();
});

test('a telephone call says what Twilio counted and charges; a practice call does not', async () => {
  const leg = { leg: 'desk' as const, callSid: 'CA1', connectedSeconds: 69, price: '-0.0080', currency: 'USD' };
  const priced = { ...real, carrier: { ...record.carrier, legs: [leg] } };
  await show(<HistoryScreen callId={priced.callId} />, { records: [priced] });
  expect(screen.getByRole('list', { name: 'What Twilio counted' }).textContent).toContain('0.0080 USD');
  cleanup();
  await show(<HistoryScreen callId={CALL_ID} />, { records: [record] });
  expect(screen.queryByRole('list', { name: 'What Twilio counted' })).toBeNull();
});
