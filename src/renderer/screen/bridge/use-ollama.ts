import { useEffect, useRef } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import { useOllamaPull, type OllamaPull } from './ollama-pull.tsx';
import type { WishOutput } from './screen-words.ts';
import { useAnswer } from './use-answer.ts';
import { useWish } from './use-wish.ts';

export type Ollama = {
  status: WishOutput<'ollama.get'> | null;
  loading: boolean;
  failure: Failure | null;
  look: () => void;
  pull: OllamaPull;
  choose: (model: string) => void;
  chooseFailure: Failure | null;
};

/** Ollama as main sees it, and pulling a model into it. */
export function useOllama(): Ollama {
  const found = useAnswer('ollama.get', null);
  const pull = useOllamaPull();
  const settings = useWish('settings.set');
  const { refresh } = found;
  const lookedAfter = useRef(pull.over);
  useEffect(() => {
    if (lookedAfter.current === pull.over) return;
    lookedAfter.current = pull.over;
    refresh();
  }, [pull.over, refresh]);
  return {
    status: found.value,
    loading: found.loading,
    failure: found.failure,
    look: refresh,
    pull,
    choose: (model) => void settings.send({ ollamaModel: model }).then(refresh),
    chooseFailure: settings.failure,
  };
}
