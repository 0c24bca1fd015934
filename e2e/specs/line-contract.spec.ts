import { expect, test } from '@playwright/test';
import { openHeadlessLine, openPracticeLine, openTelephoneLine } from '../launch/contract-lines.ts';
import type { ContractLine } from '../launch/contract-line.ts';
import type { Payload } from '../launch/launch-line-window.ts';
import { shareOfTone, toneOf } from '../launch/tone.ts';

// What every line must do, whatever carries the call: one suite over all the lines there are. What only one of them can
// do or suffer is in line-window.spec.ts and telephone-line.spec.ts; to the sample, on a clock that is played, it is in
// src/contract/testing/line-contract-suite.ts.

const lines = [
  { what: 'the practice line in its window', open: openPracticeLine, hasScreen: true },
  { what: 'the telephone in its window, over the emulated edge', open: openTelephoneLine, hasScreen: true },
  { what: 'the practice line in plain Node', open: openHeadlessLine, hasScreen: false },
];

const AGENT = { hz: 440, seconds: 20 };
const HUMAN = { hz: 600, seconds: 1 };
const CALLER = { hz: 880, seconds: 1 };
const BRIDGE = { hz: 1_000, seconds: 1.5 };
/** Of a sound that passed a telephone and is one tone; and of what is left of another tone beside it. */
const PURE = 0.98;
const GONE = 0.01;

