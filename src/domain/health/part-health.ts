import { z } from 'zod';
import { Failure } from '../failure.ts';

/** One part of the machine on the Health screen. */
export const PartHealth = z.object({
  part: z.enum([
    'microphone',
    'speaker',
    'line',
    'telephone',
    'speech-to-text',
    'voice-activity',
    'end-of-turn',
    'voice',
    'language-model',
    'checkpoints',
    'voice-process',
    'store',
    'practice',
    'settings',
    'analysis',
  ]),
  state: z.enum(['starting', 'ready', 'degraded', 'off']),
  /** What is there, e.g. the model's name. */
  detail: z.string(),
  sinceWallMs: z.number(),
  failure: Failure.optional(),
  /** When a part that is left alone after trouble is tried again by itself. */
  nextTryWallMs: z.number().optional(),
});
export type PartHealth = z.infer<typeof PartHealth>;
