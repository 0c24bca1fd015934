import { z } from 'zod';
import { failed, ok, type Result } from '../../base/result.ts';
import type { ChatMessage } from '../../domain/engine/language-model.ts';
import type { Failure } from '../../domain/failure.ts';

/** Asks for one text in this format. */
export type AskForText = (messages: readonly ChatMessage[], format: object) => Promise<Result<string, Failure>>;

/**
 * An answer in the shape of `schema`. The server holds a model to the shape, not to its limits (a longest text, a
 * number's range), and breaks off what is too long: so it is parsed here, and asked for once more with what was wrong.
 */
export async function structuredAnswer<Value>(
  ask: AskForText,
  messages: readonly ChatMessage[],
  schema: z.ZodType<Value>,
): Promise<Result<Value, Failure>> {
  const { $schema: _, ...format } = z.toJSONSchema(schema);
  const first = await ask(messages, format);
  if (!first.ok) return first;
  const parsed = parseAs(schema, first.value);
  if (parsed.ok) return parsed;
  const repair = `That does not fit. ${parsed.failure} Give the whole answer again, right this time, as JSON.`;
  const second = await ask(
    [...messages, { role: 'assistant', content: first.value }, { role: 'user', content: repair }],
    format,
  );
  if (!second.ok) return second;
  const repaired = parseAs(schema, second.value);
  return repaired.ok
    ? repaired
    : failed({ kind: 'language-model-failed', detail: 'its answer had not the shape that was asked for, twice' });
}

function parseAs<Value>(schema: z.ZodType<Value>, text: string): Result<Value, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return failed('It is no whole JSON.');
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? ok(parsed.data) : failed(z.prettifyError(parsed.error));
}
