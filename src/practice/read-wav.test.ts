import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readWav } from './read-wav.ts';

const folder = mkdtempSync(join(tmpdir(), 'latchkey-wav-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function wav(format: { coding?: number; channels?: number; rate?: number; depth?: number }, samples: number[]): Buffer {
  const { coding = 1, channels = 1, rate = 8_000, depth = 16 } = format;
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF____WAVEfmt ', 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(coding, 20);
  bytes.writeUInt16LE(channels, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt16LE(depth, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => bytes.writeInt16LE(sample, 44 + i * 2));
  return bytes;
}
const read = (bytes: Buffer) => {
  const path = join(folder, 'sound.wav');
  writeFileSync(path, bytes);
  return readWav(path);
};

test('of two channels the first is read', async () => {
  const sound = await read(wav({ channels: 2, rate: 16_000 }, [16_384, 1, -16_384, 1]));
  expect(sound).toEqual({ ok: true, value: { samples: Float32Array.of(0.5, -0.5), rate: 16_000 } });
});

test.each([
  ['text', Buffer.from('not a sound at all'), 'not a WAV file'],
  ['nothing', Buffer.alloc(0), 'not a WAV file'],
  ['a header alone', wav({}, []).subarray(0, 30), 'does not say how its sound is written'],
  ['a header without sound', wav({}, []), 'holds no sound'],
  ['a file that breaks off', wav({}, [1, 2, 3, 4]).subarray(0, 48), '8 bytes of sound are promised, 4 are there'],
  ['another coding', wav({ coding: 3, depth: 32 }, [1]), 'save it as 16-bit PCM'],
  ['another depth', wav({ depth: 24 }, [1]), 'it has 24 bits a sample; save it as 16-bit PCM'],
  ['another rate', wav({ rate: 6_000 }, [1]), '8,000 to 192,000 can be used'],
  ['no channel', wav({ channels: 0 }, [1]), '0 channels'],
])('%s is refused', async (_what, bytes, says) => {
  const sound = await read(bytes);
  expect(sound.ok ? 'accepted' : JSON.stringify(sound.failure)).toContain(says);
});

test('a file that is not there is unreadable', async () => {
  expect(await readWav(join(folder, 'nowhere.wav'))).toMatchObject({ ok: false, failure: { kind: 'file-unreadable' } });
});
