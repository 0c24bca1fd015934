import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { FRAME_SAMPLES } from '../../domain/audio/pcm.ts';
import { encodeWav } from '../../domain/audio/wav.ts';
import { createTestFolder, openTestStore, type TestStore } from '../testing/open-test-store.ts';
import { answered, factsOf, requested } from '../testing/sample-facts.ts';
import { openSoundFile, type OpenSoundFile } from './sound-file.ts';

let temporary: ReturnType<typeof createTestFolder>;
let store: TestStore;
beforeEach(async () => {
  temporary = createTestFolder();
  store = await openTestStore(temporary.folder);
});
afterEach(async () => {
  await store.close();
  temporary.remove();
});

const random = createRandom(7);
const noise = () => Int16Array.from({ length: FRAME_SAMPLES }, () => Math.floor(random() * 65_536) - 32_768);
const frame = (seq: number) => ({ type: 'recorded' as const, seq, caller: noise(), us: noise() });
type Frame = ReturnType<typeof frame>;
const pathOf = (callId: string) => join(temporary.folder, 'recordings', `${callId}.wav`);

/** The file that holds exactly these frames, each where its number says, and silence elsewhere. */
function wavOf(frames: readonly Frame[]): Buffer {
  const length = Math.max(...frames.map(({ seq }) => seq + 1)) * FRAME_SAMPLES;
  const [caller, us] = [new Int16Array(length), new Int16Array(length)];
  for (const { seq, ...sides } of frames) {
    caller.set(sides.caller, seq * FRAME_SAMPLES);
    us.set(sides.us, seq * FRAME_SAMPLES);
  }
  return Buffer.from(encodeWav(16_000, [caller, us]));
}
const same = (callId: string, expected: Buffer) => expect(readFileSync(pathOf(callId)).equals(expected)).toBe(true);
const finish = async (callId: string) => {
  const answer = store.client.call('recording.finish', { callId });
  await store.clock.advance(400);
  return answer;
};

test('the file is the call, sample for sample, with silence where frames were lost', async () => {
  const frames = [0, 1, 2, 5, 6, 60, 61].map(frame);
  const line = store.record('a');
  for (const each of frames) line.post(each);
  expect(await finish('a')).toEqual({ ok: true, value: { durationMs: 1_240 } });
  same('a', wavOf(frames));
  expect(await store.client.call('recording.find', { callId: 'a' })).toEqual({
    ok: true,
    value: { path: pathOf('a'), durationMs: 1_240 },
  });
});

test('frames that come late or twice land where they belong', async () => {
  const [first, second, third] = [frame(0), frame(1), frame(2)];
  const line = store.record('a');
  for (const each of [first, third, second, second]) line.post(each);
  await finish('a');
  same('a', wavOf([first, second, third]));
});

test('while the call goes on, the header is at most a second behind', async () => {
  const frames = Array.from({ length: 120 }, (_, seq) => frame(seq));
  const line = store.record('a');
  for (const each of frames) line.post(each);
  await store.clock.advance(0);
  const bytes = readFileSync(pathOf('a'));
  expect(bytes.length).toBe(44 + 120 * 1_280);
  expect(bytes.readUInt32LE(40)).toBeGreaterThanOrEqual(100 * 1_280);
  expect(bytes.readUInt32LE(4)).toBe(bytes.readUInt32LE(40) + 36);
});

test('frames still on their way when the call is finished are waited for', async () => {
  const frames = [0, 1, 2].map(frame);
  const line = store.record('a');
  line.post(frames[0]);
  const answer = store.client.call('recording.finish', { callId: 'a' });
  await store.clock.advance(100);
  line.post(frames[1]);
  await store.clock.advance(100);
  line.post(frames[2]);
  await store.clock.advance(200);
  expect(await answer).toEqual({ ok: true, value: { durationMs: 60 } });
  same('a', wavOf(frames));
});

test('a line that never stops is cut after a second and a half', async () => {
  const line = store.record('a');
  const answer = store.client.call('recording.finish', { callId: 'a' });
  for (let seq = 0; seq < 100; seq++) {
    line.post(frame(seq));
    await store.clock.advance(20);
  }
  expect(await answer).toEqual({ ok: true, value: { durationMs: 1_500 } });
});

test('a line that closes its port has finished, and finishing again says the same', async () => {
  const line = store.record('a');
  line.post(frame(0));
  await store.clock.advance(0);
  line.close();
  await store.clock.advance(0);
  expect(await store.client.call('recording.finish', { callId: 'a' })).toEqual({ ok: true, value: { durationMs: 20 } });
  expect(await store.client.call('recording.finish', { callId: 'a' })).toEqual({ ok: true, value: { durationMs: 20 } });
});

test('a line that was reloaded goes on after what is there', async () => {
  const before = [0, 1].map(frame);
  const after = [0, 1].map(frame);
  const first = store.record('a');
  for (const each of before) first.post(each);
  await store.clock.advance(0);
  const second = store.record('a');
  for (const each of after) second.post(each);
  await finish('a');
  same('a', wavOf([...before, ...after.map((each) => ({ ...each, seq: each.seq + 2 }))]));
});

