#!/usr/bin/env node
// Writes resources/icons: a key on a rounded square for the app, the key alone for the tray.
//   node scripts/make-icons.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { inRoot } from './setup/root-folder.mjs';

// Shapes are signed distances (negative inside) in a unit square, y down.
const circle = (cx, cy, r) => (x, y) => Math.hypot(x - cx, y - cy) - r;
const box = (cx, cy, w, h, r) => (x, y) => {
  const dx = Math.abs(x - cx) - w / 2 + r;
  const dy = Math.abs(y - cy) - h / 2 + r;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - r;
};
const union =
  (...shapes) =>
  (x, y) =>
    Math.min(...shapes.map((shape) => shape(x, y)));
const without = (shape, hole) => (x, y) => Math.max(shape(x, y), -hole(x, y));
const turned = (shape, degrees) => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return (x, y) => shape(0.5 + (x - 0.5) * cos + (y - 0.5) * sin, 0.5 - (x - 0.5) * sin + (y - 0.5) * cos);
};

/** A key, bow up and teeth to the right; `weight` thickens it for small sizes. */
function key(weight = 1) {
  const line = 0.074 * weight;
  const bow = without(circle(0.5, 0.3, 0.15 + line / 4), circle(0.5, 0.3, 0.15 - line * 0.75));
  const shaft = box(0.5, 0.64, line, 0.44, line / 2.5);
  const teeth = [box(0.55, 0.8, 0.1 + line / 2, line, 0.018), box(0.54, 0.67, 0.08 + line / 2, line, 0.018)];
  return turned(union(bow, shaft, ...teeth), 45);
}

const mix = (a, b, t) => a.map((value, i) => value + (b[i] - value) * t);
const INK = [250, 246, 235];
const TOP = [38, 110, 112];
const BOTTOM = [17, 58, 71];

/** Coverage of a shape at a pixel, softened over one pixel. */
const cover = (distance, size) => Math.min(1, Math.max(0, 0.5 - distance * size));

function appIcon(size) {
  const plate = box(0.5, 0.5, 0.9, 0.9, 0.2);
  const shape = key();
  return paint(size, (x, y) => {
    const on = cover(shape(x, y), size);
    return [...mix(mix(TOP, BOTTOM, y), INK, on), 255 * cover(plate(x, y), size)];
  });
}

/** `dot` is the colour of a mark for a live call. */
function trayIcon(size, colour, dot) {
  const shape = key(1.45);
  const mark = circle(0.78, 0.78, 0.2);
  return paint(size, (x, y) => {
    const key = cover(shape(x, y), size);
    if (!dot) return [...colour, 255 * key];
    const on = cover(mark(x, y), size);
    const clear = cover(circle(0.78, 0.78, 0.28)(x, y), size);
    return [...(on > 0 ? dot : colour), 255 * Math.max(on, key * (1 - clear))];
  });
}

function paint(size, colourAt) {
  const rows = Array.from({ length: size }, (_, row) => {
    const pixels = Array.from({ length: size }, (_, column) => colourAt((column + 0.5) / size, (row + 0.5) / size));
    return Buffer.from([0, ...pixels.flat().map(Math.round)]);
  });
  return png(size, Buffer.concat(rows));
}

function png(size, scanlines) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8); // eight bits, red green blue alpha
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(scanlines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const BLACK = [0, 0, 0];
const LIVE = [226, 74, 60];
const ICONS = {
  'icon.png': appIcon(512),
  'icon-128.png': appIcon(128),
  'tray.png': trayIcon(32, INK),
  'tray-dark.png': trayIcon(32, BOTTOM),
  'tray-live.png': trayIcon(32, INK, LIVE),
  'tray-dark-live.png': trayIcon(32, BOTTOM, LIVE),
  // macOS colours images of this name itself.
  'trayTemplate.png': trayIcon(16, BLACK),
  'trayTemplate@2x.png': trayIcon(32, BLACK),
};

mkdirSync(inRoot('resources', 'icons'), { recursive: true });
for (const [name, bytes] of Object.entries(ICONS)) writeFileSync(join(inRoot('resources', 'icons'), name), bytes);
