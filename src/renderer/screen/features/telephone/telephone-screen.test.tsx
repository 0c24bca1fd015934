// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { failed, ok } from '../../../../base/result.ts';
import type { Failure } from '../../../../domain/failure.ts';
import type { PartHealth } from '../../../../domain/health/part-health.ts';
import { PhoneNumber } from '../../../../domain/lead/phone-number.ts';
import { SET_UP_STEPS } from '../../../../domain/telephony/plan-set-up.ts';
import type { SetUpProgress, SetUpView } from '../../../../domain/telephony/set-up-view.ts';
import { createFakeMain, type FakeMain } from '../../bridge/testing/fake-main.ts';
import { account, liveSnapshot } from '../../bridge/testing/samples.ts';
import { show } from '../../bridge/testing/show.tsx';
import { STEP_NAMES } from './step-words.ts';
import { TelephoneScreen } from './telephone-screen.tsx';

afterEach(cleanup);

const SID = `AC${'1'.repeat(32)}`;
const TOKEN = 'f'.repeat(32);
const part = (name: string) => within(screen.getByRole('region', { name }));
const keysPart = () => part('Your Twilio keys');
const stepsPart = () => part('What is made at Twilio');
const tokenField = () => keysPart().getByLabelText<HTMLInputElement>('Auth token');
const step = (name: SetUpProgress['step']) => within(screen.getByText(STEP_NAMES[name]).closest('li')!);
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string | RegExp, value: string) => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

/** The first `done` steps are done, the next one is as it says, the others wait. */
const stepsAt = (done: number, next?: Omit<SetUpProgress, 'step'>): SetUpProgress[] =>
  SET_UP_STEPS.map((step, index) => {
    if (index < done) return { step, state: 'done', failure: null };
    return index === done && next ? { step, ...next } : { step, state: 'waiting', failure: null };
  });
const complete: Partial<SetUpView> = {
  accountSid: SID,
  steps: stepsAt(10),
  number: '+15125550100',
  fallbackNumber: '+15125550177',
};
const connected: PartHealth = { part: 'telephone', state: 'ready', detail: 'ashburn', sinceWallMs: 0 };

const become = (main: FakeMain, change: Partial<SetUpView>) => {
  main.state.telephone = { ...main.state.telephone, ...change };
  main.emit('telephone.changed', null);
};

async function open(change: Partial<SetUpView> = {}, main = createFakeMain()) {
  main.state.telephone = { ...main.state.telephone, ...change };
  const shown = await show(<TelephoneScreen />, {}, main);
  const check = async () => {
    type('Account SID', ` ${SID} `);
    type('Auth token', TOKEN);
    press('Check');
    await shown.settle();
  };
  return { ...shown, check };
}

test('keys are checked as they were entered, without the blanks of copying, and the only number is chosen', async () => {
  const { main, check } = await open();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Check' }).disabled).toBe(true);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Set up' }).disabled).toBe(true);
  await check();
  expect(main.heard).toContain(`telephone.check {"accountSid":"${SID}","authToken":"${TOKEN}"}`);
  const found = part('Account and number');
  expect(found.getByText('Harbour Homes')).toBeTruthy();
  expect(found.getByText('Balance: 17.42 USD')).toBeTruthy();
  expect(found.getByRole<HTMLInputElement>('radio', { name: /\(512\) 555-0100/ }).checked).toBe(true);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Set up' }).disabled).toBe(false);
});

test('wrong keys say where the right ones are', async () => {
  const main = createFakeMain();
  main.answer('telephone.check', () => failed({ kind: 'twilio-credentials-wrong' }));
  const { check } = await open({}, main);
  await check();
  expect(within(keysPart().getByRole('alert')).getByText('Twilio does not know these keys.')).toBeTruthy();
  expect(part('Account and number').queryByRole('radio')).toBeNull();
});