test('rubbish is not written', async () => {
  const good = frame(1);
  const line = store.record('a');
  const rubbish = [
    null,
    'x',
    { ...frame(0), seq: -1 },
    { ...frame(0), seq: 1.5 },
    { ...frame(0), us: new Int16Array(3) },
    frame(1e9),
  ];
  for (const each of [...rubbish, good]) line.post(each);
  await finish('a');
  same('a', wavOf([good]));
});

test.each(['../../etc/passwd', 'a/b', '', 'c:\\x', 'x'.repeat(65)])('a call named %j gets no file', async (callId) => {
  store.record(callId).post(frame(0));
  await store.clock.advance(0);
  expect(existsSync(join(temporary.folder, 'recordings'))).toBe(false);
  expect(await store.client.call('recording.find', { callId })).toMatchObject({ failure: { kind: 'not-found' } });
});

test('a recording that was cut off is repaired at the next start, and the call lasted as long as it', async () => {
  await store.append(factsOf('a', 1_000, [requested(), answered(0)]));
  await store.close();
  mkdirSync(join(temporary.folder, 'recordings'), { recursive: true });
  const whole = wavOf([0, 1, 2].map(frame));
  writeFileSync(pathOf('a'), whole);
  truncateSync(pathOf('a'), 44 + 1_280 * 2 + 641);
  writeFileSync(pathOf('empty'), '');
  store = await openTestStore(temporary.folder);
  const repaired = readFileSync(pathOf('a'));
  expect(repaired.readUInt32LE(40)).toBe(1_280 * 2 + 640);
  expect(repaired.subarray(44)).toEqual(whole.subarray(44, 44 + 1_280 * 2 + 641));
  expect(await store.client.call('recording.find', { callId: 'a' })).toMatchObject({ value: { durationMs: 50 } });
  expect(await store.client.call('call.get', { callId: 'a' })).toMatchObject({
    value: { talkMs: 50, endReason: 'app-closed' },
  });
  expect(readFileSync(pathOf('empty'))).toHaveLength(44);
});

test('a whole recording is left alone at the next start', async () => {
  store.record('a').post(frame(0));
  await finish('a');
  await store.close();
  appendFileSync(pathOf('a'), 'not ours to judge');
  const before = readFileSync(pathOf('a'));
  store = await openTestStore(temporary.folder);
  expect(readFileSync(pathOf('a')).equals(before)).toBe(true);
});

test('what comes while the disk is full is silence; what comes after it lies where it belongs', async () => {
  await store.close();
  let room = 3;
  const filling: OpenSoundFile = (path) => {
    const file = openSoundFile(path);
    return {
      ...file,
      write(bytes, position) {
        if (position + bytes.length > 44 + room * 1_280)
          throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        file.write(bytes, position);
      },
    };
  };
  store = await openTestStore(temporary.folder, { openFile: filling });
  const frames = [0, 1, 2, 3, 4, 5, 6].map(frame);
  const line = store.record('a');
  for (const each of frames.slice(0, 5)) line.post(each);
  await store.append(factsOf('a', 1_000, [requested()]));
  await store.clock.advance(0);
  const failure = { kind: 'disk-full', path: pathOf('a') };
  const troubles = () => store.told.filter(({ name }) => name !== 'call.changed');
  expect(troubles()).toEqual([{ name: 'part.degraded', payload: { failure } }]);

  room = 100;
  for (const each of frames.slice(5)) line.post(each);
  await store.clock.advance(0);
  expect(troubles().slice(1)).toEqual([{ name: 'part.recovered', payload: { failure } }]);
  expect(await finish('a')).toEqual({ ok: true, value: { durationMs: 140 } });
  same('a', wavOf([...frames.slice(0, 3), ...frames.slice(5)]));
});

test('a disk that is full from the first frame to the last costs the recording and nothing else', async () => {
  await store.close();
  const nowhere: OpenSoundFile = () => {
    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  };
  store = await openTestStore(temporary.folder, { openFile: nowhere });
  const line = store.record('a');
  for (const each of [0, 1, 2].map(frame)) line.post(each);
  await store.append(factsOf('a', 1_000, [requested()]));
  expect(await finish('a')).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
  expect(store.told.filter(({ name }) => name !== 'call.changed').map(({ name }) => name)).toEqual([
    'part.degraded',
    'part.recovered',
  ]);
});

test('a disk that is full when the recording is closed is told, once, and with the recording it is over', async () => {
  await store.close();
  let full = false;
  const filling: OpenSoundFile = (path) => ({
    ...openSoundFile(path),
    sync() {
      if (full) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    },
  });
  store = await openTestStore(temporary.folder, { openFile: filling });
  store.record('a').post(frame(0));
  await store.clock.advance(0);
  full = true;
  await finish('a');
  const failure = { kind: 'disk-full', path: pathOf('a') };
  expect(store.told).toEqual([
    { name: 'part.degraded', payload: { failure } },
    { name: 'part.recovered', payload: { failure } },
  ]);
});
