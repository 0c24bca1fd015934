import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { ModelStatus } from '../../domain/models/model-status.ts';

export type ModelProgress = {
  readonly modelId: string;
  readonly phase: 'downloading' | 'converting' | 'verifying' | 'done' | 'failed' | 'cancelled';
  readonly doneBytes: number;
  readonly totalBytes: number;
};

/** What installs models on this machine. `install` rejects when its signal is aborted; what came is kept. */
export type ModelsPort = {
  list(): Promise<ModelStatus[]>;
  install(
    id: string,
    options: { readonly signal: AbortSignal; onProgress(progress: ModelProgress): void },
  ): Promise<Result<null, Failure>>;
  verify(id: string): Promise<Result<null, Failure>>;
  remove(id: string): Promise<Result<null, Failure>>;
};

export type OllamaPort = {
  getVersion(signal?: AbortSignal): Promise<Result<string, Failure>>;
  listModels(signal?: AbortSignal): Promise<Result<{ name: string; sizeBytes: number }[], Failure>>;
  pull(
    model: string,
    options: {
      signal: AbortSignal;
      onProgress(progress: { status: string; doneBytes: number; totalBytes: number }): void;
    },
  ): Promise<Result<null, Failure>>;
};

const cancelled: Result<never, Failure> = failed({
  kind: 'refused',
  reason: 'It was cancelled. What was loaded is kept.',
});

/** Long jobs that a person started and can cancel, one of each name at a time. */
export function createCancellableJobs() {
  const running = new Map<string, AbortController>();
  return {
    async run(
      name: string,
      job: (signal: AbortSignal) => Promise<Result<null, Failure>>,
    ): Promise<Result<null, Failure>> {
      if (running.has(name)) return failed({ kind: 'refused', reason: 'This is being done already.' });
      const controller = new AbortController();
      running.set(name, controller);
      try {
        const answer = await job(controller.signal);
        return controller.signal.aborted ? cancelled : answer;
      } catch (error) {
        if (controller.signal.aborted) return cancelled;
        throw error;
      } finally {
        running.delete(name);
      }
    },
    cancel(name: string): Result<null, Failure> {
      running.get(name)?.abort();
      return ok(null);
    },
    cancelAll() {
      for (const controller of running.values()) controller.abort();
    },
  };
}
