import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readModelList } from './read-model-list.ts';

const SHIPPED = join(import.meta.dirname, '../../../resources/models.json');
const folder = mkdtempSync(join(tmpdir(), 'latchkey-list-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('reads the list that ships', () => {
  expect(readModelList(SHIPPED).models.length).toBeGreaterThan(0);
});

it.each([
  ['of a newer build', JSON.stringify({ ...(JSON.parse(readFileSync(SHIPPED, 'utf8')) as object), news: 1 }), /news/],
  ['that was cut', '{"models": [', /JSON/],
])('names the file and what is wrong with a list %s', (_, content, why) => {
  const file = join(folder, 'models.json');
  writeFileSync(file, content);
  const read = () => readModelList(file);
  expect(read).toThrow(`does not fit this build of Latchkey (${file})`);
  expect(read).toThrow(why);
});
