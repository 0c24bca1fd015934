/**
 * LangChain reports every run, words and all, to a cloud service when one of these is set, by whoever, for another
 * program. A caller's words leave this machine only where the brokerage switched that on, so the variables are taken
 * away from this process before the first graph runs. (Set to 'false', one of them still counts as set.)
 */
export function keepTracingOff(env: Record<string, string | undefined> = process.env): void {
  for (const name of SWITCHES) Reflect.deleteProperty(env, name);
}
const SWITCHES = [
  'LANGSMITH_TRACING',
  'LANGSMITH_TRACING_V2',
  'LANGCHAIN_TRACING',
  'LANGCHAIN_TRACING_V2',
  'LANGCHAIN_VERBOSE',
];
