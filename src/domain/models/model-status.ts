import { z } from 'zod';

/** One row of the Models screen. */
export const ModelStatus = z.object({
  modelId: z.string(),
  title: z.string(),
  purpose: z.enum([
    'speech-to-text',
    'text-to-speech',
    'voice-activity',
    'end-of-turn',
    'pronunciation',
    'language-model',
  ]),
  licence: z.string(),
  note: z.string(),
  machine: z.string(),
  sizeBytes: z.number(),
  state: z.enum(['installed', 'missing', 'partial', 'damaged', 'installing', 'unavailable']),
  isDefault: z.boolean(),
});
export type ModelStatus = z.infer<typeof ModelStatus>;
