import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { failed, ok, type Result } from '../../base/result.ts';
import { describeFailure, type Failure } from '../../domain/failure.ts';
import { createScenarioLibrary, type LoadedScenario } from '../../practice/scenario-library.ts';

/** Every scenario of these files and folders, in the order of their names. What cannot be used is refused in a sentence. */
export async function findScenarios(paths: readonly string[]): Promise<Result<LoadedScenario[], string>> {
  const found: LoadedScenario[] = [];
  for (const path of paths) {
    const files = await filesIn(resolve(path));
    if (files.length === 0) return failed(`There are no scenarios in ${path}.`);
    for (const file of files) {
      const loaded = await createScenarioLibrary([]).find(file);
      if (!loaded.ok) return failed(said(loaded.failure));
      if (!found.some((other) => other.file === loaded.value.file)) found.push(loaded.value);
    }
  }
  const twice = found.find(({ scenario }, i) => found.findIndex((other) => other.scenario.id === scenario.id) !== i);
  return twice ? failed(`The scenario ${twice.scenario.id} is there twice, once in ${twice.file}.`) : ok(found);
}

async function filesIn(path: string): Promise<string[]> {
  const isFolder = await stat(path).then(
    (there) => there.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const rows = await createScenarioLibrary([path]).list();
  return rows.map(({ file }) => file).sort();
}

function said(failure: Failure): string {
  const { says, help } = describeFailure(failure);
  return `${says} ${help}`;
}
