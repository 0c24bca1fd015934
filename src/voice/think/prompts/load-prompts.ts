import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../../base/result.ts';
import type { Failure } from '../../../domain/failure.ts';
import { parsePrompt } from './parse-prompt.ts';
import { createPrompts, type Prompt, type PromptName, promptNames, type Prompts } from './prompt.ts';

/** Reads all prompts of a folder, once: what is wrong with one is told before anybody is called. */
export async function loadPrompts(folder: string): Promise<Result<Prompts, Failure>> {
  const found: Partial<Record<PromptName, Prompt>> = {};
  for (const name of promptNames) {
    const file = `${name}.md`;
    const source = await readFile(join(folder, file), 'utf8').then(ok, (error: unknown) =>
      failed<Failure>({ kind: 'file-unreadable', path: join(folder, file), detail: String(error) }),
    );
    if (!source.ok) return source;
    const prompt = parsePrompt(name, source.value, file);
    if (!prompt.ok) return prompt;
    found[name] = prompt.value;
  }
  return ok(createPrompts(found as Record<PromptName, Prompt>));
}
