import { LineCounter, isMap, isNode, isScalar, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { failed, ok, type Result } from '../base/result.ts';
import type { Failure } from '../domain/failure.ts';
import { Scenario } from '../domain/practice/scenario.ts';

const LONGEST_FILE = 200_000;

type Place = { line: number; column: number };
type Issue = z.core.$ZodIssue;

/** Reads a scenario. What is wrong is told with the line and column (both from 1) where it stands. */
export function parseScenario(text: string, file: string): Result<Scenario, Failure> {
  const refuse = (place: Place, detail: string) =>
    failed<Failure>({ kind: 'scenario-invalid', file, ...place, detail });
  if (text.length > LONGEST_FILE)
    return refuse({ line: 1, column: 1 }, `the file is longer than ${LONGEST_FILE} characters`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) return refuse(placeAt(lines, broken.pos[0]), uncapitalised(broken.message));
  const value = valueOf(document);
  if (!value.ok) return refuse({ line: 1, column: 1 }, value.failure);
  const parsed = Scenario.safeParse(value.value);
  if (parsed.success) return ok(parsed.data);
  // A mistyped key is why another is missing: it is told first.
  const isUnknown = (issue: Issue) => (issue.code === 'unrecognized_keys' ? 0 : 1);
  const [first, ...more] = parsed.error.issues.toSorted((a, b) => isUnknown(a) - isUnknown(b));
  if (!first) return refuse({ line: 1, column: 1 }, 'the file could not be understood');
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return refuse(placeOfIssue(document, lines, first), `${describeIssue(first)}${others}`);
}

/** Anchors that grow without end throw here and not while parsing. */
function valueOf(document: Document): Result<unknown, string> {
  try {
    return ok(document.toJS({ maxAliasCount: 50 }));
  } catch (error) {
    return failed(uncapitalised(error instanceof Error ? error.message : String(error)));
  }
}

/** An unknown key is told at the key itself; what is missing, at the nearest thing around it that is there. */
function placeOfIssue(document: Document, lines: LineCounter, issue: Issue): Place {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (!isNode(node) || !node.range) continue;
    const whole = depth === path.length;
    const unknown = issue.code === 'unrecognized_keys' && whole ? keyPosition(node, issue.keys[0]) : undefined;
    return placeAt(lines, unknown ?? node.range[0]);
  }
  return { line: 1, column: 1 };
}

function keyPosition(node: unknown, key: string | undefined): number | undefined {
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
  return pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function describeIssue(issue: Issue): string {
  const where = issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
  if (issue.code === 'unrecognized_keys')
    return `${where}unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return `${where}is missing`;
  return `${where}${uncapitalised(issue.message)}`;
}

const uncapitalised = (text: string) => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '');
