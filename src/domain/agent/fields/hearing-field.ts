import { z } from 'zod';

/** What is given piece by piece on a telephone, is read back, and counts only after an explicit yes. */
export const FieldName = z.enum(['phoneNumber', 'email', 'address']);
export type FieldName = z.infer<typeof FieldName>;

/** Words of the caller that the field was made from, whole. */
export const HeardPiece = z.object({ turnId: z.string(), quote: z.string().min(1) });
export type HeardPiece = z.infer<typeof HeardPiece>;

/** How far the caller and we are with one field. */
export const HearingField = z.object({
  field: FieldName,
  /** What the caller said of it since it was asked for, oldest first. */
  heard: z.array(HeardPiece),
  /** All of it so far, as `field-kinds` writes it: digits, an address; '' where nothing of it is known. */
  value: z.string(),
  /** `readBack`: the caller has heard `value` and was asked for a yes. */
  stage: z.enum(['taking', 'readBack', 'confirmed', 'given up']),
  /** How often it was read back or asked for anew. */
  tries: z.number().int().nonnegative(),
});
export type HearingField = z.infer<typeof HearingField>;

/** Read back and refused so often, the licensed human asks for it. */
export const MOST_TRIES = 3;

export const isOpen = (field: HearingField | null): field is HearingField =>
  field !== null && (field.stage === 'taking' || field.stage === 'readBack');

/** Whether the caller is in the middle of giving something that is taken down. */
export const isFieldOpen = ({ field }: { field: HearingField | null }): boolean => isOpen(field);

const NAMES: ReadonlySet<string> = new Set(FieldName.options);
export const isFieldName = (topic: string): topic is FieldName => NAMES.has(topic);