test('a trial account says whom it can call; that is no hindrance', async () => {
  const main = createFakeMain();
  const notices: Failure[] = [{ kind: 'twilio-trial', what: 'It can call verified numbers only.' }];
  const verifiedCallers = [{ sid: 'PN9', phoneNumber: '+15125550143', friendlyName: 'mobile' }];
  main.answer('telephone.check', () => ok({ ...account, type: 'trial', notices, verifiedCallers }));
  const { check } = await open({}, main);
  await check();
  expect(screen.getByText(/verified numbers only/)).toBeTruthy();
  expect(screen.getByText('Verified, and so can be called: (512) 555-0143.')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Set up' }).disabled).toBe(false);
});

test.each<[string, Partial<typeof account>, RegExp]>([
  ['without a number', { numbers: [], notices: [{ kind: 'twilio-no-number' }] }, /Buy one with Voice/],
  [
    'that is suspended',
    { status: 'suspended', notices: [{ kind: 'refused', reason: 'This Twilio account is suspended.' }] },
    /account is suspended/,
  ],
])('an account %s is told what to do, and nothing can be begun', async (_what, change, says) => {
  const main = createFakeMain();
  main.answer('telephone.check', () => ok({ ...account, ...change }));
  const { check } = await open({}, main);
  await check();
  expect(screen.getByText(says)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Set up' }).disabled).toBe(true);
});

test('of several numbers one is to be chosen, the one that is set up already is', async () => {
  const numbers = [...account.numbers, { sid: 'PN2', phoneNumber: '+15125550200', friendlyName: 'Second' }];
  const main = createFakeMain();
  main.answer('telephone.check', () => ok({ ...account, numbers }));
  const { check, settle, main: same } = await open({}, main);
  await check();
  expect(stepsPart().getByText('Choose a number.')).toBeTruthy();
  same.state.telephone = { ...same.state.telephone, number: '+15125550200' };
  same.emit('telephone.changed', null);
  await settle();
  await check();
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /555-0200/ }).checked).toBe(true);
});

