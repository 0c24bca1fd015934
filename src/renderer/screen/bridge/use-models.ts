import { useState } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import type { ModelStatus } from '../../../domain/models/model-status.ts';
import { useClient, useHappening } from './bridge-context.tsx';
import { useAnswer } from './use-answer.ts';

export type ModelProgress = { phase: string; doneBytes: number; totalBytes: number };
export type ModelWork = 'model.install' | 'model.verify' | 'model.remove' | 'model.cancel';
export type ModelRow = ModelStatus & {
  progress: ModelProgress | null;
  busy: ModelWork | null;
  failure: Failure | null;
  /** Its files were read whole and found good since the screen opened. */
  verified: boolean;
};

export type Models = {
  rows: ModelRow[];
  loading: boolean;
  failure: Failure | null;
  work: (work: ModelWork, modelId: string) => void;
};

const OVER = new Set(['done', 'failed', 'cancelled']);
const without = <Value>(map: ReadonlyMap<string, Value>, key: string) => new Map([...map].filter(([id]) => id !== key));

/** Every model with what is being done to it. */
export function useModels(): Models {
  const client = useClient();
  const list = useAnswer('models.list', null);
  const [progress, setProgress] = useState<ReadonlyMap<string, ModelProgress>>(new Map());
  const [busy, setBusy] = useState<ReadonlyMap<string, ModelWork>>(new Map());
  const [verified, setVerified] = useState<ReadonlySet<string>>(new Set());
  const [failures, setFailures] = useState<ReadonlyMap<string, Failure>>(new Map());

  useHappening('model.progressed', ({ modelId, phase, doneBytes, totalBytes }) => {
    const over = OVER.has(phase);
    setProgress((before) =>
      over ? without(before, modelId) : new Map(before).set(modelId, { phase, doneBytes, totalBytes }),
    );
    if (over) list.refresh();
  });

  const work = (what: ModelWork, modelId: string) => {
    if (!client) return;
    setFailures((before) => without(before, modelId));
    setVerified((before) => new Set([...before].filter((id) => id !== modelId)));
    if (what !== 'model.cancel') setBusy((before) => new Map(before).set(modelId, what));
    void client.call(what, { modelId }).then((answer) => {
      if (answer.ok && what === 'model.verify') setVerified((before) => new Set(before).add(modelId));
      if (!answer.ok) setFailures((before) => new Map(before).set(modelId, answer.failure));
      if (what !== 'model.cancel') setBusy((before) => without(before, modelId));
      setProgress((before) => without(before, modelId));
      list.refresh();
    });
  };
  const rows = (list.value ?? []).map((status) => ({
    ...status,
    progress: progress.get(status.modelId) ?? null,
    busy: busy.get(status.modelId) ?? null,
    failure: failures.get(status.modelId) ?? null,
    verified: verified.has(status.modelId),
  }));
  return { rows, loading: list.loading, failure: list.failure, work };
}
