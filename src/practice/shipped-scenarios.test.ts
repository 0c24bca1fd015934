import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { scenarioSchemaText } from '../domain/practice/scenario-schema.ts';
import { readWav } from './read-wav.ts';
import { createScenarioLibrary } from './scenario-library.ts';

const resources = (path: string) => fileURLToPath(new URL(`../../resources/${path}`, import.meta.url));
const library = createScenarioLibrary([resources('scenarios')]);
const rows = await library.list();

describe('the scenarios that ship with the app', () => {
  test('are at least twelve spoken ones, from easy to hard', () => {
    expect(rows.filter(({ kind }) => kind === 'script').length).toBeGreaterThanOrEqual(12);
    expect([...new Set(rows.map(({ difficulty }) => difficulty))]).toEqual(['easy', 'medium', 'hard']);
  });

  test.each(rows)('$scenarioId can be used and is named as its file', async ({ scenarioId, failure, file }) => {
    expect(failure).toBeNull();
    expect(file.endsWith(`/scenarios/${scenarioId}.yaml`)).toBe(true);
    const loaded = await library.find(scenarioId);
    expect(loaded).toMatchObject({ ok: true, value: { scenario: { id: scenarioId } } });
    const sounds = loaded.ok ? (loaded.value.scenario.steps ?? []).flatMap((step) => step.play ?? []) : [];
    for (const sound of sounds) expect(await readWav(resources(`scenarios/${sound}`))).toMatchObject({ ok: true });
  });
});

test('resources/scenario.schema.json is current; node scripts/write-scenario-schema.ts writes it', () => {
  expect(readFileSync(resources('scenario.schema.json'), 'utf8')).toBe(scenarioSchemaText());
});

test('a scenario that nobody has is not found, and neither is a file', async () => {
  expect(await library.find('nobody')).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
  for (const path of ['nowhere.yaml', './nowhere', 'C:\\nowhere'])
    expect(await library.find(path)).toMatchObject({ ok: false, failure: { kind: 'file-unreadable' } });
});
