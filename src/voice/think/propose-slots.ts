import { z } from 'zod';
import type { Understood } from '../../domain/agent/recognise-intent.ts';
import { questionFor } from '../../domain/agent/questions.ts';
import {
  acceptProposals,
  type AskedTurn,
  askableSlot,
  Proposal,
} from '../../domain/agent/qualification/accept-proposals.ts';
import type { Evidence, Slot } from '../../domain/agent/qualification/evidence.ts';
import type { WorkflowContext } from '../../domain/agent/workflow-context.ts';
import { promptMessages } from './prompt-messages.ts';
import { systemPrompt } from './prompts/call-prompts.ts';
import type { Wordsmith } from './wordsmith.ts';

/** A turn of the caller's that was heard, and how code understood it. */
export type HeardAnswer = AskedTurn & Pick<Understood, 'intent' | 'facts'>;

export type SlotProposer = {
  /**
   * What the caller's answer tells where code found nothing in it; [] where that is nothing that stands up, where the
   * model fails, and where it does not have to be asked. Nobody may wait for it: replies come first.
   * @param context with the turn and the reply to it, as it was heard. It is looked at again when the model has
   * answered, so `now` gives the context of that moment.
   */
  propose(
    answer: HeardAnswer,
    conversation: { context: WorkflowContext; now: () => WorkflowContext },
    signal: AbortSignal,
  ): Promise<Evidence[]>;
};

const Proposals = z.object({ found: z.array(Proposal).max(2) });

export function createSlotProposer({
  languageModel,
  prompts,
}: Pick<Wordsmith, 'languageModel' | 'prompts'>): SlotProposer {
  return {
    async propose(answer, { context, now }, signal) {
      const askable = askableSlot(answer, answer);
      if (!askable || answer.asked === null || signal.aborted) return [];
      if (context.evidence.some(({ slot }) => slot === askable.slot)) return [];
      const request = prompts.render('slots', {
        question: questionFor(answer.asked, context),
        said: answer.text,
        slot: `${askable.slot}, which is ${SLOTS[askable.slot] ?? 'what was asked'}`,
        values:
          askable.values.length > 0
            ? `The value is one of: ${askable.values.join(', ')}.`
            : 'The value is their words.',
      });
      // The same prefix as for a reply: another one would cost the next reply all that the server has read.
      const messages = promptMessages(systemPrompt(prompts, context.seed), context, request);
      const proposed = await languageModel.structured(messages, Proposals, signal);
      if (!proposed.ok || signal.aborted) return [];
      return acceptProposals(answer, proposed.value.found, { ...answer, evidence: now().evidence });
    },
  };
}

const SLOTS: Partial<Record<Slot, string>> = {
  goal: 'whether they want to sell or to buy',
  propertyType: 'what kind of property it is',
  area: 'where it is',
  timeline: 'when they want to move',
  price: 'what price they have in mind',
};