for (const { what, open, hasScreen } of lines) {
  test.describe(what, () => {
    let line: ContractLine;
    let calls = 0;
    let callId = '';
    test.beforeAll(async () => {
      line = await open();
    });
    test.afterAll(() => line.close());

    const told = async (name: string, of = callId) =>
      (await line.events()).filter(({ name: each, payload }) => each === name && payload['callId'] === of);
    const tells = async (name: string, of = callId): Promise<Payload> => {
      await expect.poll(async () => (await told(name, of)).length, { message: name }).toBe(1);
      return (await told(name, of))[0]!.payload;
    };
    /** Once a second, and of one carrier only. */
    const asides = ['audio.measured', 'leg.opened'];
    const story = async (of = callId) =>
      (await line.events())
        .filter(({ name, payload }) => payload['callId'] === of && !asides.includes(name))
        .map(({ name }) => name);
    const dial = async () => {
      callId = `c${++calls}`;
      expect(await line.dial(callId)).toEqual({ ok: true, value: null });
      await line.far.isInvited();
    };
    const ring = async () => {
      await dial();
      await line.far.rings();
      await tells('call.ringing');
    };
    const pickUp = async () => {
      await ring();
      await line.far.answers();
      await tells('call.answered');
    };
    const hangUp = async () => {
      expect(await line.ask('call.hangUp', { callId })).toEqual({ ok: true, value: null });
      return tells('call.ended');
    };
    const gates = (handler: 'agent' | 'human', knows: Record<string, number> = {}) =>
      line.ask('gates.set', { callId, handler, knows });
    const speakForHuman = () =>
      line.ask('devices.choose', {
        microphoneId: '',
        speakerId: '',
        microphoneFile: 'x.wav',
        microphonePcm: toneOf(HUMAN, 16_000),
        volume: 100,
      });
    /** Resolves when the far end hears this and nothing else. */
    const farHears = ({ hz }: { hz: number }) =>
      expect
        .poll(async () => shareOfTone(await line.far.hears(0.2), hz, line.far.rate), { message: `${hz} Hz` })
        .toBeGreaterThan(PURE);
    const farHearsNothing = () =>
      expect
        .poll(async () => Math.max(...(await line.far.hears(0.2)).map(Math.abs)), { message: 'silence' })
        .toBeLessThan(100);
    const voiceHears = ({ hz }: { hz: number }) =>
      expect
        .poll(async () => shareOfTone(await line.voice.hears(), hz, 16_000), { message: `${hz} Hz` })
        .toBeGreaterThan(PURE);

    test('a call is dialled, rings and is answered, in this order and each once', async () => {
      await dial();
      expect(await story()).toEqual([]);
      await line.far.rings();
      await tells('call.ringing');
      expect(await story()).toEqual(['call.ringing']);
      await line.far.answers();
      expect(await tells('call.answered')).toMatchObject({ callId, lineMs: 0 });
      expect(await hangUp()).toMatchObject({ reason: 'agent-hung-up' });
      expect(await story()).toEqual(['call.ringing', 'call.answered', 'call.ended']);
    });

    test('both sides hear each other, the voice without a gap, and it is told what went out of its speech', async () => {
      await pickUp();
      await line.far.speaks(CALLER);
      await line.voice.says('s1', { ...AGENT, seconds: 2 });
      await farHears(AGENT);
      await voiceHears(CALLER);
      await expect.poll(async () => (await line.voice.got('finished')).length).toBe(1);
      const [finished] = await line.voice.got('finished');
      expect(finished).toMatchObject({ speechId: 's1', samples: 32_000 });
      const played = (await line.voice.got('played')).map(({ samples }) => samples);
      expect(played).toEqual(played.toSorted((a, b) => a - b));
      // Of the last frame it is told with `finished`.
      expect(played.at(-1)).toBeGreaterThan(32_000 - 2 * 320);
      expect(played.at(-1)).toBeLessThanOrEqual(32_000);
      await farHearsNothing();
      const seqs = (await line.voice.got('heard')).map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.map((_, i) => i));
      expect(await line.voice.got('spoken')).toEqual([]);
      await hangUp();
    });

    test('a speech that is hushed is heard no more, and the next one is', async () => {
      await pickUp();
      await line.voice.says('s1', AGENT);
      await farHears(AGENT);
      await line.post('audio', { type: 'hush', speechId: 's1' });
      await farHearsNothing();
      const [hushed] = await line.voice.got('hushed');
      expect(hushed).toMatchObject({ speechId: 's1' });
      expect(hushed!.samples).toBeGreaterThan(3_200);
      expect(hushed!.samples).toBeLessThan(AGENT.seconds * 16_000);
      await line.voice.says('s2', AGENT);
      await farHears(AGENT);
      await hangUp();
    });

    test('taking over closes the agent’s gate and opens the microphone’s; handing back turns both round', async () => {
      await speakForHuman();
      await pickUp();
      await line.voice.says('s1', AGENT);
      await farHears(AGENT);
      const taken = await gates('human');
      expect(taken).toMatchObject({ ok: true });
      expect(await tells('gates.changed')).toMatchObject({ callId, handler: 'human', by: 'main' });
      await farHears(HUMAN);
      expect(shareOfTone(await line.far.hears(0.5), AGENT.hz, line.far.rate)).toBeLessThan(GONE);
      expect(await line.voice.got('hushed')).toMatchObject([{ speechId: 's1' }]);
      expect(await line.voice.got('handler')).toMatchObject([{ handler: 'human' }]);
      // What the agent still says is heard by nobody; what the human says is heard by the voice too.
      await line.voice.says('s2', AGENT);
      await expect.poll(async () => (await line.voice.got('hushed')).length).toBe(2);
      expect((await line.voice.got('hushed'))[1]).toMatchObject({ speechId: 's2', samples: 0 });
      await farHears(HUMAN);
      await expect.poll(async () => (await line.voice.got('spoken')).length).toBeGreaterThan(25);

      expect(await gates('agent')).toMatchObject({ ok: true });
      await farHearsNothing();
      const spoken = (await line.voice.got('spoken')).length;
      await line.voice.says('s3', AGENT);
      await farHears(AGENT);
      expect((await line.voice.got('spoken')).length).toBe(spoken);
      const moves = (await told('gates.changed')).map(({ payload }) => payload);
      expect(moves.map(({ handler }) => handler)).toEqual(['human', 'agent']);
      expect(moves.map(({ lineMs }) => lineMs)).toEqual([
        (taken.value as { lineMs: number }).lineMs,
        (await line.voice.got('handler'))[1]!.atSample / 16,
      ]);
      await hangUp();
    });

    test('gates that are where they shall be are not moved, and those of no call cannot be', async () => {
      await pickUp();
      expect(await gates('agent')).toMatchObject({ ok: true });
      expect(await line.ask('gates.set', { callId: 'another', handler: 'human', knows: {} })).toMatchObject({
        ok: false,
        failure: { kind: 'not-found' },
      });
      expect(await told('gates.changed')).toEqual([]);
      expect(await hangUp()).toMatchObject({ reason: 'agent-hung-up' });
    });

    if (hasScreen) {
      test('the screen’s own wish moves the gates; one about another call, and rubbish, move nothing', async () => {
        await speakForHuman();
        await pickUp();
        await line.voice.says('s1', AGENT);
        await farHears(AGENT);
        const wish = { screen: 's1', count: 1 };
        const wishes = [
          null,
          'takeOver',
          { type: 'takeOver', wish },
          { type: 'takeOver', callId },
          { type: 'takeOver', callId: 'another', wish },
        ];
        for (const rubbish of wishes) await line.post('gate', rubbish);
        await farHears(AGENT);
        await line.post('gate', { type: 'takeOver', callId, wish });
        await farHears(HUMAN);
        // What main had decided before it knew of the wish comes too late.
        expect(await gates('agent')).toMatchObject({ ok: true });
        await farHears(HUMAN);
        await line.post('gate', { type: 'handBack', callId, wish: { screen: 's1', count: 2 } });
        await farHearsNothing();
        await expect
          .poll(async () => (await told('gates.changed')).map(({ payload: { by, handler } }) => [by, handler]))
          .toEqual([
            ['screen', 'human'],
            ['screen', 'agent'],
          ]);
        await hangUp();
      });
    }

    test('a muted human is not heard until the mute is undone; whoever takes over is not muted', async () => {
      await speakForHuman();
      await pickUp();
      const mute = (muted: boolean) => line.ask('microphone.mute', { callId, muted });
      expect(await mute(true)).toMatchObject({ ok: false, failure: { kind: 'refused' } });
      await gates('human');
      await farHears(HUMAN);
      expect(await mute(true)).toEqual({ ok: true, value: null });
      await farHearsNothing();
      expect(await mute(false)).toEqual({ ok: true, value: null });
      await farHears(HUMAN);
      await mute(true);
      await gates('agent');
      await gates('human');
      await farHears(HUMAN);
      expect((await told('microphone.muted')).map(({ payload }) => payload['muted'])).toEqual([true, false, true]);
      expect(await hangUp()).toMatchObject({ reason: 'human-hung-up' });
    });

    test('the bridging sentence is heard though the voice process is gone, all of it, and over what it said', async () => {
      await pickUp();
      expect(await line.ask('clip.keep', { clip: 'bridge', pcm: toneOf(BRIDGE, 16_000) })).toMatchObject({ ok: true });
      await line.voice.says('s1', AGENT);
      await farHears(AGENT);
      await line.shut('audio');
      expect(await line.ask('clip.play', { callId, clip: 'bridge' })).toEqual({ ok: true, value: null });
      await farHears(BRIDGE);
      const { startedMs, endedMs, whole } = await tells('clip.played');
      expect(whole).toBe(true);
      expect((endedMs as number) - (startedMs as number)).toBe(BRIDGE.seconds * 1_000);
      await farHearsNothing();
      await hangUp();
    });

    test('a bridging sentence that the human cuts short says how far it came', async () => {
      await pickUp();
      await line.ask('clip.keep', { clip: 'bridge', pcm: toneOf({ ...BRIDGE, seconds: 15 }, 16_000) });
      await line.ask('clip.play', { callId, clip: 'bridge' });
      await farHears(BRIDGE);
      await gates('human');
      const { startedMs, endedMs, whole } = await tells('clip.played');
      expect(whole).toBe(false);
      const { lineMs } = await tells('gates.changed');
      expect((lineMs as number) - (endedMs as number)).toBeLessThan(45);
      expect((endedMs as number) - (startedMs as number)).toBeGreaterThan(200);
      await hangUp();
    });

    test('the recording has both sides, each 20 ms of the call once, and both are measured', async () => {
      await pickUp();
      await line.far.speaks(CALLER);
      await line.voice.says('s1', AGENT);
      await farHears(AGENT);
      await voiceHears(CALLER);
      await expect.poll(async () => (await told('audio.measured')).length).toBeGreaterThanOrEqual(2);
      const { lineMs, recordedMs } = (await hangUp()) as { lineMs: number; recordedMs: number };
      const frames = await line.recorded();
      expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, i) => i));
      expect(recordedMs).toBe(frames.length * 20);
      expect(lineMs - recordedMs).toBeGreaterThanOrEqual(0);
      expect(lineMs - recordedMs).toBeLessThan(20);
      const lastHalf = frames.slice(-25);
      const side = (name: 'caller' | 'us') => Int16Array.from(lastHalf.flatMap((frame) => [...frame[name]]));
      expect(shareOfTone(side('caller'), CALLER.hz, 16_000)).toBeGreaterThan(PURE);
      expect(shareOfTone(side('us'), AGENT.hz, 16_000)).toBeGreaterThan(PURE);
      const { callerDb, usDb } = (await told('audio.measured')).at(-1)!.payload as { callerDb: number; usDb: number };
      // Half scale is 9 dB below a full sine's own -3.
      for (const db of [callerDb, usDb]) expect(Math.abs(db + 9)).toBeLessThan(2);
    });

    test('a second call while one is up is refused, and the first goes on', async () => {
      await pickUp();
      const first = callId;
      const second = await line.dial('second');
      expect(second).toEqual({ ok: false, failure: { kind: 'line-busy' } });
      expect(await story('second')).toEqual([]);
      expect(await story(first)).toEqual(['call.ringing', 'call.answered']);
      expect(await hangUp()).toMatchObject({ reason: 'agent-hung-up' });
    });

    test('of a call that is over nothing can be asked, and hanging it up again is no trouble', async () => {
      await pickUp();
      await hangUp();
      expect(await line.ask('call.hangUp', { callId })).toEqual({ ok: true, value: null });
      expect(await line.ask('call.hangUp', { callId: 'another' })).toMatchObject({ ok: false });
      expect(await gates('human')).toMatchObject({ ok: false });
      expect(await line.ask('clip.play', { callId, clip: 'bridge' })).toMatchObject({ ok: false });
      expect(await line.ask('microphone.mute', { callId, muted: true })).toMatchObject({ ok: false });
      expect(await story()).toEqual(['call.ringing', 'call.answered', 'call.ended']);
    });

    type End = {
      how: string;
      reason: string;
      begin: () => Promise<void>;
      end: () => Promise<unknown>;
      toldToFar?: true;
    };
    const ends: End[] = [
      { how: 'the far end hangs up', reason: 'caller-hung-up', begin: pickUp, end: () => line.far.hangsUp() },
      { how: 'the far end dies', reason: 'failed', begin: pickUp, end: () => line.far.dies() },
      { how: 'the agent hangs up', reason: 'agent-hung-up', begin: pickUp, end: hangUp, toldToFar: true },
      {
        how: 'the human hangs up',
        reason: 'human-hung-up',
        begin: async () => {
          await pickUp();
          await gates('human');
        },
        end: hangUp,
        toldToFar: true,
      },
      { how: 'the far end declines', reason: 'rejected', begin: ring, end: () => line.far.declines() },
      {
        how: 'the far end gives up while it rings',
        reason: 'not-answered',
        begin: ring,
        end: () => line.far.hangsUp(),
      },
      { how: 'the far end dies while it rings', reason: 'failed', begin: ring, end: () => line.far.dies() },
      { how: 'we hang up while it rings', reason: 'cancelled', begin: ring, end: hangUp, toldToFar: true },
      { how: 'we hang up before it rings', reason: 'cancelled', begin: dial, end: hangUp, toldToFar: true },
    ];
    for (const { how, reason, begin, end, toldToFar } of ends) {
      test(`${how}: the end is told once with its reason and nothing after it, and the next call works`, async () => {
        await begin();
        await end();
        expect(await tells('call.ended')).toMatchObject({ reason });
        if (toldToFar) await line.far.isHungUp();
        const over = callId;

        await pickUp();
        await line.far.speaks(CALLER);
        await line.voice.says('next', { ...AGENT, seconds: 3 });
        await farHears(AGENT);
        await voiceHears(CALLER);
        await hangUp();
        const whole = (await line.events()).filter(({ payload }) => payload['callId'] === over);
        expect(whole.filter(({ name }) => name === 'call.ended')).toHaveLength(1);
        expect(whole.at(-1)?.name).toBe('call.ended');
      });
    }
  });
}
