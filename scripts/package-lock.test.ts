import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});
const { packages } = Lock.parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')));
const names = Object.keys(packages).map((folder) => folder.replace(/^.*node_modules\//, ''));

it('locks the packages of every system, not only of the one it was written on', () => {
  // npm leaves out what it could not look up, and `npm ci` then refuses the lockfile everywhere else.
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
  expect(wanted.filter((name) => !names.includes(name))).toEqual([]);
});

it('pins each package by its content', () => {
  const loose = Object.entries(packages).filter(([folder, { integrity }]) => folder !== '' && !integrity);
  expect(loose.map(([folder]) => folder)).toEqual([]);
});

it('has one better-sqlite3', () => {
  expect(names.filter((name) => name === 'better-sqlite3')).toHaveLength(1);
  expect(packages['node_modules/better-sqlite3']?.version).toMatch(/^13\./);
});
