import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ModelManifest } from '../../domain/models/model-manifest.ts';

/** The list of models that ships with the product. Throws where it does not fit this build: they come together. */
export function readModelList(file: string): ModelManifest {
  try {
    const parsed = ModelManifest.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data;
    throw new Error(z.prettifyError(parsed.error));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The list of models does not fit this build of Latchkey (${file}):\n${why}`, { cause: error });
  }
}
