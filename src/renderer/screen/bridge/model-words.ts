import type { ModelStatus } from '../../../domain/models/model-status.ts';
import type { MarkTone } from '../ui/mark.tsx';

export const MODEL_PURPOSES: Record<ModelStatus['purpose'], string> = {
  'speech-to-text': 'Understands what is said',
  'text-to-speech': 'The voice',
  'voice-activity': 'Hears whether somebody speaks',
  'end-of-turn': 'Hears whether somebody has finished',
  pronunciation: 'How words are pronounced',
  'language-model': 'Words the replies',
};

export const MODEL_STATES: Record<ModelStatus['state'], { says: string; tone: MarkTone }> = {
  installed: { says: 'Installed', tone: 'good' },
  missing: { says: 'Not installed', tone: 'idle' },
  partial: { says: 'Incomplete', tone: 'warn' },
  damaged: { says: 'Damaged', tone: 'bad' },
  installing: { says: 'Installing', tone: 'busy' },
  unavailable: { says: 'Not available', tone: 'idle' },
};

const PHASES: Record<string, string> = { downloading: 'Downloading', converting: 'Converting', verifying: 'Verifying' };

/** What is being done to a model, in a word. */
export const modelPhaseWords = (phase: string): string => PHASES[phase] ?? 'Working';

/** What a call is like without the models of a purpose. */
export const WITHOUT_MODEL: Record<ModelStatus['purpose'], string> = {
  'speech-to-text': 'Without it the agent does not understand a word: calls cannot be held by the machine.',
  'text-to-speech': 'Without it the agent has no voice: calls cannot be held by the machine.',
  'voice-activity': 'Without it nobody can tell speech from silence: calls cannot be held by the machine.',
  'end-of-turn':
    'Without it the agent waits longer before it answers, and talks over callers who think aloud more often.',
  pronunciation: 'Without it the voice cannot pronounce.',
  'language-model': 'Without it the agent uses rehearsed replies.',
};
