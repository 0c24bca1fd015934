import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { failed, ok, type Result } from '../base/result.ts';
import type { Failure } from '../domain/failure.ts';
import type { ScenarioSummary } from '../domain/practice/scenario-summary.ts';
import type { Scenario } from '../domain/practice/scenario.ts';
import { parseScenario } from './scenario-file.ts';

export type LoadedScenario = { scenario: Scenario; file: string };

export type ScenarioLibrary = {
  /** Every scenario of the folders, easiest first; a broken one with what is wrong. */
  list(): Promise<ScenarioSummary[]>;
  /** By id, or by the path of a file. */
  find(idOrPath: string): Promise<Result<LoadedScenario, Failure>>;
};

/** What names a file and not an id: ids hold no dots and no slashes. */
export const isScenarioPath = (text: string): boolean => /\.ya?ml$|[\\/]/i.test(text);

const LARGEST_FILE = 200_000;
const DIFFICULTIES = ['easy', 'medium', 'hard'];

/** Scenarios of several folders; of two with one id the earlier folder's is meant. A folder that is not there is empty. */
export function createScenarioLibrary(folders: readonly string[]): ScenarioLibrary {
  const files = async () => (await Promise.all(folders.map(yamlFiles))).flat();
  return {
    async list() {
      const all = await Promise.all((await files()).map(summarise));
      const firsts = all.filter((row, i) => all.findIndex((other) => other.scenarioId === row.scenarioId) === i);
      return firsts.sort(
        (a, b) =>
          DIFFICULTIES.indexOf(a.difficulty) - DIFFICULTIES.indexOf(b.difficulty) || a.title.localeCompare(b.title),
      );
    },
    async find(idOrPath) {
      if (isScenarioPath(idOrPath)) return load(resolve(idOrPath));
      for (const file of await files()) {
        const loaded = await load(file);
        const id = loaded.ok ? loaded.value.scenario.id : idOfBroken(file);
        if (id === idOrPath) return loaded;
      }
      return failed({ kind: 'not-found', what: `The scenario ${idOrPath}` });
    },
  };
}

async function yamlFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => /\.ya?ml$/i.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

async function load(file: string): Promise<Result<LoadedScenario, Failure>> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST_FILE)
      return failed({
        kind: 'scenario-invalid',
        file,
        line: 1,
        column: 1,
        detail: `the file is larger than ${LARGEST_FILE} bytes`,
      });
    const parsed = parseScenario(await readFile(file, 'utf8'), file);
    return parsed.ok ? ok({ scenario: parsed.value, file }) : parsed;
  } catch (error) {
    return failed({
      kind: 'file-unreadable',
      path: file,
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

async function summarise(file: string): Promise<ScenarioSummary> {
  const loaded = await load(file);
  if (!loaded.ok) {
    const id = idOfBroken(file);
    return {
      scenarioId: id,
      title: id,
      describes: '',
      difficulty: 'easy',
      kind: 'script',
      leadName: '',
      file,
      failure: loaded.failure,
    };
  }
  const { id, title, describes, difficulty, persona, lead } = loaded.value.scenario;
  return {
    scenarioId: id,
    title,
    describes,
    difficulty,
    kind: persona ? 'persona' : 'script',
    leadName: lead.name,
    file,
    failure: null,
  };
}

const idOfBroken = (file: string) => basename(file).replace(/\.ya?ml$/i, '');
