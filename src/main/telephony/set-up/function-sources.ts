import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FunctionName } from '../../../domain/telephony/plan-set-up.ts';
import type { FunctionSources } from './step.ts';

/** The Functions' code out of the product's folder of resources. A file that lacks there is a broken package. */
export function readFunctionSources(folder: string): FunctionSources {
  const read = (name: FunctionName) => readFileSync(join(folder, `${name}.cjs`), 'utf8');
  const code = { outgoing: read('outgoing'), incoming: read('incoming'), status: read('status') };
  const hash = createHash('sha256');
  for (const name of FunctionName.options) hash.update(`${name}\0${code[name]}\0`);
  return { code, fingerprint: hash.digest('hex') };
}
