import { join, resolve } from 'node:path';

/** The checkout. */
export const ROOT = resolve(import.meta.dirname, '..', '..');

export const inRoot = (...parts) => join(ROOT, ...parts);
