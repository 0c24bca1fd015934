import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const CENTRAL = Buffer.from('504b0506', 'hex');

/**
 * Unpacks a zip (stored or deflated, no zip64) into `outFolder`. `rename(name)` answers where a file goes, or
 * undefined to leave it out. Answers how many files were written. Throws on a damaged archive.
 */
export function unzip(file, outFolder, rename) {
  const fd = openSync(file, 'r');
  try {
    const read = (position, length) => {
      const bytes = Buffer.allocUnsafe(length);
      if (readSync(fd, bytes, 0, length, position) !== length) throw new Error(`${file} is cut short`);
      return bytes;
    };
    let count = 0;
    for (const entry of entriesOf(read, fstatSync(fd).size)) {
      const target = entry.name.endsWith('/') ? undefined : rename(entry.name);
      if (!target) continue;
      write(resolve(outFolder), target, { bytes: contentOf(read, entry), mode: entry.mode });
      count += 1;
    }
    return count;
  } finally {
    closeSync(fd);
  }
}

function* entriesOf(read, size) {
  const tailLength = Math.min(size, 65_557);
  const tail = read(size - tailLength, tailLength);
  const end = tail.lastIndexOf(CENTRAL);
  if (end < 0) throw new Error('not a zip archive, or cut short');
  const directory = read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  for (let i = 0, at = 0; i < tail.readUInt16LE(end + 10); i++) {
    const nameLength = directory.readUInt16LE(at + 28);
    yield {
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777 || 0o644,
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
    };
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

function contentOf(read, entry) {
  const header = read(entry.offset, 30);
  const raw = read(entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28), entry.packed);
  const bytes = entry.method === 0 ? raw : inflateRawSync(raw);
  if (bytes.length !== entry.size) throw new Error(`${entry.name} is damaged in the archive`);
  return bytes;
}

function write(outFolder, name, { bytes, mode }) {
  const target = resolve(outFolder, name);
  if (!target.startsWith(outFolder + sep)) throw new Error(`${name} points out of the archive`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes, { mode });
}
