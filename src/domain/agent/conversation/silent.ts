import { known, type Situation } from '../agenda-steps.ts';
import { questionFor } from '../questions.ts';
import { recogniseIntent } from '../recognise-intent.ts';
import { parts, type Plan, say } from '../reply-plan.ts';
import { replies } from '../replies.ts';
import { pick, type Wording } from '../wording.ts';
import type { WorkflowContext } from '../workflow-context.ts';

/** So often we speak up into a silence before we leave; longer where the caller asked for a moment. */
const SPEAKS_UP = { usual: 2, onHold: 5 } as const;

/** How often we have spoken into this silence, and whether the caller had asked for it. */
function silence(context: WorkflowContext) {
  const last = context.history.findLastIndex(({ side }) => side !== 'agent');
  const onHold = recogniseIntent(context, context.history[last]?.text ?? '').intent === 'hold';
  return { onHold, spokeUp: Math.max(0, context.history.length - last - 2) };
}

/** Nobody answers: a machine that talks to an empty line for ever is a nuisance, and a bill. */
export function isSilentForGood(context: WorkflowContext): boolean {
  const { onHold, spokeUp } = silence(context);
  return spokeUp >= (onHold ? SPEAKS_UP.onHold : SPEAKS_UP.usual);
}

export function silent(situation: Situation): Plan {
  const { context } = situation;
  const { onHold, spokeUp } = silence(context);
  if (isSilentForGood(context)) return parts('silentForGood', 'silent')(situation);
  if (onHold) return { wording: pick<Wording>(replies.stillHolding, context, spokeUp) };
  const wording = say(spokeUp === 0 ? 'silent' : 'silentAgain', situation);
  const topic = context.lastAsked ?? 'goodTime';
  if (known(situation, topic)) return { wording };
  const asked = { ...context.asked, [topic]: (context.asked[topic] ?? 0) + spokeUp };
  return { wording, asks: topic, question: questionFor(topic, { ...context, asked }) };
}
