import { expect, test, type ElectronApplication } from '@playwright/test';
import { launchLineWindow, type Harness } from '../launch/launch-line-window.ts';

// What only the practice line's window can do and suffer, with this file at the other end of every port; what it shares
// with every other line is in line-contract.spec.ts.

declare const harness: Harness;

/** The µ-law byte of a loud caller. */
const LOUD = 0x9f;

let app: ElectronApplication;
test.afterEach(() => app.close());

async function openLine(switches: string[] = []): Promise<void> {
  ({ app } = await launchLineWindow(switches));
}

async function pickUp(): Promise<void> {
  expect(await app.evaluate(() => harness.call('c1'))).toEqual({ ok: true, value: null });
  await expect.poll(() => app.evaluate(() => harness.events('call.ringing').length)).toBe(1);
  await app.evaluate((_, byte) => harness.answer(byte), LOUD);
  await expect.poll(() => app.evaluate(() => harness.events('call.answered').length)).toBe(1);
}

/** Keeps the window's main thread from doing anything. Resolves when it is free again. */
async function hang(ms: number): Promise<void> {
  const page = await app.firstWindow();
  await page.evaluate((duration) => {
    const until = performance.now() + duration;
    while (performance.now() < until);
  }, ms);
}

const heardFrames = () =>
  app.evaluate(() =>
    harness.got.audio.filter(({ data }) => data.type === 'heard').map(({ data }) => data['seq'] as number),
  );

test('a call passes through the worklet, whole, while the window itself hangs for three seconds', async () => {
  await openLine();
  await pickUp();
  await expect.poll(async () => (await heardFrames()).length).toBeGreaterThan(50);
  const before = (await heardFrames()).length;
  await hang(3_000);
  const seqs = await heardFrames();
  expect(seqs).toEqual(seqs.map((_, i) => i));
  expect(seqs.length - before).toBeGreaterThan(120);

  await expect.poll(() => app.evaluate(() => harness.events('audio.measured').length)).toBeGreaterThan(3);
  const measured = await app.evaluate(() => harness.events('audio.measured').at(-1)!.payload);
  expect(measured).toMatchObject({ callId: 'c1', framesLost: 0, underruns: 0 });
  expect(measured['callerDb']).toBeGreaterThan(-20);
  const recorded = await app.evaluate(() => harness.got.recording.length);
  const sent = await app.evaluate(() => harness.got.trunk.filter(({ data }) => data.type === 'packet').length);
  expect(Math.abs(recorded - sent)).toBeLessThanOrEqual(1);

  expect(await app.evaluate(() => harness.ask('call.hangUp', { callId: 'c1' }))).toEqual({ ok: true, value: null });
  await expect.poll(() => app.evaluate(() => harness.events('call.ended')[0]?.payload['reason'])).toBe('agent-hung-up');
  // A refused script would be told here.
  expect(await app.evaluate(() => harness.printed.filter((line) => /policy|refused|error/i.test(line)))).toEqual([]);
});

test('the screen takes over while the window hangs: the agent is silent and a sound file speaks for the human', async () => {
  await openLine();
  const chosen = await app.evaluate(() =>
    harness.ask('devices.choose', {
      microphoneId: '',
      speakerId: '',
      microphoneFile: 'x.wav',
      microphonePcm: new Int16Array(320).fill(2000),
      volume: 100,
    }),
  );
  expect(chosen.ok).toBe(true);
  await pickUp();
  await app.evaluate(() =>
    harness.ports['audio']!.postMessage({ type: 'say', speechId: 's1', pcm: new Int16Array(80_000).fill(8000) }),
  );
  await expect.poll(() => app.evaluate(() => harness.got.audio.some(({ data }) => data.type === 'played'))).toBe(true);

  const hanging = hang(2_500);
  const took = await app.evaluate(async () => {
    await new Promise((done) => setTimeout(done, 500));
    const asked = performance.now();
    harness.ports['gate']!.postMessage({ type: 'takeOver', callId: 'c1', wish: { screen: 's1', count: 1 } });
    await new Promise((done) => setTimeout(done, 1_000));
    // 2000 is a byte of its own in µ-law; a packet that holds nothing else is the human's alone.
    const human = harness.got.trunk.find(
      ({ at, data }) => at > asked && data.type === 'packet' && new Set(data['payload'] as Uint8Array).size === 1,
    );
    const told = harness.got.audio.find(({ data }) => data.type === 'handler');
    return {
      humanMs: (human?.at ?? Infinity) - asked,
      toldMs: (told?.at ?? Infinity) - asked,
      mainKnows: harness.events('gates.changed').length,
    };
  });
  console.log(
    `take-over with the window hung: voice told after ${took.toldMs.toFixed(1)} ms, human alone on the line after ${took.humanMs.toFixed(1)} ms`,
  );
  expect(took.humanMs).toBeLessThan(150);
  expect(took.mainKnows).toBe(0);
  await hanging;
  await expect
    .poll(() => app.evaluate(() => harness.events('gates.changed')[0]?.payload))
    .toMatchObject({ handler: 'human', by: 'screen' });
  expect(await app.evaluate(() => harness.got.audio.filter(({ data }) => data.type === 'hushed').length)).toBe(1);
});

test('the microphone is heard by the voice process when the human speaks', async () => {
  await openLine(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
  await pickUp();
  await app.evaluate(() =>
    harness.ports['gate']!.postMessage({ type: 'takeOver', callId: 'c1', wish: { screen: 's1', count: 1 } }),
  );
  // Chromium's fake microphone beeps once a second.
  await expect
    .poll(() =>
      app.evaluate(() =>
        harness.got.audio.some(
          ({ data }) => data.type === 'spoken' && (data['pcm'] as Int16Array).some((x) => x > 500),
        ),
      ),
    )
    .toBe(true);
  expect(
    await app.evaluate(() =>
      harness.events('part.degraded').map(({ payload }) => (payload['failure'] as { kind: string }).kind),
    ),
  ).not.toContain('microphone-missing');
});

test('without a sound device the call goes on, and the person is told', async () => {
  await openLine();
  const devices = (await app.evaluate(() => harness.ask('devices.list', null))).value as {
    microphones: unknown[];
    speakers: unknown[];
  };
  await pickUp();
  await expect.poll(async () => (await heardFrames()).length).toBeGreaterThan(20);
  const told = await app.evaluate(() =>
    harness.events('part.degraded').map(({ payload }) => (payload['failure'] as { kind: string }).kind),
  );
  expect(told.includes('sound-unavailable')).toBe(devices.speakers.length === 0);
  expect(told.includes('microphone-missing')).toBe(devices.microphones.length === 0);
});
