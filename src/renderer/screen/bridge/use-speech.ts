import { type AgentVoice, type Recogniser, SPEECH_CHOICES } from '../../../domain/engine/speech-choice.ts';
import type { Failure } from '../../../domain/failure.ts';
import type { ModelStatus } from '../../../domain/models/model-status.ts';
import { useHappening } from './bridge-context.tsx';
import { useAnswer } from './use-answer.ts';

export type Speech = {
  /** How the model of a choice stands on this machine; null until it is known. */
  stateOf: (choice: AgentVoice | Recogniser) => ModelStatus['state'] | null;
  /** Why the agent does not speak, or hear, as was chosen. */
  failureOf: (part: 'voice' | 'speech-to-text') => Failure | null;
};

/** What there is to speak and to hear with, and how what was chosen works out. */
export function useSpeech(): Speech {
  const models = useAnswer('models.list', null);
  const health = useAnswer('health.list', null);
  useHappening('health.changed', () => {
    health.refresh();
    models.refresh();
  });
  return {
    stateOf(choice) {
      if (!models.value) return null;
      const { modelId } = SPEECH_CHOICES[choice];
      return models.value.find((model) => model.modelId === modelId)?.state ?? 'unavailable';
    },
    failureOf: (part) => health.value?.find((one) => one.part === part)?.failure ?? null,
  };
}
