import { failed, ok, type Result } from '../../base/result.ts';

export const WAV_HEADER_BYTES = 44;
const PCM = 1;
const EXTENSIBLE = 0xfffe;
const SAVE_IT = 'save it as 16-bit PCM';
/** What programs write that did not know the length when they began. */
const UNKNOWN_LENGTH = 0xffffffff;

export type WavFormat = { sampleRate: number; channels: number };
/** One array of samples in [-1, 1] for each channel, all equally long. */
export type Wav = { sampleRate: number; channels: Float32Array[] };

/** The 44 bytes before 16-bit PCM of `dataBytes` bytes; written again whenever the sound has grown. */
export function wavHeader(format: WavFormat, dataBytes: number): Uint8Array {
  const bytes = new Uint8Array(WAV_HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  const frameBytes = format.channels * 2;
  write(bytes, 0, 'RIFF');
  view.setUint32(4, WAV_HEADER_BYTES - 8 + dataBytes, true);
  write(bytes, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, format.channels, true);
  view.setUint32(24, format.sampleRate, true);
  view.setUint32(28, format.sampleRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 16, true);
  write(bytes, 36, 'data');
  view.setUint32(40, dataBytes, true);
  return bytes;
}

/** 16-bit PCM bytes of channels of equal length, sample by sample in turn. */
export function interleave(channels: readonly Int16Array[]): Uint8Array {
  const length = channels[0]?.length ?? 0;
  const bytes = new Uint8Array(length * channels.length * 2);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let i = 0; i < length; i++) {
    for (const channel of channels) {
      view.setInt16(at, channel[i] ?? 0, true);
      at += 2;
    }
  }
  return bytes;
}

/** A whole file. */
export function encodeWav(sampleRate: number, channels: readonly Int16Array[]): Uint8Array {
  const data = interleave(channels);
  const file = new Uint8Array(WAV_HEADER_BYTES + data.length);
  file.set(wavHeader({ sampleRate, channels: channels.length }, data.length));
  file.set(data, WAV_HEADER_BYTES);
  return file;
}

/** Reads 16-bit PCM. What cannot be read is refused with the reason, in words that fit after "could not be read: ". */
export function parseWav(bytes: Uint8Array): Result<Wav, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || text(bytes, 0) !== 'RIFF' || text(bytes, 8) !== 'WAVE')
    return failed('it is not a WAV file');
  const format = parseFormat(view, bytes);
  if (!format.ok) return format;
  const { channels, sampleRate } = format.value;
  const data = findChunk(view, bytes, 'data');
  if (!data) return failed('it holds no sound');
  const there = bytes.length - data.at;
  if (data.length > there && data.length !== UNKNOWN_LENGTH) {
    return failed(`it is cut off: ${data.length} bytes of sound are promised, ${there} are there`);
  }
  const frames = Math.floor(Math.min(data.length, there) / (2 * channels));
  if (frames === 0) return failed('it holds no sound');
  const read = (channel: number) =>
    Float32Array.from(
      { length: frames },
      (_, i) => view.getInt16(data.at + (i * channels + channel) * 2, true) / 32768,
    );
  return ok({ sampleRate, channels: Array.from({ length: channels }, (_, channel) => read(channel)) });
}

function parseFormat(view: DataView, bytes: Uint8Array): Result<WavFormat, string> {
  const format = findChunk(view, bytes, 'fmt ');
  if (!format || format.length < 16 || format.at + 16 > bytes.length) {
    return failed('it does not say how its sound is written');
  }
  const coding = view.getUint16(format.at, true);
  const channels = view.getUint16(format.at + 2, true);
  const sampleRate = view.getUint32(format.at + 4, true);
  const bits = view.getUint16(format.at + 14, true);
  if (coding !== PCM && coding !== EXTENSIBLE) return failed(`its sound is compressed (format ${coding}); ${SAVE_IT}`);
  if (bits !== 16) return failed(`it has ${bits} bits a sample; ${SAVE_IT}`);
  if (channels < 1 || channels > 8) return failed(`it has ${channels} channels; one or two are expected`);
  if (sampleRate < 8_000 || sampleRate > 192_000) {
    return failed(`it has ${sampleRate} samples a second; 8,000 to 192,000 can be used`);
  }
  return ok({ channels, sampleRate });
}

function findChunk(view: DataView, bytes: Uint8Array, name: string): { at: number; length: number } | undefined {
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = view.getUint32(at + 4, true);
    if (text(bytes, at) === name) return { at: at + 8, length };
    at += 8 + length + (length % 2);
  }
  return undefined;
}

const text = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

function write(bytes: Uint8Array, at: number, words: string): void {
  for (let i = 0; i < words.length; i++) bytes[at + i] = words.charCodeAt(i);
}
