import { readFile, rename, stat, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ModelFile } from '../../domain/models/model-manifest.ts';
import { hashFile } from './hash-file.ts';

export type FileState = 'good' | 'missing' | 'damaged';

const Stamps = z.record(z.string(), z.object({ bytes: z.number(), modifiedMs: z.number(), sha256: z.string() }));
const STAMPS_FILE = '.verified.json';

export type VerifiedFiles = {
  /** Trusts a file whose size and time are those of its last whole reading; reads it again where they are not. */
  stateOf(file: ModelFile): Promise<FileState>;
  /** Reads the whole file. */
  verify(file: ModelFile, signal?: AbortSignal): Promise<FileState>;
};

/**
 * Which model files are what they should be. Reading 200 MB at every start would take seconds, so the outcome is kept
 * beside the models; a damaged note only costs reading them again.
 */
export function createVerifiedFiles(folder: string): VerifiedFiles {
  const stampsPath = join(folder, STAMPS_FILE);
  const read = async () => {
    try {
      return Stamps.parse(JSON.parse(await readFile(stampsPath, 'utf8')));
    } catch {
      return {};
    }
  };
  // One at a time, or two verifications would write over each other's notes.
  let writing: Promise<void> = Promise.resolve();
  const note = (path: string, stamp: z.infer<typeof Stamps>[string]) => {
    writing = writing
      .then(async () => {
        await mkdir(folder, { recursive: true });
        await writeFile(`${stampsPath}.part`, JSON.stringify({ ...(await read()), [path]: stamp }, null, 1));
        await rename(`${stampsPath}.part`, stampsPath);
      })
      .catch(() => undefined); // a folder that cannot be written to still serves its models
    return writing;
  };
  const look = (file: ModelFile) => stat(join(folder, file.path)).catch(() => undefined);

  const verify: VerifiedFiles['verify'] = async (file, signal) => {
    const found = await look(file);
    if (!found?.isFile()) return 'missing';
    if (found.size !== file.bytes) return 'damaged';
    const sha256 = await hashFile(join(folder, file.path), signal).catch(() => undefined);
    signal?.throwIfAborted();
    if (sha256 === undefined) return 'damaged'; // it cannot be read to its end
    await note(file.path, { bytes: found.size, modifiedMs: found.mtimeMs, sha256 });
    return sha256 === file.sha256 ? 'good' : 'damaged';
  };

  return {
    verify,
    async stateOf(file) {
      const found = await look(file);
      if (!found?.isFile()) return 'missing';
      if (found.size !== file.bytes) return 'damaged';
      const stamp = (await read())[file.path];
      if (stamp?.bytes !== found.size || stamp.modifiedMs !== found.mtimeMs) return verify(file);
      return stamp.sha256 === file.sha256 ? 'good' : 'damaged';
    },
  };
}
