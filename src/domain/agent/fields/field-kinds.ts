import type { ExpectedAnswer } from '../../floor/floor-fact.ts';
import { expectedAnswer, type Topic } from '../topic.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import { addressField } from './address-field.ts';
import { emailField } from './email-field.ts';
import type { FieldKind } from './field-kind.ts';
import { type FieldName, type HearingField, isOpen } from './hearing-field.ts';
import { phoneField } from './phone-field.ts';

export const fieldKinds: Readonly<Record<FieldName, FieldKind>> = {
  phoneNumber: phoneField,
  email: emailField,
  address: addressField,
};

/** How each is asked for; asked again, it is worded differently. */
export const fieldQuestions: Readonly<Record<FieldName, readonly [string, ...string[]]>> = {
  phoneNumber: [
    'What number is best to reach you?',
    'Which phone number should I write down?',
    'What is your phone number?',
  ],
  email: ['What e-mail address should I write down?', 'Which e-mail address is best?', 'What is your e-mail address?'],
  address: [
    'What is the address of the property?',
    'Which street address is it?',
    'Where is the property, street and number?',
  ],
};

const RIGHT = 'Is that right?';
/** Where the number we are talking on is known, a yes is all that is needed. */
const THIS_NUMBER = 'Is this number the best one to reach you?';

/** What is known of a field that was just asked for: the number we are talking on, and nothing else. */
export function openField(field: FieldName, { number }: WorkflowContext['seed']): HearingField {
  const value = field === 'phoneNumber' && number ? number.replace(/^\+1(?=\d{10}$)/, '') : '';
  return { field, heard: [], value, stage: value === '' ? 'taking' : 'readBack', tries: 0 };
}

/** The words of a read-back: the value and the question, which the caller has to hear whole. */
export const readBack = ({ field, value }: HearingField) => ({
  body: `That's ${fieldKinds[field].spoken(value)}.`,
  question: RIGHT,
});

/**
 * The question for a field where its state says more than the usual wording: what is missing, what was read back, the
 * number that we are talking on. undefined for all else.
 */
export function openQuestion(
  topic: Topic,
  { field, seed }: Pick<WorkflowContext, 'field' | 'seed'>,
): string | undefined {
  if (!isOpen(field) || field.field !== topic) return topic === 'phoneNumber' && seed.number ? THIS_NUMBER : undefined;
  if (field.value === '') return undefined;
  if (field.heard.length === 0) return THIS_NUMBER;
  const missing = fieldKinds[field.field].missing(field.value);
  if (missing !== null) return missing === 'again' ? undefined : missing;
  const { body, question } = readBack(field);
  return `${body} ${question}`;
}

/** What the floor is told to wait for while the field is given. */
export function expectedOf({ field, value, stage }: HearingField): ExpectedAnswer {
  if (stage === 'readBack') return 'yes-or-no';
  const digits = fieldKinds[field].digitsMissing?.(value) ?? null;
  return digits === null ? EXPECTED[field] : `digits-${digits}`;
}
const EXPECTED: Readonly<Record<FieldName, ExpectedAnswer>> = {
  phoneNumber: 'phone-number',
  email: 'email',
  address: 'address',
};

/** What the floor is told to wait for after the question for `topic`, as `questionFor` words it. */
export function expectedFor(topic: Topic, { field, seed }: Pick<WorkflowContext, 'field' | 'seed'>): ExpectedAnswer {
  if (isOpen(field) && field.field === topic) return expectedOf(field);
  return topic === 'phoneNumber' && seed.number ? 'yes-or-no' : expectedAnswer[topic];
}
