import type { MarkTone } from '../ui/mark.tsx';
import { MODEL_STATES, modelPhaseWords } from './model-words.ts';
import type { ModelRow } from './use-models.ts';

export type Installing = {
  state: { says: string; tone: MarkTone };
  /** null while nothing is being installed. */
  progress: { label: string; doneBytes: number; totalBytes: number } | null;
};

/** What a model's line shows: how it is, or how far its installation is. */
export function installing(row: ModelRow): Installing {
  if (row.progress)
    return {
      state: MODEL_STATES.installing,
      progress: { ...row.progress, label: modelPhaseWords(row.progress.phase) },
    };
  if (row.state === 'installing' || row.busy === 'model.install')
    return { state: MODEL_STATES.installing, progress: { label: 'Starting', doneBytes: 0, totalBytes: 0 } };
  const known = MODEL_STATES[row.state];
  const state = row.state === 'installed' && row.verified ? { ...known, says: 'Verified' } : known;
  return { state, progress: null };
}
