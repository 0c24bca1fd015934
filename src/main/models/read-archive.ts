import { createReadStream } from 'node:fs';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { createInflateRaw, gunzip } from 'node:zlib';

const gunzipWhole = promisify(gunzip);
const END_OF_DIRECTORY = Buffer.from('504b0506', 'hex');
const LONGEST_TAIL = 65_557;
const BLOCK = 512;

/** The bytes of one member of a wheel (zip) or npm tarball (tgz). Rejects where it is absent or the archive damaged. */
export function readArchiveMember(archive: string, member: string): AsyncIterable<Uint8Array> {
  return archive.endsWith('.tgz') ? readTarMember(archive, member) : readZipMember(archive, member);
}

async function* readZipMember(archive: string, member: string): AsyncGenerator<Uint8Array> {
  const entry = await findZipEntry(archive, member);
  if (!entry) throw new Error(`${member} is not in ${archive}`);
  if (entry.packed === 0) return;
  const raw = createReadStream(archive, { start: entry.start, end: entry.start + entry.packed - 1 });
  // Not `raw.pipe`: that hears no read error, which would end the process, and leaves the file open when broken off.
  const bytes: AsyncIterable<Uint8Array> =
    entry.method === 0 ? raw : pipeline(raw, createInflateRaw(), () => undefined); // the reader hears of it
  yield* bytes;
}

type ZipEntry = { readonly method: number; readonly packed: number; readonly start: number };

async function findZipEntry(archive: string, member: string): Promise<ZipEntry | undefined> {
  const file = await open(archive, 'r');
  try {
    const { size } = await file.stat();
    const tail = await readAt(file, Math.max(0, size - LONGEST_TAIL), Math.min(size, LONGEST_TAIL));
    const end = tail.lastIndexOf(END_OF_DIRECTORY);
    if (end < 0) throw new Error(`${archive} is no zip archive, or cut short`);
    const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    const found = entryNamed(directory, member);
    if (!found) return undefined;
    const header = await readAt(file, found.offset, 30);
    return { ...found, start: found.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28) };
  } finally {
    await file.close();
  }
}

/** Entry layout: APPNOTE.TXT 6.3.10, 4.3.12. */
function entryNamed(directory: Buffer, member: string): { method: number; packed: number; offset: number } | undefined {
  for (let at = 0; at + 46 <= directory.length;) {
    const nameBytes = directory.readUInt16LE(at + 28);
    if (directory.toString('utf8', at + 46, at + 46 + nameBytes) === member) {
      return {
        method: directory.readUInt16LE(at + 10),
        packed: directory.readUInt32LE(at + 20),
        offset: directory.readUInt32LE(at + 42),
      };
    }
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return undefined;
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('the archive is cut short');
  return buffer;
}

async function* readTarMember(archive: string, member: string): AsyncGenerator<Uint8Array> {
  const tar = await gunzipWhole(await readFile(archive));
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
    const text = (offset: number, length: number) =>
      tar.toString('utf8', at + offset, at + offset + length).replace(/\0.*$/s, '');
    const size = Number.parseInt(text(124, 12), 8);
    const prefix = text(345, 155);
    if ((prefix ? `${prefix}/` : '') + text(0, 100) === member) {
      yield tar.subarray(at + BLOCK, at + BLOCK + size);
      return;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  throw new Error(`${member} is not in ${archive}`);
}
