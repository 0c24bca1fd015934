import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import type { ModelStatus } from '../../../../domain/models/model-status.ts';

export type StepState = 'done' | 'open' | 'unknown';
export type Steps = { sound: StepState; models: StepState; ollama: StepState; practice: StepState };

export type SetUpFacts = {
  devices: { microphones: readonly unknown[]; speakers: readonly unknown[] } | null;
  microphoneFile: string;
  checked: boolean;
  models: readonly Pick<ModelStatus, 'isDefault' | 'state'>[] | null;
  ollama: { version: string | null; models: readonly { name: string }[]; chosen: string } | null;
  callsEver: number | null;
  phase: CallSnapshot['phase'];
};

const told = <Fact>(fact: Fact | null, isDone: (fact: Fact) => boolean): StepState =>
  fact === null ? 'unknown' : isDone(fact) ? 'done' : 'open';

/** '' chooses the first model that Ollama has. */
const hasLanguageModel = ({ version, models, chosen }: NonNullable<SetUpFacts['ollama']>) =>
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
