import { expect, it } from 'vitest';
import { keepTracingOff } from './keep-tracing-off.ts';

it('takes away every switch that would report a call to a cloud service or print it', () => {
  const env: Record<string, string | undefined> = {
    LANGSMITH_TRACING: 'true',
    LANGCHAIN_TRACING: 'false',
    LANGCHAIN_TRACING_V2: 'true',
    LANGCHAIN_VERBOSE: 'true',
    HOME: '/home/somebody',
  };
  keepTracingOff(env);
  expect(env).toEqual({ HOME: '/home/somebody' });
});
