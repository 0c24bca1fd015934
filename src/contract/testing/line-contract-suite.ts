import { expect, test } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createPortPair, type Port } from '../../base/port.ts';
import type { FakeClock } from '../../base/testing/fake-clock.ts';
import type { LineToVoice, RecordedFrame, VoiceToLine } from '../../domain/audio/audio-message.ts';
import { decodeMuLaw, encodeMuLaw } from '../../domain/audio/mu-law.ts';
import type { TrunkMessage } from '../../domain/practice/trunk-message.ts';
import type { HostHandle } from '../host.ts';
import { lineContract } from '../line.ts';
import { connect } from '../wire.ts';

export type LineUnderTest = {
  /** A line whose microphone hears `microphone` (16 kHz), again and again. */
  open(clock: FakeClock, microphone: Int16Array): HostHandle<Port>;
};

const EVENTS = [
  'call.ringing',
  'call.answered',
  'call.ended',
  'gates.changed',
  'microphone.muted',
  'clip.played',
  'digit.received',
  'audio.measured',
] as const;

/** A line with all three streams in a test's hands. */
function setUp(subject: LineUnderTest, clock: FakeClock) {
  const line = subject.open(clock, new Int16Array(320).fill(3000));
  const main = connect(line.control, lineContract, { clock, log: silentLog, part: 'line' });
  const events: { name: string; payload: unknown }[] = [];
  for (const name of EVENTS) main.on(name, (payload) => events.push({ name, payload }));

  const give = (stream: 'audio' | 'recording' | 'trunk', callId = 'c1') => {
    const [mine, theirs] = createPortPair();
    const received: unknown[] = [];
    mine.onMessage((message) => received.push(message));
    line.give({ type: 'stream', stream, callId }, theirs);
    return { port: mine, received };
  };
  return {
    line,
    main,
    events,
    give,
    named: (name: string) => events.filter((e) => e.name === name).map((e) => e.payload),
  };
}

type Given = { port: Port; received: unknown[] };
const farEnd = ({ port, received }: Given) => {
  let seq = 0;
  return {
    does: (message: TrunkMessage) => port.post(message),
    says(level: number) {
      const payload = encodeMuLaw(new Int16Array(160).fill(level));
      port.post({ type: 'packet', seq, timestamp: seq * 160, payload } satisfies TrunkMessage);
      seq++;
    },
    got: (type: TrunkMessage['type']) => (received as TrunkMessage[]).filter((message) => message.type === type),
    heard: () =>
      (received as TrunkMessage[]).flatMap((message) =>
        message.type === 'packet' ? [...decodeMuLaw(message.payload)] : [],
      ),
  };
};

async function pickUp(subject: LineUnderTest, clock: FakeClock) {
  const line = setUp(subject, clock);
  const audio = line.give('audio');
  const recording = line.give('recording');
  const trunk = farEnd(line.give('trunk'));
  const dialled = line.main.call('call.dial', { callId: 'c1', to: { line: 'practice' } });
  await clock.advance(100);
  trunk.does({ type: 'ringing' });
  trunk.does({ type: 'answered' });
  await clock.advance(0);
  return { ...line, audio, recording, trunk, dialled, say: (message: VoiceToLine) => audio.port.post(message) };
}

