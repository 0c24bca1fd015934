import { createContext, useContext, useState, type ReactNode } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import { useHappening } from './bridge-context.tsx';
import type { EventPayload } from './screen-words.ts';
import { useWish } from './use-wish.ts';

export type OllamaPull = {
  pull: (model: string) => void;
  cancel: () => void;
  /** null while nothing is being pulled. */
  pulling: { model: string; says: string; doneBytes: number; totalBytes: number } | null;
  failure: Failure | null;
  /** How many pulls are over: what Ollama has may have changed since the one before. */
  over: number;
};

function useOnePull(): OllamaPull {
  const wish = useWish('ollama.pull');
  const cancel = useWish('ollama.cancelPull');
  const [progress, setProgress] = useState<EventPayload<'ollama.progressed'> | null>(null);
  const [asked, setAsked] = useState('');
  const [over, setOver] = useState(0);
  useHappening('ollama.progressed', setProgress);
  const { status = 'Starting', doneBytes = 0, totalBytes = 0 } = progress ?? {};
  return {
    pull: (model) => {
      setAsked(model);
      setProgress(null);
      void wish.send({ model }).then(() => {
        setOver((count) => count + 1);
      });
    },
    cancel: () => void cancel.send(null),
    pulling: wish.busy ? { model: asked, says: status, doneBytes, totalBytes } : null,
    failure: wish.failure ?? cancel.failure,
    over,
  };
}

const PullContext = createContext<OllamaPull | null>(null);

/** One pull for the whole page: it goes on, shows and can be cancelled whatever screen is gone to meanwhile. */
export function OllamaPullProvider({ children }: { children: ReactNode }) {
  return <PullContext value={useOnePull()}>{children}</PullContext>;
}

/** Pulling a model into Ollama. */
export function useOllamaPull(): OllamaPull {
  const pull = useContext(PullContext);
  if (!pull) throw new Error('Ollama was drawn outside OllamaPullProvider.');
  return pull;
}
