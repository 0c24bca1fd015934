import type { Decision } from '../agent-definition.ts';
import type { Evidence, Slot } from '../qualification/evidence.ts';
import type { Topic } from '../topic.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import { openField } from './field-kinds.ts';
import { type FieldName, type HearingField, isFieldName, isOpen } from './hearing-field.ts';

/**
 * The field after an exchange. What the caller said of it counts in any case; read back it is only where they heard the
 * question behind it, and asked for as well. Where the talk has gone on to something else, nobody waits for it any longer.
 * @param asked the topic whose question the caller heard.
 */
export function fieldAfter(
  { field, seed }: WorkflowContext,
  decision: Pick<Decision, 'field' | 'facts'> | null,
  asked: Topic | null,
): HearingField | null {
  if (decision?.field) return unheard(decision.field, asked);
  if (asked !== null && isFieldName(asked) && !(isOpen(field) && field.field === asked)) return openField(asked, seed);
  if (!isOpen(field)) return field;
  const leftOpen = decision?.facts.some(({ topic, value }) => topic === field.field && value === null);
  const movedOn = asked !== null && asked !== field.field;
  return leftOpen || movedOn ? { ...field, stage: 'given up' } : field;
}

const unheard = (field: HearingField, asked: Topic | null): HearingField =>
  field.stage === 'readBack' && asked !== field.field ? { ...field, stage: 'taking', tries: field.tries - 1 } : field;

const SLOTS: Readonly<Record<FieldName, [Slot, (value: string) => string]>> = {
  phoneNumber: ['contact', (value) => `by telephone, ${value}`],
  email: ['contact', (value) => `by e-mail, ${value}`],
  address: ['area', (value) => value],
};
/** They have said yes to it. */
const CONFIRMED = 1;

/** What a confirmed field proves about the lead, by the caller's own words for it; nothing where they only said yes to ours. */
export function fieldEvidence(decision: Pick<Decision, 'field' | 'facts'> | null): Evidence[] {
  const field = decision?.field;
  const told = field?.heard.toSorted((a, b) => b.quote.length - a.quote.length)[0];
  const value = decision?.facts.find(({ topic }) => topic === field?.field)?.value;
  if (field?.stage !== 'confirmed' || !told || !value) return [];
  const [slot, write] = SLOTS[field.field];
  return [{ slot, value: write(value), quote: told.quote, turnId: told.turnId, confidence: CONFIRMED }];
}
