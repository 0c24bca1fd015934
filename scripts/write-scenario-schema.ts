import { writeFileSync } from 'node:fs';
import { scenarioSchemaText } from '../src/domain/practice/scenario-schema.ts';

// Writes resources/scenario.schema.json anew after the shape of a scenario has changed.
writeFileSync(new URL('../resources/scenario.schema.json', import.meta.url), scenarioSchemaText());
