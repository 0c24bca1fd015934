import { expect, test } from '@playwright/test';
import { launchApp, type LaunchedApp } from '../launch/launch-app.ts';
import { readLoudness, readNewestRecord } from '../launch/read-record.ts';
import { callPage, type Said } from '../pages/call-page.ts';
import { historyPage } from '../pages/history-page.ts';
import { screenPage } from '../pages/screen-page.ts';

// Each of the app's processes is killed in the middle of a call, as the system does when memory runs out.

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

let latchkey: LaunchedApp;
test.beforeAll(async () => {
  latchkey = await launchApp();
});
test.afterAll(() => latchkey.close());

const call = () => callPage(latchkey.screen);
const said = async (side: Said['side']) =>
  (await call().conversation()).filter((each) => each.side === side && each.final);

/** Until the agent is in the middle of its answer to the caller's second turn. */
async function placeCall(): Promise<void> {
  await call().placePracticeCall('Stays on the line');
  await call().isLive(90_000);
  await call().hears('caller', /minute/i, 60_000);
  await expect
    .poll(async () => (await call().conversation()).at(-1)?.side, { timeout: 60_000, intervals: [100] })
    .toBe('agent');
}

async function kill(part: 'voice' | 'store' | 'practice'): Promise<void> {
  process.kill(await latchkey.processOf(part), 'SIGKILL');
}

/** How many turns of its own the agent has finished since the bridging sentence. */
async function answersAfterTheBridge(): Promise<number> {
  const ours = await said('agent');
  const bridge = ours.findIndex(({ text }) => text.includes("Sorry, I'm back"));
  return bridge < 0 ? 0 : ours.length - bridge - 1;
}

const machine = () => latchkey.screen.getByRole('complementary', { name: 'The machine' });

test('the voice process: the caller hears a bridging sentence, and the agent takes up the conversation', async () => {
  await placeCall();
  await kill('voice');
  await expect(machine().getByText(/voice process ended unexpectedly/)).toBeVisible();
  await expect(machine().getByText(/voice process ended unexpectedly/)).toBeHidden({ timeout: 60_000 });
  await expect.poll(answersAfterTheBridge, { timeout: 60_000 }).toBeGreaterThanOrEqual(1);
});

let shownAfterStore: string[];
test('the store process: it is there again, and the call has not noticed', async () => {
  const lost = await latchkey.processOf('store');
  await kill('store');
  await expect.poll(() => latchkey.processOf('store').catch(() => lost)).not.toBe(lost);
  const count = (await said('caller')).length;
  await expect.poll(async () => (await said('caller')).length, { timeout: 60_000 }).toBeGreaterThan(count);
  await call().isLive();
  shownAfterStore = (await said('caller')).map(({ text }) => text);
});

test('the practice process: the call ends, and the screen says why', async () => {
  await kill('practice');
  await call().hasEnded();
  await expect(latchkey.screen.getByText(/The call failed/)).toBeVisible();
  await expect(latchkey.screen.getByText(/practice process ended unexpectedly/).first()).toBeVisible();
});

test('the record of that call lacks nothing, and says what happened', async () => {
  const { callId, turns, degraded, endReason } = readNewestRecord(latchkey.dataFolder);
  expect(endReason).toBe('failed');
  for (const part of ['voice', 'store', 'practice']) {
    expect(degraded).toContainEqual(expect.objectContaining({ kind: 'process-lost', part }));
  }
  const ours = turns.filter(({ side }) => side === 'agent');
  const bridge = ours.findIndex(({ source }) => source === 'bridge');
  expect(ours[bridge], 'the bridging sentence').toBeDefined();
  expect(ours[bridge - 1], 'what the agent was saying when it died').toMatchObject({ interrupted: true });
  const sound = readLoudness(latchkey.dataFolder, callId);
  expect(sound.db('us', ours[bridge]!.startedMs, ours[bridge]!.endedMs)).toBeGreaterThan(-45);
  expect(ours.slice(bridge + 1).some(({ source }) => source === 'rehearsed')).toBe(true);
  // An agent that had lost the thread would introduce itself again.
  expect(ours.slice(bridge + 1).map(({ text }) => text)).not.toContain(ours[0]!.text);

  const written = turns.filter(({ side }) => side === 'caller').map(({ text }) => text);
  expect(written).toEqual(expect.arrayContaining(shownAfterStore));
  expect(sound.durationMs).toBeGreaterThan(turns.at(-1)!.endedMs - 1_000);
  await call().openInHistory();
  await historyPage(latchkey.screen).hasRecording();
  const listed = (await historyPage(latchkey.screen).turns()).map(({ text }) => text);
  expect(listed).toEqual(expect.arrayContaining(shownAfterStore));
  await screenPage(latchkey.screen).goTo('Call');
  await call().putAway();
});

test('the line’s window: the screen says that the call is lost, and what was said is kept', async () => {
  await placeCall();
  await latchkey.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().includes('line/index.html'))
      ?.webContents.forcefullyCrashRenderer(),
  );
  await call().hasEnded();
  await expect(latchkey.screen.getByText(/The call failed/)).toBeVisible();
  await expect(latchkey.screen.getByText(/line process ended unexpectedly/).first()).toBeVisible();
  const { callId, turns, endReason } = readNewestRecord(latchkey.dataFolder);
  expect(endReason).toBe('failed');
  expect(turns.some(({ side, text }) => side === 'caller' && /minute/i.test(text))).toBe(true);
  expect(readLoudness(latchkey.dataFolder, callId).durationMs).toBeGreaterThan(5_000);
  await call().putAway();
});

test('after all that, the next call rings and is answered as if nothing had been', async () => {
  await call().placePracticeCall('Stays on the line');
  await call().isLive(90_000);
  await call().hears('agent', /\w+/);
  await call().hangUp();
  await call().hasEnded();
  expect(readNewestRecord(latchkey.dataFolder)).toMatchObject({ endReason: 'human-hung-up' });
});