test('the set-up shows each step as it is, ends in a test call, and the token is gone from the page', async () => {
  const main = createFakeMain();
  let end = () => {};
  main.answer(
    'telephone.setUp',
    () =>
      new Promise((resolve) => {
        end = () => {
          resolve(ok({ ended: 'complete' }));
        };
      }),
  );
  const { check, settle } = await open({}, main);
  await check();
  type(/Fallback number/, '512 555 0177');
  press('Set up');
  await settle();
  expect(main.heard.at(-1)).toBe(
    `telephone.setUp {"accountSid":"${SID}","authToken":"${TOKEN}","numberSid":"PN1","fallbackNumber":"512 555 0177"}`,
  );
  expect(screen.getByRole('button', { name: 'Set up' }).getAttribute('aria-busy')).toBe('true');
  become(main, {
    accountSid: SID,
    running: 'set-up',
    steps: stepsAt(4, { state: 'running', failure: null }),
  });
  await settle();
  expect(step('versions').getByText('Done')).toBeTruthy();
  expect(step('build').getByText('Working…')).toBeTruthy();
  expect(step('number').getByText('To do')).toBeTruthy();
  expect(stepsPart().getByRole('status').textContent).toMatch(/^Step 5 of 10: Building the rules/);
  expect(stepsPart().getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40');
  press('Cancel');
  await settle();
  expect(main.heard.at(-1)).toBe('telephone.cancel null');
  stepsPart().getByRole('button', { name: 'Cancel' }).focus();
  become(main, { ...complete, running: null });
  end();
  await settle();
  expect(stepsPart().getByRole('status').textContent).toMatch(/^All is made/);
  expect(tokenField().value).toBe('');
  expect(document.body.innerHTML).not.toContain(TOKEN);
  expect(part('Test call').getByLabelText('Your own phone')).toBeTruthy();
  expect(document.activeElement?.textContent).toBe('What is made at Twilio');
});

test('a step that failed says what to do, once, and what is left can be gone on with', async () => {
  const main = createFakeMain();
  const failure: Failure = { kind: 'twilio-unreachable', detail: 'there is no network' };
  main.answer('telephone.setUp', () => failed(failure));
  const { check, settle } = await open({}, main);
  await check();
  press('Set up');
  become(main, { accountSid: SID, steps: stepsAt(2, { state: 'failed', failure }) });
  await settle();
  expect(step('functions').getByText('Failed')).toBeTruthy();
  expect(step('functions').getByText(/Check the network and try again/)).toBeTruthy();
  expect(screen.getAllByText(/there is no network/)).toHaveLength(1);
  main.heard.length = 0;
  press('Go on with the set-up');
  await settle();
  expect(main.heard[0]).toMatch(/^telephone.setUp/);
});

test('what was refused before any step is told beside the button', async () => {
  const main = createFakeMain();
  main.answer('telephone.setUp', () =>
    failed({ kind: 'refused', reason: 'The fallback number is the number itself.' }),
  );
  const { check, settle } = await open({}, main);
  await check();
  press('Set up');
  await settle();
  expect(stepsPart().getByRole('alert').textContent).toMatch(/fallback number is the number itself/);
});

test('whoever comes back finds what is made, and enters the token again; nothing secret was kept', async () => {
  const { unmount, main } = await open({}).then(async (shown) => {
    await shown.check();
    return shown;
  });
  unmount();
  cleanup();
  await open({ ...complete, steps: stepsAt(7), running: null }, main);
  expect(screen.getByLabelText<HTMLInputElement>('Account SID').value).toBe(SID);
  expect(tokenField().value).toBe('');
  expect(screen.getByRole('button', { name: 'Go on with the set-up' })).toBeTruthy();
  expect(stepsPart().getByText('Check your keys first.')).toBeTruthy();
});

test('a run that another page began is seen, and can be cancelled', async () => {
  const { main, settle } = await open({
    accountSid: SID,
    running: 'undo',
    steps: stepsAt(3, { state: 'running', failure: null }),
  });
  expect(stepsPart().getByRole('status').textContent).toMatch(/^Taking back: /);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo the set-up…' }).disabled).toBe(true);
  press('Cancel');
  await settle();
  expect(main.heard.at(-1)).toBe('telephone.cancel null');
});

test('without a keychain it says that the key lasts until Latchkey ends', async () => {
  await open({ keyKept: 'memory' });
  expect(screen.getByText(/kept in memory only/)).toBeTruthy();
});

const setUpAndConnected = (given: Parameters<typeof createFakeMain>[0] = {}) => {
  const main = createFakeMain(given);
  main.answer('health.list', () => ok([connected]));
  return open(complete, main);
};

test('the test call keeps the own phone among those that may be called, and goes to the Call screen', async () => {
  const { main, settle } = await setUpAndConnected();
  type('Your own phone', '512 555 0143');
  press('Call this phone');
  await settle();
  expect(main.heard.slice(-2)).toEqual([
    'settings.set {"ownPhones":["+15125550143"]}',
    'call.start {"number":"+15125550143"}',
  ]);
  expect(window.location.hash).toBe('#/call');
});

test('an own phone that is known is called without being asked for again', async () => {
  const main = createFakeMain();
  main.state.settings = { ...main.state.settings, ownPhones: [PhoneNumber.parse('+15125550143')] };
  main.answer('health.list', () => ok([connected]));
  const { settle } = await open(complete, main);
  expect(screen.getByLabelText<HTMLInputElement>('Your own phone').value).toBe('(512) 555-0143');
  press('Call this phone');
  await settle();
  expect(main.heard.filter((line) => line.startsWith('settings.set'))).toEqual([]);
  expect(main.heard.at(-1)).toBe('call.start {"number":"+15125550143"}');
});

test('what is no telephone number is not called', async () => {
  const { main, settle } = await setUpAndConnected();
  type('Your own phone', 'nobody');
  press('Call this phone');
  await settle();
  expect(part('Test call').getByRole('alert').textContent).toMatch(/not a telephone number/);
  expect(screen.getByLabelText('Your own phone').getAttribute('aria-invalid')).toBe('true');
  expect(main.heard.some((line) => line.startsWith('call.start'))).toBe(false);
});

test('there is no test call before the telephone is connected, nor during a call', async () => {
  await open(complete);
  type('Your own phone', '512 555 0143');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Call this phone' }).disabled).toBe(true);
  cleanup();
  await setUpAndConnected({ snapshot: liveSnapshot });
  type('Your own phone', '512 555 0143');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Call this phone' }).disabled).toBe(true);
  expect(screen.getByText('A call is up.')).toBeTruthy();
});

test('undoing is asked for once more, needs the token, and forgets it', async () => {
  const { main, settle } = await open(complete);
  press('Undo the set-up…');
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true);
  fireEvent.click(dialog.getByRole('button', { name: 'Keep it' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(main.heard.some((line) => line.startsWith('telephone.undo'))).toBe(false);

  press('Undo the set-up…');
  const again = within(screen.getByRole('dialog'));
  fireEvent.change(again.getByLabelText('Auth token'), { target: { value: TOKEN } });
  fireEvent.click(again.getByRole('button', { name: 'Undo' }));
  await settle();
  expect(main.heard.at(-1)).toBe(`telephone.undo {"accountSid":"${SID}","authToken":"${TOKEN}"}`);
  expect(tokenField().value).toBe('');
  expect(document.activeElement?.textContent).toBe('What is made at Twilio');
});

test('what was chosen before is shown without a check', async () => {
  await open(complete);
  expect(part('Account and number').getByText(/\(512\) 555-0100, with \(512\) 555-0177 as fallback/)).toBeTruthy();
});
