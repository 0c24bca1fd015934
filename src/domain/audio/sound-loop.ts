import { floatFromPcm } from './pcm.ts';

/** A sound file that speaks where there is no microphone: from its beginning whenever somebody begins to speak, again and again. */
export type SoundLoop = {
  /** 16 kHz; null for none. */
  replace(pcm: Int16Array | null): void;
  rewind(): void;
  /** Overwrites the block with what comes next; answers false, and leaves it alone, where there is no sound. */
  read(block: Float32Array): boolean;
};

export function createSoundLoop(): SoundLoop {
  let samples: Float32Array = new Float32Array(0);
  let at = 0;
  return {
    replace(pcm) {
      samples = pcm ? floatFromPcm(pcm) : new Float32Array(0);
      at = 0;
    },
    rewind() {
      at = 0;
    },
    read(block) {
      if (samples.length === 0) return false;
      for (let i = 0; i < block.length; i++) {
        block[i] = samples[at] ?? 0;
        at = (at + 1) % samples.length;
      }
      return true;
    },
  };
}
