import type { Decision, UnderstoodTurn } from '../agent-definition.ts';
import { next } from '../agenda-steps.ts';
import { firstName } from '../fixed-texts.ts';
import { questionFor } from '../questions.ts';
import type { LeadFact, WorkflowContext } from '../workflow-context.ts';
import { expectedFor, expectedOf, fieldKinds, readBack } from './field-kinds.ts';
import { type FieldName, type HearingField, MOST_TRIES } from './hearing-field.ts';

/** A turn in which a field is given, and the field with what that turn made of it. */
export type Giving = { context: WorkflowContext; turn: UnderstoodTurn; field: HearingField };

/** A field grew, or was corrected: what is missing is asked for; where nothing is, it is read back. */
export function takes(giving: Giving): Decision {
  const { field } = giving;
  const missing = fieldKinds[field.field].missing(field.value);
  if (missing === 'again') return asksAgain(giving, "That doesn't look complete.");
  if (missing !== null) {
    const body = fieldKinds[field.field].part?.(field.value) ?? '';
    return says({ ...field, stage: 'taking' }, { ack: 'Okay.', body, question: missing });
  }
  if (field.tries >= MOST_TRIES) return givesUp(giving, "I'm sorry.");
  const next: HearingField = { ...field, stage: 'readBack', tries: field.tries + 1 };
  return says(next, { ack: field.tries > 0 ? 'Thank you.' : 'Okay.', ...readBack(next) });
}

/** It is wrong, and nobody can tell where: all of it once more. */
export function asksAgain(giving: Giving, body: string): Decision {
  const { field } = giving;
  if (field.tries >= MOST_TRIES) return givesUp(giving, "I'm sorry.");
  const empty: HearingField = { ...field, value: '', heard: [], stage: 'taking' };
  // The number we are talking on was ours to name: the caller has not been asked for one yet.
  if (field.heard.length === 0 && field.value !== '')
    return says(empty, { ack: 'Okay.', body, question: 'What number is best, then?' });
  // What was read back has counted already.
  const tries = field.tries + (field.stage === 'readBack' ? 0 : 1);
  return says({ ...empty, tries }, { ack: 'Sorry about that.', body, question: fieldKinds[field.field].again });
}

/** The caller has said yes to it: now it is a fact, by all their words for it. `parts`: and goodbye. */
export function confirms(giving: Giving, { parts }: { parts: boolean } = { parts: false }): Decision {
  const { context, turn, field } = giving;
  const quote = field.heard.map((piece) => piece.quote).join(' … ') || turn.utterance;
  return goesOn(
    { ...giving, field: { ...field, stage: 'confirmed' } },
    {
      fact: { topic: field.field, value: fieldKinds[field.field].written(field.value), quote },
      ack: 'Got it.',
      body: `I'll note that for ${human(context)}.`,
      parts,
    },
  );
}

/** The caller would rather not, or we cannot hear it: the question counts as asked. */
export function givesUp(giving: Giving, ack: string): Decision {
  const { context, turn, field } = giving;
  return goesOn(
    { ...giving, field: { ...field, stage: 'given up' } },
    {
      fact: { topic: field.field, value: null, quote: turn.utterance },
      ack,
      body: field.tries >= MOST_TRIES ? `${human(context)} will ask you for it again.` : 'We can leave that open.',
    },
  );
}

/** Done with it: on with the next question, or the end where all is asked. */
function goesOn(
  { context, field }: Giving,
  { fact, ack, body, parts = false }: { fact: LeadFact; ack: string; body: string; parts?: boolean },
): Decision {
  const asks = parts ? null : next({ context, facts: [fact] });
  const goodbye = asks === null ? ' Thank you, goodbye.' : '';
  return {
    ...says(field, { ack, body: `${body}${goodbye}`, question: asks ? questionFor(asks, context) : '' }),
    asks,
    expects: asks ? expectedFor(asks, context) : 'anything',
    facts: [fact],
    hangUp: asks === null ? 'completed' : null,
  };
}

const human = ({ seed }: WorkflowContext): string => firstName(seed.humanName);

type Words = { ack: string; body?: string; question?: string };

/** Never a model's words: a digit that it changes is a wrong number. */
const says = (field: HearingField, { ack, body = '', question = '' }: Words): Decision => ({
  intent: 'answer',
  reason: `The caller gives the ${NAMES[field.field]}.`,
  wording: 'fixed',
  ack,
  body,
  question,
  convey: '',
  asks: field.field,
  expects: expectedOf(field),
  hangUp: null,
  facts: [],
  field,
});
const NAMES: Readonly<Record<FieldName, string>> = {
  phoneNumber: 'phone number',
  email: 'e-mail address',
  address: 'address',
};
