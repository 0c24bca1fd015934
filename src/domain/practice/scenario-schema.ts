import { z } from 'zod';
import { Scenario } from './scenario.ts';

/** The JSON schema of a scenario file, for editors. What only code can check (one action per step, …) is not in it. */
export function scenarioSchemaText(): string {
  const schema = z.toJSONSchema(Scenario, { io: 'input' });
  return `${JSON.stringify({ ...schema, title: 'Latchkey practice scenario' }, null, 2)}\n`;
}
