import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import type { ModelStatus } from '../../../../domain/models/model-status.ts';

export type StepState = 'done' | 'open' | 'unknown';
export type Steps = { sound: StepState; models: StepState; ollama: StepState; practice: StepState };

type OllamaFacts = { version: string | null; models: readonly { name: string }[]; chosen: string };

/** null: not told yet. */
type Told<Fact> = Fact | 'failed' | null;

export type SetUpFacts = {
  devices: Told<{ microphones: readonly unknown[]; speakers: readonly unknown[] }>;
  microphoneFile: string;
  checked: boolean;
  models: Told<readonly Pick<ModelStatus, 'isDefault' | 'state'>[]>;
  ollama: Told<OllamaFacts>;
  callsEver: Told<number>;
  phase: CallSnapshot['phase'];
};

const told = <Fact>(fact: Told<Fact>, isDone: (fact: Fact) => boolean): StepState =>
  fact === null ? 'unknown' : fact !== 'failed' && isDone(fact) ? 'done' : 'open';

/** '' chooses the first model that Ollama has. */
const hasLanguageModel = ({ version, models, chosen }: OllamaFacts) =>
  version !== null && models.length > 0 && (chosen === '' || models.some(({ name }) => name === chosen));

/** How far the set-up is, told by the facts alone, so that it can be left and taken up again anywhere. */
export function setUpSteps(facts: SetUpFacts): Steps {
  const { microphoneFile, checked, phase } = facts;
  return {
    sound: told(
      facts.devices,
      ({ microphones, speakers }) =>
        checked || (speakers.length > 0 && (microphones.length > 0 || microphoneFile !== '')),
    ),
    models: told(facts.models, (models) => models.every((model) => !model.isDefault || model.state === 'installed')),
    ollama: told(facts.ollama, hasLanguageModel),
    practice: told(facts.callsEver, (calls) => calls > 0 || phase === 'ended'),
  };
}
