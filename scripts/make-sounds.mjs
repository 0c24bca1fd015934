#!/usr/bin/env node
// Writes resources/sounds: the tones that a telephone in the United States makes (ANSI T1.401, Bellcore GR-506).
//   node scripts/make-sounds.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './setup/root-folder.mjs';

const RATE = 8000;
const FADE_S = 0.005; // without it, each tone begins and ends with a click

/** Two sines together for `onS` seconds, then silence for `offS`, each sine at `level` (1 is full scale). */
function cadence({ hertz, onS, offS, times = 1, level = 0.1, warbleHz = 0 }) {
  const on = Array.from({ length: Math.round(onS * RATE) }, (_, i) => {
    const t = i / RATE;
    const edge = Math.min(1, t / FADE_S, (onS - t) / FADE_S);
    const warble = warbleHz ? 0.5 + 0.5 * Math.sin(2 * Math.PI * warbleHz * t) : 1;
    return edge * warble * level * hertz.reduce((sum, f) => sum + Math.sin(2 * Math.PI * f * t), 0);
  });
  const once = [...on, ...Array(Math.round(offS * RATE)).fill(0)];
  return Array.from({ length: times }, () => once).flat();
}

function wav(samples) {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples.length * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(1, 22); // mono
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, i) => bytes.writeInt16LE(Math.round(sample * 32767), 44 + i * 2));
  return bytes;
}

const SOUNDS = {
  // What the caller hears while it rings at the other end; meant to be looped.
  'ringback.wav': cadence({ hertz: [440, 480], onS: 2, offS: 4 }),
  'busy.wav': cadence({ hertz: [480, 620], onS: 0.5, offS: 0.5, times: 2 }),
  // The other side has hung up.
  'disconnect.wav': cadence({ hertz: [480, 620], onS: 0.25, offS: 0.25, times: 3, level: 0.07 }),
  // A call comes in; meant to be looped.
  'ring.wav': cadence({ hertz: [440, 480], onS: 1.6, offS: 2.4, level: 0.16, warbleHz: 20 }),
};

mkdirSync(inRoot('resources', 'sounds'), { recursive: true });
for (const [name, samples] of Object.entries(SOUNDS))
  writeFileSync(join(inRoot('resources', 'sounds'), name), wav(samples));
