import { z } from 'zod';

/** Voices that the agent can speak with. */
export const AgentVoice = z.enum(['joe', 'kokoro:af_heart', 'kokoro:af_bella', 'kokoro:am_michael', 'kokoro:am_puck']);
export type AgentVoice = z.infer<typeof AgentVoice>;

/** What can hear the caller, each by the id of its model. */
export const Recogniser = z.enum(['moonshine-tiny-en', 'whisper-base-en', 'whisper-small-en', 'parakeet-tdt-0.6b-v3']);
export type Recogniser = z.infer<typeof Recogniser>;

/** They keep up with a call on any machine, and stand in for a choice that cannot be used. */
export const DEFAULT_VOICE: AgentVoice = 'joe';
export const DEFAULT_RECOGNISER: Recogniser = 'moonshine-tiny-en';

type Choice = { readonly name: string; readonly modelId: string };
const kokoro = (name: string): Choice => ({ name: `Kokoro ${name}`, modelId: 'kokoro-82m-int8' });
const recogniser = (name: string, modelId: Recogniser): Choice => ({ name, modelId });

/** What people call each of them, and the model that has to be installed for it. */
export const SPEECH_CHOICES: Readonly<Record<AgentVoice | Recogniser, Choice>> = {
  joe: { name: 'Joe', modelId: 'piper-joe-en-us' },
  'kokoro:af_heart': kokoro('Heart'),
  'kokoro:af_bella': kokoro('Bella'),
  'kokoro:am_michael': kokoro('Michael'),
  'kokoro:am_puck': kokoro('Puck'),
  'moonshine-tiny-en': recogniser('Moonshine tiny', 'moonshine-tiny-en'),
  'whisper-base-en': recogniser('Whisper base', 'whisper-base-en'),
  'whisper-small-en': recogniser('Whisper small', 'whisper-small-en'),
  'parakeet-tdt-0.6b-v3': recogniser('NVIDIA Parakeet', 'parakeet-tdt-0.6b-v3'),
};
