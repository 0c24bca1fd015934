import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { failed, ok, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';
import { PLACE, type Prompt, PROMPT_INPUTS, type PromptName } from './prompt.ts';

const FrontMatter = z.strictObject({
  /** Counted up with each change that changes what a model says. */
  version: z.union([z.string().min(1), z.number()]).transform(String),
  /** For whoever edits the file. */
  about: z.string().min(1),
  inputs: z.array(z.string().regex(/^\w+$/)),
});

/** More than a live call can afford to read. */
const LONGEST_TEXT = 2_000;

type Refuse = (line: number, detail: string) => Result<never, Failure>;

/** Reads a prompt: front matter between two lines of dashes, then its text. What is wrong is told with its line, from 1. */
export function parsePrompt(name: PromptName, source: string, file: string): Result<Prompt, Failure> {
  const refuse: Refuse = (line, detail) => failed({ kind: 'prompt-invalid', file, line, detail });
  const parts = /^---\r?\n([\s\S]*?\n)---\r?\n([\s\S]*)$/.exec(source);
  if (!parts) return refuse(1, 'it must begin with front matter between two lines of "---"');
  const [, head = '', body = ''] = parts;
  const front = parseFront(head, refuse);
  if (!front.ok) return front;
  const wrong = whatIsWrong(name, front.value.inputs, { head, body });
  if (wrong) return refuse(wrong.line, wrong.detail);
  return ok({ version: front.value.version, text: unwrapped(body) });
}

function parseFront(head: string, refuse: Refuse): Result<z.infer<typeof FrontMatter>, Failure> {
  const lines = new LineCounter();
  const document = parseDocument(head, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  // The line of dashes before it counts.
  if (broken) return refuse(lines.linePos(broken.pos[0]).line + 1, broken.message);
  const parsed = FrontMatter.safeParse(document.toJS());
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : String(issue?.path[0] ?? '');
  return refuse(
    lineOfKey(head, key ?? ''),
    key ? `${key}: ${issue?.message ?? 'is wrong'}` : 'the front matter is empty',
  );
}

/** From 1, the line of dashes before it counted; that line where the key is missing. */
const lineOfKey = (head: string, key: string): number =>
  head.split('\n').findIndex((text) => text.startsWith(`${key}:`)) + 2;

/** Where text and inputs do not agree with each other, or with what the code fills in. */
function whatIsWrong(name: PromptName, inputs: readonly string[], text: { head: string; body: string }) {
  const { head, body } = text;
  const inputsLine = lineOfKey(head, 'inputs');
  // Behind both lines of dashes.
  const bodyLine = head.split('\n').length + 2;
  const filled: readonly string[] = PROMPT_INPUTS[name];
  const strange = inputs.find((input) => !filled.includes(input));
  if (strange)
    return { line: inputsLine, detail: `nothing fills the input ${strange}; there are ${filled.join(', ')}` };
  const lacking = filled.find((input) => !inputs.includes(input));
  if (lacking) return { line: inputsLine, detail: `the input ${lacking} is missing` };
  if (body.trim() === '') return { line: bodyLine, detail: 'there is no text' };
  if (body.length > LONGEST_TEXT)
    return { line: bodyLine, detail: `the text is longer than ${LONGEST_TEXT} characters` };
  const places = [...body.matchAll(PLACE)].map(({ 1: key = '', index }) => ({ key, index }));
  const unknown = places.find(({ key }) => !inputs.includes(key));
  if (unknown) {
    const line = bodyLine + body.slice(0, unknown.index).split('\n').length - 1;
    return { line, detail: `{${unknown.key}} is not among the inputs` };
  }
  const unused = inputs.find((input) => !places.some(({ key }) => key === input));
  return unused ? { line: bodyLine, detail: `the input ${unused} is nowhere in the text` } : undefined;
}

/** Lines are wrapped for whoever reads the file; an empty line stays. */
const unwrapped = (body: string): string =>
  body
    .trim()
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => paragraph.replace(/\s*\r?\n\s*/g, ' '))
    .join('\n\n');
