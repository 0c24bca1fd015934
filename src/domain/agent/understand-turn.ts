import type { UnderstoodTurn } from './agent-definition.ts';
import { recogniseIntent } from './recognise-intent.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** A turn of the caller as it came in: `text` is '' where they said nothing for long. */
export type HeardTurn = { turnId: string; text: string; nowWallMs: number };

/** What the caller means by it, as far as code can tell. Pure. */
export const understandTurn = (context: WorkflowContext, { turnId, text, nowWallMs }: HeardTurn): UnderstoodTurn => ({
  ...recogniseIntent(context, text),
  turnId,
  utterance: text.trim(),
  nowWallMs,
});
