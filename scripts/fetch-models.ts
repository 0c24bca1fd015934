// Fetches the default models into the models folder, with the installer of the Models screen.
//   node scripts/fetch-models.ts            what is missing or damaged
//   node scripts/fetch-models.ts --check    answers 0 if nothing is missing; touches no network
//   node scripts/fetch-models.ts --verify   reads every file whole
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../src/base/log.ts';
import { createRealClock } from '../src/base/real-clock.ts';
import { describeFailure } from '../src/domain/failure.ts';
import { ModelManifest } from '../src/domain/models/model-manifest.ts';
import { cacheFolder, modelsFolder } from '../src/engines/models-folder.ts';
import { createModelInstaller, type ModelProgress } from '../src/main/models/install-model.ts';
import { runTool } from '../src/main/models/run-tool.ts';

const manifest = ModelManifest.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'resources', 'models.json'), 'utf8')),
);
const folder = modelsFolder(process.env);
const installer = createModelInstaller({
  manifest,
  folder,
  downloads: join(cacheFolder(process.env), 'downloads'),
  run: runTool,
  fetch,
  clock: createRealClock(),
  log: silentLog,
});
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** On a terminal the line moves; in a log only its end is written. */
function showProgress(title: string) {
  return ({ phase, doneBytes, totalBytes }: ModelProgress) => {
    if (process.stdout.isTTY)
      process.stdout.write(`\r  ${title}: ${phase} ${megabytes(doneBytes)} of ${megabytes(totalBytes)}\x1b[K`);
  };
}

async function installDefaults(): Promise<boolean> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('stopped; what came is kept')));
  for (const status of (await installer.list()).filter(({ isDefault, state }) => isDefault && state !== 'installed')) {
    const outcome = await installer.install(status.modelId, {
      signal: stop.signal,
      onProgress: showProgress(status.title),
    });
    process.stdout.write(process.stdout.isTTY ? '\r\x1b[K' : '');
    if (outcome.ok) {
      console.log(`  ${status.title}: ${megabytes(status.sizeBytes)}, ${status.licence}`);
    } else {
      const { says, help } = describeFailure(outcome.failure);
      console.error(
        `  ${says}\n  ${help} Or put the files named in resources/models.json into ${folder} yourself (LATCHKEY_MODELS names another folder).`,
      );
      return false;
    }
  }
  return true;
}

async function verifyDefaults(): Promise<boolean> {
  let good = true;
  for (const model of manifest.models.filter((candidate) => candidate.default)) {
    const outcome = await installer.verify(model.id);
    console.log(`  ${model.title}: ${outcome.ok ? 'good' : describeFailure(outcome.failure).says}`);
    good &&= outcome.ok;
  }
  return good;
}

async function check(): Promise<boolean> {
  const wanted = (await installer.list()).filter(({ isDefault }) => isDefault);
  const lacking = wanted.filter(({ state }) => state !== 'installed');
  console.log(
    lacking.length === 0
      ? `${wanted.length} in ${folder}`
      : `not complete: ${lacking.map(({ title }) => title).join(', ')}`,
  );
  return lacking.length === 0;
}

const mode = process.argv[2];
try {
  const good =
    mode === '--check' ? await check() : mode === '--verify' ? await verifyDefaults() : await installDefaults();
  process.exitCode = good ? 0 : 1;
} catch (error) {
  console.error(`  ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
