import { expect, it } from 'vitest';
import { keepTracingOff } from './keep-tracing-off.ts';

it('puts out every switch that would report a call to a cloud service', () => {
  const env: Record<string, string | undefined> = { LANGSMITH_TRACING: 'true', LANGCHAIN_TRACING_V2: 'true', HOME: '/home/somebody' };
  keepTracingOff(env);
  expect(env).toEqual({ LANGSMITH_TRACING: 'false', LANGSMITH_TRACING_V2: 'false', LANGCHAIN_TRACING: 'false', LANGCHAIN_TRACING_V2: 'false', HOME: '/home/somebody' });
});