/** What every line must do, whatever it runs on. Run it with a clock that the line's ticks follow. */
export function lineContractSuite(subject: LineUnderTest, createClock: () => FakeClock): void {
  test('a call rings, is answered, and is ended by the other side', async () => {
    const clock = createClock();
    const { trunk, dialled, events, named } = await pickUp(subject, clock);
    expect(await dialled).toEqual({ ok: true, value: null });
    expect(trunk.got('invite')).toEqual([{ type: 'invite', callId: 'c1' }]);
    await clock.advance(500);
    trunk.does({ type: 'bye' });
    await clock.advance(50);
    expect(events.map(({ name }) => name)).toEqual(['call.ringing', 'call.answered', 'call.ended']);
    expect(named('call.answered')).toEqual([{ callId: 'c1', lineMs: 0 }]);
    const [ended] = named('call.ended') as { reason: string; lineMs: number; recordedMs: number }[];
    expect(ended?.reason).toBe('caller-hung-up');
    expect(ended?.lineMs).toBeGreaterThanOrEqual(480);
    expect(Math.abs(ended!.recordedMs - ended!.lineMs)).toBeLessThan(20);
  });

  test('a call without a trunk, and a second call, are refused', async () => {
    const clock = createClock();
    const bare = setUp(subject, clock);
    const refused = bare.main.call('call.dial', { callId: 'c1', to: { line: 'practice' } });
    await clock.advance(0);
    expect(await refused).toMatchObject({ ok: false, failure: { kind: 'line-failed' } });
    const { main } = await pickUp(subject, clock);
    const second = main.call('call.dial', { callId: 'c2', to: { line: 'practice' } });
    await clock.advance(0);
    expect(await second).toEqual({ ok: false, failure: { kind: 'line-busy' } });
  });

  test('the caller is heard by the voice 50 times a second, without a gap', async () => {
    const clock = createClock();
    const { audio, trunk } = await pickUp(subject, clock);
    for (let i = 0; i < 50; i++) {
      trunk.says(4000);
      await clock.advance(20);
    }
    const heard = (audio.received as LineToVoice[]).filter((message) => message.type === 'heard');
    expect(heard.map(({ seq }) => seq)).toEqual(heard.map((_, i) => i));
    expect(heard.length).toBeGreaterThanOrEqual(50);
    expect(heard.slice(10, 45).every(({ pcm }) => pcm.every((x) => Math.abs(x - 4000) < 150))).toBe(true);
  });

  test('the agent is heard at the other end, and what was heard is reported', async () => {
    const clock = createClock();
    const { audio, say, trunk } = await pickUp(subject, clock);
    say({ type: 'say', speechId: 's1', pcm: new Int16Array(3200).fill(5000) });
    say({ type: 'end', speechId: 's1' });
    await clock.advance(400);
    const loud = trunk.heard().filter((x) => Math.abs(x - 5000) < 200).length;
    expect(Math.abs(loud - 1600)).toBeLessThan(30);
    expect((audio.received as LineToVoice[]).find(({ type }) => type === 'finished')).toMatchObject({
      speechId: 's1',
      samples: 3200,
    });
  });

  test('a hush is silence at the other end within two packets', async () => {
    const clock = createClock();
    const { say, trunk } = await pickUp(subject, clock);
    say({ type: 'say', speechId: 's1', pcm: new Int16Array(16_000).fill(5000) });
    await clock.advance(200);
    say({ type: 'hush', speechId: 's1' });
    const before = trunk.heard().length;
    await clock.advance(200);
    expect(
      Math.max(
        ...trunk
          .heard()
          .slice(before + 320)
          .map(Math.abs),
      ),
    ).toBe(0);
  });

  test('taking over silences the agent, opens the microphone and is told to main and to the voice', async () => {
    const clock = createClock();
    const { main, audio, say, trunk, named } = await pickUp(subject, clock);
    say({ type: 'say', speechId: 's1', pcm: new Int16Array(16_000).fill(8000) });
    await clock.advance(100);
    const moved = main.call('gates.set', { callId: 'c1', handler: 'human', knows: {} });
    const before = trunk.heard().length;
    await clock.advance(200);
    expect(await moved).toMatchObject({ ok: true });
    expect(named('gates.changed')).toMatchObject([{ callId: 'c1', handler: 'human', by: 'main' }]);
    expect(
      trunk
        .heard()
        .slice(before + 320)
        .every((x) => Math.abs(x - 3000) < 120),
    ).toBe(true);
    expect((audio.received as LineToVoice[]).some((m) => m.type === 'handler' && m.handler === 'human')).toBe(true);
    expect((audio.received as LineToVoice[]).some((m) => m.type === 'spoken')).toBe(true);
  });

  test('a muted human is not heard, and is heard again, as the line tells', async () => {
    const clock = createClock();
    const { main, trunk, named } = await pickUp(subject, clock);
    const loudestOf = async (muted: boolean | null) => {
      if (muted === null) void main.call('gates.set', { callId: 'c1', handler: 'human', knows: {} });
      else void main.call('microphone.mute', { callId: 'c1', muted });
      await clock.advance(60);
      const before = trunk.heard().length;
      await clock.advance(100);
      return Math.max(...trunk.heard().slice(before).map(Math.abs));
    };
    expect(await loudestOf(null)).toBeGreaterThan(2500);
    expect(await loudestOf(true)).toBeLessThan(10);
    expect(await loudestOf(false)).toBeGreaterThan(2500);
    expect(named('microphone.muted')).toEqual([
      { callId: 'c1', muted: true },
      { callId: 'c1', muted: false },
    ]);
  });

  test('the recording has both sides of all that was said', async () => {
    const clock = createClock();
    const { recording, say, trunk } = await pickUp(subject, clock);
    say({ type: 'say', speechId: 's1', pcm: new Int16Array(16_000).fill(5000) });
    for (let i = 0; i < 25; i++) {
      trunk.says(-4000);
      await clock.advance(20);
    }
    const frames = recording.received as RecordedFrame[];
    expect(frames.map(({ seq }) => seq)).toEqual(frames.map((_, i) => i));
    expect(frames[15]!.us.every((x) => x === 5000)).toBe(true);
    expect(frames[15]!.caller.every((x) => Math.abs(x + 4000) < 150)).toBe(true);
  });

  test('the bridging sentence plays though the voice process is gone', async () => {
    const clock = createClock();
    const { main, audio, trunk, named } = await pickUp(subject, clock);
    const kept = main.call('clip.keep', { clip: 'bridge', pcm: new Int16Array(3200).fill(6000) });
    audio.port.close();
    const played = main.call('clip.play', { callId: 'c1', clip: 'bridge' });
    await clock.advance(100);
    expect([await kept, await played].every(({ ok }) => ok)).toBe(true);
    expect(trunk.heard().filter((x) => Math.abs(x - 6000) < 250).length).toBeGreaterThan(500);
    expect(named('clip.played')).toEqual([]);
    await clock.advance(200);
    const [heard] = named('clip.played') as { startedMs: number; endedMs: number }[];
    expect(heard).toMatchObject({ callId: 'c1', clip: 'bridge', whole: true });
    expect(heard!.endedMs - heard!.startedMs).toBe(200);
  });

  test('a bridging sentence that was cut short says how far it came', async () => {
    const clock = createClock();
    const { main, named } = await pickUp(subject, clock);
    void main.call('clip.keep', { clip: 'bridge', pcm: new Int16Array(16_000).fill(6000) });
    void main.call('clip.play', { callId: 'c1', clip: 'bridge' });
    await clock.advance(200);
    void main.call('gates.set', { callId: 'c1', handler: 'human', knows: {} });
    await clock.advance(100);
    const [heard] = named('clip.played') as { startedMs: number; endedMs: number }[];
    expect(heard).toMatchObject({ callId: 'c1', whole: false });
    expect(Math.abs(heard!.endedMs - heard!.startedMs - 200)).toBeLessThan(45);
  });

  test('digits, levels and lost packets are reported', async () => {
    const clock = createClock();
    const { trunk, named } = await pickUp(subject, clock);
    trunk.does({ type: 'digit', digit: '5' });
    for (let i = 0; i < 60; i++) {
      if (i === 30) trunk.does({ type: 'packet', seq: -1, timestamp: 0, payload: new Uint8Array(3) });
      trunk.says(4000);
      await clock.advance(20);
    }
    expect(named('digit.received')).toMatchObject([{ callId: 'c1', digit: '5' }]);
    const [measured] = named('audio.measured') as { callerDb: number; usDb: number; framesLost: number }[];
    expect(measured).toMatchObject({ callId: 'c1', lineMs: 1000, framesLost: 1, underruns: 0 });
    expect(measured!.callerDb).toBeGreaterThan(-20);
    expect(measured!.usDb).toBe(-100);
  });

  test('hanging up says goodbye to the other end once, and may be repeated', async () => {
    const clock = createClock();
    const { main, trunk, named } = await pickUp(subject, clock);
    const first = main.call('call.hangUp', { callId: 'c1' });
    const again = main.call('call.hangUp', { callId: 'c1' });
    const other = main.call('call.hangUp', { callId: 'c9' });
    await clock.advance(50);
    expect([(await first).ok, (await again).ok, (await other).ok]).toEqual([true, true, false]);
    expect(trunk.got('bye')).toHaveLength(1);
    expect(named('call.ended')).toMatchObject([{ reason: 'agent-hung-up' }]);
    const frames = trunk.heard().length;
    await clock.advance(200);
    expect(trunk.heard().length).toBe(frames);
  });

  test('a lead who vanishes ends the call as failed', async () => {
    const clock = createClock();
    const line = setUp(subject, clock);
    const { port } = line.give('trunk');
    const dialled = line.main.call('call.dial', { callId: 'c1', to: { line: 'practice' } });
    await clock.advance(40);
    expect((await dialled).ok).toBe(true);
    port.close();
    await clock.advance(40);
    expect(line.named('call.ended')).toMatchObject([{ reason: 'failed' }]);
  });

  test('a telephone that nobody answers is given up after 45 seconds', async () => {
    const clock = createClock();
    const line = setUp(subject, clock);
    const trunk = farEnd(line.give('trunk'));
    void line.main.call('call.dial', { callId: 'c1', to: { line: 'practice' } });
    await clock.advance(10);
    trunk.does({ type: 'ringing' });
    await clock.advance(44_000);
    expect(line.named('call.ended')).toEqual([]);
    await clock.advance(2_000);
    expect(line.named('call.ended')).toMatchObject([{ reason: 'not-answered' }]);
    expect(trunk.got('bye')).toHaveLength(1);
  });

  test('after one call comes the next, on streams of its own', async () => {
    const clock = createClock();
    const { main, give, named } = await pickUp(subject, clock);
    void main.call('call.hangUp', { callId: 'c1' });
    await clock.advance(40);
    const audio = give('audio', 'c2');
    const trunk = farEnd(give('trunk', 'c2'));
    void main.call('call.dial', { callId: 'c2', to: { line: 'practice' } });
    await clock.advance(0);
    trunk.does({ type: 'answered' });
    await clock.advance(100);
    expect(named('call.answered')).toMatchObject([{ callId: 'c1' }, { callId: 'c2', lineMs: 0 }]);
    expect((audio.received as LineToVoice[])[0]).toMatchObject({ type: 'heard', seq: 0 });
  });
}
