import { closeSync, constants, fstatSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file that is written at positions; what lies between two writes reads as zeros. Every call throws what the disk says. */
export type SoundFile = {
  /** All of it or a throw. */
  write(bytes: Uint8Array, position: number): void;
  size(): number;
  /** Returns when it is on the disk. */
  sync(): void;
  close(): void;
};
export type OpenSoundFile = (path: string) => SoundFile;

/** Opens for writing, keeping what is there; makes the file and its folder where they are missing. */
export const openSoundFile: OpenSoundFile = (path) => {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  return {
    write(bytes, position) {
      for (let done = 0; done < bytes.length;)
        done += writeSync(file, bytes, done, bytes.length - done, position + done);
    },
    size: () => fstatSync(file).size,
    sync: () => {
      fsyncSync(file);
    },
    close: () => {
      closeSync(file);
    },
  };
};
