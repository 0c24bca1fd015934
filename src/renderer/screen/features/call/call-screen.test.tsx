// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed } from '../../../../base/result.ts';
import { CALL_ID, captions, liveSnapshot } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { CallScreen } from './call-screen.tsx';

afterEach(cleanup);

test('a scenario is chosen and called with one press', async () => {
  const { main, settle } = await show(<CallScreen />);
  fireEvent.change(screen.getByLabelText('Scenario'), { target: { value: 'thinks-aloud' } });
  fireEvent.click(screen.getByRole('button', { name: /Practice call/ }));
  await settle();
  expect(main.heard).toContain('practice.start {"scenario":"thinks-aloud"}');
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Preparing the call to Marcus Lee');
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await settle();
  expect(main.heard).toContain(`call.hangUp {"callId":"${CALL_ID}"}`);
});

test('a call that cannot be placed says why and what to do', async () => {
  const { main, settle } = await show(<CallScreen />);
  main.answer('practice.start', () => failed({ kind: 'model-missing', modelId: 'piper-joe', file: 'joe.onnx' }));
  fireEvent.keyDown(document.body, { key: 'p' });
  await settle();
  expect(screen.getByText('The model piper-joe is not complete: joe.onnx is missing.')).toBeTruthy();
  expect(screen.getByText('Open Models and press Install.')).toBeTruthy();
});

test('today’s figures are those of the records, and say so when there are none', async () => {
  const { main, settle } = await show(<CallScreen />);
  const today = () => within(screen.getByRole('region', { name: 'Today' }));
  expect(today().getByText('6 min 12 s')).toBeTruthy();
  expect(today().getByText('384 ms')).toBeTruthy();
  expect(today().queryByRole('heading', { name: 'Telephone' })).toBeNull();
  main.state.records = [{ ...main.state.records[0]!, line: 'telephone' }];
  main.emit('records.changed', { callId: CALL_ID });
  await settle();
  expect(today().getByRole('heading', { name: 'Telephone' })).toBeTruthy();
  expect(today().queryByRole('heading', { name: 'Practice' })).toBeNull();
  expect(today().getByText('1 min 1 s')).toBeTruthy();
  main.state.records = [];
  main.emit('records.changed', { callId: CALL_ID });
  await settle();
  expect(today().getByText(/No call yet today/)).toBeTruthy();
});

test('both sides are shown as they speak; only finished words are read out', async () => {
  const partial = { turnId: 't5', side: 'caller' as const, text: 'maybe near the', final: false, agent: null };
  const { main, settle } = await show(<CallScreen />, {
    snapshot: { ...liveSnapshot, captions: [...captions, partial] },
  });
  const log = () => screen.getByRole('log', { name: 'Captions' }).textContent;
  expect(screen.getByText('maybe near the').className).toContain('said-partial');
  expect(log()).not.toContain('maybe near the');
  main.publish({ captions: [...captions, { ...partial, text: 'maybe near the school.', final: true }] });
  await settle();
  expect(screen.getByText('maybe near the school.').className).not.toContain('said-partial');
  expect(log()).toContain('Dana Whitfield: maybe near the school.');
});

test('the keys that the caller presses stand in the conversation, and are read out', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: { ...liveSnapshot, captions: [] } });
  expect(screen.getByText(/Connected/)).toBeTruthy();
  main.publish({ keys: [{ keys: '12#', afterTurnId: null }] });
  await settle();
  expect(screen.queryByText(/Connected/)).toBeNull();
  expect(within(screen.getByRole('region', { name: 'Conversation' })).getByText('1 2 #')).toBeTruthy();
  expect(screen.getByRole('log', { name: 'Captions' }).textContent).toContain('Dana Whitfield pressed 1 2 #');
});

test('the machine says what it does, where its words come from, and what is not as it should be', async () => {
  const { main, settle } = await show(<CallScreen />, {
    snapshot: {
      ...liveSnapshot,
      floor: 'ducked',
      degraded: [{ kind: 'language-model-unreachable', url: 'http://127.0.0.1:11434' }],
    },
  });
  const machine = within(screen.getByRole('complementary', { name: 'The machine' }));
  expect(machine.getByText(/Lowered its voice/)).toBeTruthy();
  expect(machine.getByText(/Rehearsed replies/)).toBeTruthy();
  expect(machine.getByText(/Start Ollama/)).toBeTruthy();
  main.publish({ mind: 'language-model', languageModel: 'llama3.1:8b', handler: 'human' });
  await settle();
  expect(machine.getByText('llama3.1:8b')).toBeTruthy();
  expect(machine.getByText('Silent: you have the call')).toBeTruthy();
  main.publish({ floor: 'listening' });
  await settle();
  expect(machine.getByText('Silent: the caller speaks')).toBeTruthy();
});

