import { useState } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import { useHappening } from './bridge-context.tsx';
import { useAnswer } from './use-answer.ts';
import type { WishOutput } from './screen-words.ts';
import { useWish } from './use-wish.ts';

export type Ollama = {
  status: WishOutput<'ollama.get'> | null;
  loading: boolean;
  failure: Failure | null;
  look: () => void;
  pull: (model: string) => void;
  cancelPull: () => void;
  choose: (model: string) => void;
  pulling: { model: string; says: string; doneBytes: number; totalBytes: number } | null;
  pullFailure: Failure | null;
  chooseFailure: Failure | null;
};

/** Ollama as main sees it, and pulling a model into it. */
export function useOllama(): Ollama {
  const found = useAnswer('ollama.get', null);
  const pull = useWish('ollama.pull');
  const cancel = useWish('ollama.cancelPull');
  const settings = useWish('settings.set');
  const [progress, setProgress] = useState<{
    model: string;
    status: string;
    doneBytes: number;
    totalBytes: number;
  } | null>(null);
  const [asked, setAsked] = useState('');

  useHappening('ollama.progressed', (next) => {
    setProgress(next);
  });
  const active = pull.busy
    ? {
        model: asked,
        says: progress?.status ?? 'Starting',
        doneBytes: progress?.doneBytes ?? 0,
        totalBytes: progress?.totalBytes ?? 0,
      }
    : null;
  return {
    status: found.value,
    loading: found.loading,
    failure: found.failure,
    look: found.refresh,
    pull: (model) => {
      setAsked(model);
      setProgress(null);
      void pull.send({ model }).then(found.refresh);
    },
    cancelPull: () => void cancel.send(null),
    choose: (model) => void settings.send({ ollamaModel: model }).then(found.refresh),
    pulling: active,
    pullFailure: pull.failure ?? cancel.failure,
    chooseFailure: settings.failure,
  };
}
