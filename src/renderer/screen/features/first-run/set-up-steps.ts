import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import type { ModelStatus } from '../../../../domain/models/model-status.ts';

export type StepState = 'done' | 'open' | 'unknown';
export type Steps = { sound: StepState; models: StepState; ollama: StepState; practice: StepState };

export type SetUpFacts = {
  devices: { microphones: readonly unknown[]; speakers: readonly unknown[] } | null;
  microphoneFile: string;
  checked: boolean;
  models: readonly Pick<ModelStatus, 'isDefault' | 'state'>[] | null;
  ollama: { version: string | null; chosen: string } | null;
  callsEver: number | null;
  phase: CallSnapshot['phase'];
};

/** How far the set-up is, told by the facts alone, so that it can be left and taken up again anywhere. */
export function setUpSteps(facts: SetUpFacts): Steps {
  const { devices, models, ollama } = facts;
  const canSpeak = devices !== null && (devices.microphones.length > 0 || facts.microphoneFile !== '');
  return {
    sound: devices === null ? 'unknown' : facts.checked || (canSpeak && devices.speakers.length > 0) ? 'done' : 'open',
    models: models === null ? 'unknown' : models.every((model) => !model.isDefault || model.state === 'installed') ? 'done' : 'open',
    ollama: ollama === null ? 'unknown' : ollama.version !== null && ollama.chosen !== '' ? 'done' : 'open',
    practice: facts.callsEver === null ? 'unknown' : facts.callsEver > 0 || facts.phase === 'ended' ? 'done' : 'open',
  };
}
