import { accessSync, constants, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { failed, ok, type Result } from '../base/result.ts';
import type { PracticeArguments } from './practice-arguments.ts';

/**
 * The folder for the records, made if need be. What was asked for and cannot be written is refused in a sentence, before
 * anybody talks for minutes for the sake of it.
 */
export function openOutputs({
  json,
  wav,
  data,
}: Pick<PracticeArguments, 'json' | 'wav' | 'data'>): Result<string, string> {
  for (const [option, file] of [['--json', json] as const, ['--wav', wav] as const]) {
    const trouble = file === null ? null : reason(() => assertWritable(resolve(file)));
    if (trouble !== null) return failed(`${option} ${file} cannot be written: ${trouble}.`);
  }
  let folder = data === null ? '' : resolve(data);
  const trouble = reason(() => {
    if (data === null) folder = mkdtempSync(join(tmpdir(), 'latchkey-practice-'));
    else mkdirSync(folder, { recursive: true });
  });
  return trouble === null
    ? ok(folder)
    : failed(`The records cannot be kept${data === null ? '' : ` in ${data}`}: ${trouble}.`);
}

/** Writes the report, and answers where it is. Where that has become impossible it is kept in `elsewhere`, if it can be. */
export function writeReport(text: string, file: string, elsewhere: string): Result<string, string> {
  const trouble = reason(() => {
    writeFileSync(file, text);
  });
  if (trouble === null) return ok(file);
  return failed(
    file !== elsewhere && reason(() => writeFileSync(elsewhere, text)) === null
      ? `The report could not be written to ${file}: ${trouble}. It is in ${elsewhere}.`
      : `The report could not be written to ${file}: ${trouble}.`,
  );
}

function assertWritable(file: string): void {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory()) throw new Error('it is a folder');
  accessSync(there ? file : dirname(file), constants.W_OK);
  if (!there && !statSync(dirname(file)).isDirectory()) throw new Error(`${dirname(file)} is not a folder`);
}

function reason(attempt: () => void): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
