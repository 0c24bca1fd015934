// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed } from '../../../../base/result.ts';
import { recordToAnalyse } from '../../../../domain/agent/analytics/analysed-record.ts';
import { analyseRecord } from '../../../../domain/agent/analytics/analyse-record.ts';
import type { Turn } from '../../../../domain/record/turn.ts';
import { CALL_ID, liveSnapshot, record } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { HistoryScreen } from './history-screen.tsx';

afterEach(cleanup);

const turn = (turnId: string, [side, text]: readonly [Turn['side'], string], startedMs: number): Turn => ({
  ...{ turnId, side, text, startedMs, endedMs: startedMs + 1_000, interrupted: false },
});
const called: typeof record = {
  ...record,
  endReason: 'caller-hung-up',
  turns: [
    turn('t1', ['agent', 'Hi Dana, this is Joe, an AI assistant with Keystone Realty.'], 2_400),
    turn('t2', ['caller', "I'm driving, call me tomorrow after four. What is it worth?"], 7_000),
    turn('t3', ['agent', "No problem. I'll note that for Alex. Goodbye."], 9_000),
  ],
};
const analysis = analyseRecord(recordToAnalyse(called));
const analysed = { ...called, analysis };
const trouble = {
  version: 1,
  failure: { kind: 'engine-failed', engine: 'The analysis', detail: 'no memory' } as const,
};

const part = () => within(screen.getByRole('region', { name: 'Analysis' }));
const open = (of: typeof record, more: Parameters<typeof show>[1] = {}) =>
  show(<HistoryScreen callId={CALL_ID} />, { records: [of], ...more });

test('the list says how a call turned out, beside how it ended', async () => {
  await show(<HistoryScreen callId={null} />, { records: [analysed, { ...called, callId: 'other' }] });
  const ends = [...document.querySelectorAll('.call-link-end')].map(({ textContent }) => textContent);
  expect(ends).toEqual(['Call back wantedThe caller hung up', 'The caller hung up']);
});

test('the page says what became of the call, what is to be done and what was promised', async () => {
  await open(analysed);
  expect(part().getByText('Call back wanted')).toBeTruthy();
  expect(part().getByText(analysis.summary.text)).toBeTruthy();
  const list = (name: string) =>
    within(part().getByRole('list', { name }))
      .getAllByRole('listitem')
      .map((item) => item.textContent);
  expect(list('To do')[0]).toMatch(/^You Call them back – tomorrow after four .*0:05$/);
  expect(list('Promised')[0]).toMatch(/^The agent I'll note that for Alex\. .*0:07$/);
  expect(list('Who talked')).toEqual(['Dana Whitfield 33 % 1 s', 'Agent 67 % 2 s']);
});

test('what did not hold comes first, what did not apply is not there, and nothing is said with colour alone', async () => {
  await open(analysed);
  const checks = within(part().getByRole('list', { name: 'How it was done' })).getAllByRole('listitem');
  const words = checks.map(({ textContent }) => textContent);
  expect(words[0]).toMatch(/^Did not hold Said why it calls/);
  expect(words.at(-1)).toMatch(/^Held/);
  expect(words.join()).not.toContain('Respected at once');
  expect(part().queryByText('Did not apply')).toBeNull();
});

test('a claim leads to the turn that it rests on', async () => {
  await open(analysed);
  const toDo = within(part().getByRole('list', { name: 'To do' }));
  const link = toDo.getAllByRole('button', { name: 'Go to what was said at 0:05' })[0]!;
  fireEvent.click(link);
  expect(document.activeElement?.getAttribute('data-turn')).toBe('t2');
});

test('a summary that a model has worded says so', async () => {
  const summary = { text: 'Dana wants to be called back.', source: 'language-model' as const };
  await open({ ...analysed, analysis: { ...analysis, summary } });
  expect(part().getByText('worded by the language model')).toBeTruthy();
});

test('a call that waits for its analysis says so, and shows it when it is there', async () => {
  const { main, settle } = await open(called);
  expect(part().getByRole('status').textContent).toBe('This call is being analysed.');
  main.state.records = [analysed];
  main.emit('records.changed', { callId: CALL_ID });
  await settle();
  expect(part().queryByRole('status')).toBeNull();
  expect(part().getByText('Call back wanted')).toBeTruthy();
});

test('while a call is up it says what it waits for', async () => {
  await open(called, { snapshot: { ...liveSnapshot, callId: 'another' } });
  expect(part().getByRole('status').textContent).toBe('It is analysed as soon as no call is up.');
});

test('a call that goes on has no analysis to wait for', async () => {
  await open({ ...called, endReason: null }, { snapshot: liveSnapshot });
  expect(screen.queryByRole('region', { name: 'Analysis' })).toBeNull();
});

test('one that could not be analysed says why, and is tried again when somebody wants it', async () => {
  const { main, settle } = await open({ ...called, analysisTrouble: trouble });
  expect(part().getByText('This call could not be analysed: The analysis stopped working: no memory.')).toBeTruthy();
  main.answer('analysis.again', () => failed({ kind: 'process-lost', part: 'main', exitCode: 1 }));
  fireEvent.click(part().getByRole('button', { name: 'Try again' }));
  await settle();
  expect(part().getByText(/main process ended unexpectedly/)).toBeTruthy();
  main.answer('analysis.again', () => ({ ok: true, value: null }));
  fireEvent.click(part().getByRole('button', { name: 'Try again' }));
  await settle();
  expect(main.heard.filter((line) => line.startsWith('analysis.again'))).toHaveLength(2);
  expect(part().getByRole('status').textContent).toBe('It is being analysed again.');
});

test('one that was tried again in vain says so again, though for the same reason', async () => {
  const { main, settle } = await open({ ...called, analysisTrouble: trouble });
  fireEvent.click(part().getByRole('button', { name: 'Try again' }));
  await settle();
  expect(part().queryByRole('button', { name: 'Try again' })).toBeNull();
  main.emit('records.changed', { callId: CALL_ID });
  await settle();
  expect(part().getByText(/could not be analysed/)).toBeTruthy();
  expect(part().getByRole('button', { name: 'Try again' })).toBeTruthy();
});

test('an older analysis stays in sight while a newer one cannot be made', async () => {
  await open({ ...analysed, analysisTrouble: trouble });
  expect(part().getByText(/could not be analysed/)).toBeTruthy();
  expect(part().getByText('Call back wanted')).toBeTruthy();
});
