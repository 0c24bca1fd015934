import type { RecordedFrame } from '../../domain/audio/audio-message.ts';
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import { interleave, WAV_HEADER_BYTES, wavHeader } from '../../domain/audio/wav.ts';
import type { SoundFile } from './sound-file.ts';

const CHANNELS = 2;
const SAMPLE_BYTES = CHANNELS * 2;
const FRAME_BYTES = FRAME_SAMPLES * SAMPLE_BYTES;
const FRAMES_PER_HEADER = 1_000 / FRAME_MS;
/** The header counts bytes in 32 bits: 18 hours. */
const MOST_FRAMES = Math.floor((0xffffffff - WAV_HEADER_BYTES) / FRAME_BYTES);
/** A longer gap than this is a broken clock, not a gap: an hour. */
const LONGEST_GAP = 3_600_000 / FRAME_MS;

/** What this many bytes of one of our files last, ms; half a sample at the end does not count. */
export const recordedMs = (fileBytes: number): number =>
  (Math.floor(Math.max(0, fileBytes - WAV_HEADER_BYTES) / SAMPLE_BYTES) * 1_000) / SAMPLE_RATE;

/** Writes the header that fits the file as long as it is; answers what the sound lasts, ms. */
export function repairHeader(file: SoundFile): number {
  const samples = Math.floor(Math.max(0, file.size() - WAV_HEADER_BYTES) / SAMPLE_BYTES);
  file.write(wavHeader({ sampleRate: SAMPLE_RATE, channels: CHANNELS }, samples * SAMPLE_BYTES), 0);
  return (samples * 1_000) / SAMPLE_RATE;
}

/**
 * A stereo 16 kHz WAV, left the caller, right what went out, in which frame `seq` lies where the line's clock says.
 * Nothing is kept in memory; what never came is silence; a file that is already there is continued.
 */
export function createStereoWav(file: SoundFile) {
  let frames = Math.floor(Math.max(0, file.size() - WAV_HEADER_BYTES) / FRAME_BYTES);
  let sinceHeader = 0;
  repairHeader(file);
  return {
    /** How many frames the file holds, gaps included. */
    frames: () => frames,
    /** Answers false for a frame whose place makes no sense. */
    add({ seq, caller, us }: Omit<RecordedFrame, 'type'>): boolean {
      if (seq < 0 || seq >= MOST_FRAMES || seq - frames > LONGEST_GAP) return false;
      file.write(interleave([caller, us]), WAV_HEADER_BYTES + seq * FRAME_BYTES);
      frames = Math.max(frames, seq + 1);
      if (++sinceHeader >= FRAMES_PER_HEADER) {
        sinceHeader = 0;
        repairHeader(file);
      }
      return true;
    },
    /** Header right, all on the disk, closed. Answers what it lasts, ms. */
    finish(): number {
      try {
        const durationMs = repairHeader(file);
        file.sync();
        return durationMs;
      } finally {
        file.close();
      }
    },
  };
}
