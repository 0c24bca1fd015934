import type { z } from 'zod';
import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { detailOf, ollamaFailure } from './ollama-failure.ts';
import { ProcessReply, PullPart, TagsReply, VersionReply } from './ollama-replies.ts';
import { clientFor } from './ollama-request.ts';

export type InstalledModel = { name: string; sizeBytes: number; parameters: string; quantization: string };
export type PullProgress = { status: string; doneBytes: number; totalBytes: number };

/** What there is on an Ollama server, and how to get more. Answers failures as values; an abort is answered as `refused`. */
export type OllamaAdmin = {
  getVersion(signal?: AbortSignal): Promise<Result<string, Failure>>;
  /** Models that can talk, in the server's order (the newest first); embedding models are left out. */
  listModels(signal?: AbortSignal): Promise<Result<InstalledModel[], Failure>>;
  listRunning(signal?: AbortSignal): Promise<Result<{ name: string; sizeVramBytes: number }[], Failure>>;
  /** Loads a model onto the server. What was loaded before an abort or a break is kept there; pulling again goes on. */
  pull(
    model: string,
    options: { signal: AbortSignal; onProgress: (progress: PullProgress) => void },
  ): Promise<Result<null, Failure>>;
};

/** A server that is there answers these at once. */
const ANSWER_MS = 2_000;
/** A pull that brings nothing new for so long has stalled. */
const STALLED_MS = 60_000;

export function createOllamaAdmin({ url, clock }: { url: string; clock: Clock }): OllamaAdmin {
  async function ask<Reply>(
    path: 'version' | 'tags' | 'ps',
    shape: z.ZodType<Reply>,
    signal?: AbortSignal,
  ): Promise<Result<Reply, Failure>> {
    const request = bounded(clock, ANSWER_MS, signal);
    const client = clientFor(url, request.signal);
    try {
      const answer = await { version: () => client.version(), tags: () => client.list(), ps: () => client.ps() }[
        path
      ]();
      const parsed = shape.safeParse(answer);
      return parsed.success
        ? ok(parsed.data)
        : failed({ kind: 'language-model-failed', detail: `/api/${path} answered something else than Ollama does` });
    } catch (error) {
      return failed(
        request.expired() || signal?.aborted
          ? { kind: 'language-model-unreachable', url }
          : notOllama(error, path, url),
      );
    } finally {
      request.end();
    }
  }

  return {
    async getVersion(signal) {
      const reply = await ask('version', VersionReply, signal);
      return reply.ok ? ok(reply.value.version) : reply;
    },
    async listModels(signal) {
      const reply = await ask('tags', TagsReply, signal);
      if (!reply.ok) return reply;
      const talking = reply.value.models.filter(
        ({ capabilities }) => !capabilities || capabilities.includes('completion'),
      );
      return ok(
        talking.map(({ name, size, details }) => ({
          name,
          sizeBytes: size,
          parameters: details?.parameter_size ?? '',
          quantization: details?.quantization_level ?? '',
        })),
      );
    },
    async listRunning(signal) {
      const reply = await ask('ps', ProcessReply, signal);
      return reply.ok
        ? ok(reply.value.models.map((model) => ({ name: model.name, sizeVramBytes: model.size_vram ?? 0 })))
        : reply;
    },
    pull: (model, options) => pull({ url, clock, model, ...options }),
  };
}

/** Something else may listen on that port: its pages must not read as "no such model". */
function notOllama(error: unknown, path: string, url: string): Failure {
  const failure = ollamaFailure(error, { url, model: '' });
  return failure.kind === 'language-model-missing'
    ? { kind: 'language-model-failed', detail: `/api/${path}: ${detailOf(error)}` }
    : failure;
}

type Pull = {
  url: string;
  clock: Clock;
  model: string;
  signal: AbortSignal;
  onProgress: (progress: PullProgress) => void;
};

async function pull({ url, clock, model, signal, onProgress }: Pull): Promise<Result<null, Failure>> {
  const request = bounded(clock, STALLED_MS, signal);
  const client = clientFor(url, request.signal);
  try {
    const parts = await client.pull({ model, stream: true });
    for await (const part of parts) {
      request.restart();
      const { status, total, completed } = PullPart.parse(part);
      onProgress({ status, doneBytes: completed ?? 0, totalBytes: total ?? 0 });
    }
    return ok(null);
  } catch (error) {
    if (signal.aborted) return failed({ kind: 'refused', reason: `Loading ${model} was cancelled.` });
    if (request.expired())
      return failed({ kind: 'download-failed', what: model, detail: `nothing came for ${STALLED_MS / 1000} s` });
    const failure = ollamaFailure(error, { url, model });
    return failed(
      failure.kind === 'language-model-unreachable'
        ? failure
        : { kind: 'download-failed', what: model, detail: detailOf(error) },
    );
  } finally {
    request.end();
    client.abort();
  }
}

/** A signal that aborts with the caller's, and by itself when nothing happens for `ms`. */
function bounded(clock: Clock, ms: number, signal?: AbortSignal) {
  const control = new AbortController();
  let expired = false;
  const abort = () => control.abort();
  const arm = () =>
    clock.after(ms, () => {
      expired = true;
      control.abort();
    });
  let cancel = arm();
  if (signal?.aborted) control.abort();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    signal: control.signal,
    expired: () => expired,
    restart() {
      cancel();
      cancel = arm();
    },
    end() {
      cancel();
      signal?.removeEventListener('abort', abort);
    },
  };
}
