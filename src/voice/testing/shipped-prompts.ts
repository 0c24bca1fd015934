import { fileURLToPath } from 'node:url';
import { describeFailure } from '../../domain/failure.ts';
import { loadPrompts } from '../think/prompts/load-prompts.ts';

export const PROMPTS_FOLDER = fileURLToPath(new URL('../../../resources/prompts', import.meta.url));

/** The prompts that ship with the product. */
const read = await loadPrompts(PROMPTS_FOLDER);
if (!read.ok) throw new Error(describeFailure(read.failure).says);
export const shippedPrompts = read.value;