test('each reply’s latency is taken apart when it is focused', async () => {
  await show(<CallScreen />, { snapshot: liveSnapshot });
  const strip = within(screen.getByRole('group', { name: 'Latency of each reply' }));
  const [first] = strip.getAllByRole('button');
  expect(first?.getAttribute('aria-label')).toMatch(/^Reply 1: 412 ms; Silence seen 64 ms/);
  expect(screen.getByText('Last reply', { exact: false }).textContent).toBe('Last reply: 356 ms');
  fireEvent.focus(first!);
  expect(screen.getByText('Reply 1', { exact: false }).textContent).toBe('Reply 1: 412 ms');
});

test('scrolling up stops the following, and one press takes it up again', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: liveSnapshot });
  const region = screen.getByRole('region', { name: 'Conversation' });
  Object.defineProperties(region, {
    scrollHeight: { value: 1_000, configurable: true },
    clientHeight: { value: 300, configurable: true },
  });
  region.scrollTop = 100;
  fireEvent.scroll(region);
  main.publish({ captions: [...captions, { turnId: 't9', side: 'caller', text: 'Hello?', final: true, agent: null }] });
  await settle();
  expect(region.scrollTop).toBe(100);
  fireEvent.click(screen.getByRole('button', { name: 'Jump to the latest' }));
  expect(region.scrollTop).toBe(1_000);
  expect(screen.queryByRole('button', { name: 'Jump to the latest' })).toBeNull();
});

test('after the call: what it came to, what was expected, and once more', async () => {
  const { main, settle } = await show(<CallScreen />, {
    snapshot: { ...liveSnapshot, phase: 'ended', endReason: 'caller-hung-up' },
  });
  expect(screen.getByText(/The caller hung up/)).toBeTruthy();
  expect(screen.getByRole('heading', { name: '2 of 3 expectations held' })).toBeTruthy();
  expect(screen.getByText('Asks for a time').parentElement?.textContent).toContain('was missed');
  expect(screen.getByRole('link', { name: 'Open in History' }).getAttribute('href')).toBe(`#/history/${CALL_ID}`);
  fireEvent.click(screen.getByRole('button', { name: /Again/ }));
  await settle();
  const asked = main.heard.filter((line) => line.startsWith('call.dismiss') || line.startsWith('practice.start'));
  expect(asked).toEqual([`call.dismiss {"callId":"${CALL_ID}"}`, 'practice.start {"scenario":"willing-buyer"}']);
});

test('it does not say that a microphone is heard where there is none', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: { ...liveSnapshot, handler: 'human' } });
  const alert = () => screen.getByRole('alert').textContent;
  expect(alert()).toContain('The caller hears your microphone');
  main.publish({ degraded: [{ kind: 'microphone-missing' }] });
  await settle();
  expect(alert()).toContain('the caller cannot hear you');
  main.emit('settings.changed', { ...main.state.settings, microphoneFile: '/sounds/me.wav' });
  await settle();
  expect(alert()).toContain('The caller hears your WAV file');
});

test('which microphone is heard, where another took the place of the one that was unplugged', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: { ...liveSnapshot, handler: 'human' } });
  const gone = { kind: 'device-replaced', device: 'microphone', chosen: 'Headset', instead: 'Built-in' } as const;
  main.publish({ degraded: [{ ...gone, device: 'speaker', instead: 'Monitor' }] });
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('The caller hears your microphone');
  main.publish({ degraded: [gone] });
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('The caller hears Built-in');
  expect(screen.getByText('Headset is not connected any more. Built-in is used instead.')).toBeTruthy();
});

test('taking over says what is missing for it', async () => {
  const { main, settle } = await show(<CallScreen />, {
    snapshot: { ...liveSnapshot, degraded: [{ kind: 'microphone-missing' }] },
  });
  const button = () => screen.getByRole('button', { name: /^Take over/ }).textContent;
  expect(button()).toContain('the caller would not hear you');
  main.emit('settings.changed', { ...main.state.settings, microphoneFile: '/sounds/me.wav' });
  await settle();
  expect(button()).not.toContain('would not hear');
});

test('the volume of the call is kept as it is set', async () => {
  const { main, settle } = await show(<CallScreen />, { snapshot: liveSnapshot });
  fireEvent.change(screen.getByRole('slider', { name: 'Volume of the call' }), { target: { value: '35' } });
  await settle();
  expect(main.heard).toContain('settings.set {"speakerVolume":35}');
});
