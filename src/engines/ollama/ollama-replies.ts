import { z } from 'zod';

/** What the server answers, as far as we use it. Anything else in an answer is ignored; anything missing refuses it. */
export const VersionReply = z.object({ version: z.string() });

const ModelEntry = z.object({
  name: z.string(),
  size: z.number().nonnegative(),
  details: z.object({ parameter_size: z.string().optional(), quantization_level: z.string().optional() }).optional(),
  capabilities: z.array(z.string()).optional(),
});
export const TagsReply = z.object({ models: z.array(ModelEntry) });

export const ProcessReply = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      model: z.string().optional(),
      size: z.number().optional(),
      size_vram: z.number().optional(),
    }),
  ),
});

export const ChatPart = z.object({
  message: z.object({ content: z.string() }).optional(),
  done: z.boolean().optional(),
  done_reason: z.string().optional(),
});

export const PullPart = z.object({
  status: z.string(),
  total: z.number().optional(),
  completed: z.number().optional(),
  error: z.string().optional(),
});
