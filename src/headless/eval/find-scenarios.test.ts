import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findScenarios } from './find-scenarios.ts';

const text = (id: string) =>
  `id: ${id}\ntitle: A\ndescribes: B\ndifficulty: easy\nlead: { name: C }\nsteps:\n  - say: Hello?\n`;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-find-test-'));
  mkdirSync(join(folder, 'good'));
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'good', 'b.yaml'), text('b'));
  writeFileSync(join(folder, 'good', 'a.yaml'), text('a'));
  writeFileSync(join(folder, 'again.yaml'), text('a'));
  writeFileSync(join(folder, 'wrong.yaml'), text('wrong').replace('title', 'titel'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

test('a folder is all that is in it, by name; the same file is meant once', async () => {
  const found = await findScenarios([at('good'), at('good/b.yaml')]);
  expect(found.ok && found.value.map(({ scenario }) => scenario.id)).toEqual(['a', 'b']);
});

test.each([
  ['a folder without any', 'empty', 'There are no scenarios in '],
  ['a file that is not there', 'nowhere.yaml', 'nowhere.yaml'],
  ['a mistyped key', 'wrong.yaml', 'line 2, column 1: unknown key "titel"'],
])('%s is refused in a sentence', async (...[_what, name, says]) => {
  const refused = await findScenarios([at(name)]);
  expect(refused.ok ? '' : refused.failure).toContain(says);
});

test('two scenarios of one name are refused: nobody could tell their results apart', async () => {
  const refused = await findScenarios([at('good'), at('again.yaml')]);
  expect(refused.ok ? '' : refused.failure).toContain('The scenario a is there twice');
});
