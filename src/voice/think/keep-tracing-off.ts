/**
 * LangChain reports every run, words and all, to a cloud service when one of these is set, by whoever, for another
 * program. A caller's words leave this machine only where the brokerage switched that on, so the variables are put out
 * for this process before the first graph runs.
 */
export function keepTracingOff(env: Record<string, string | undefined> = process.env): void {
  for (const name of SWITCHES) env[name] = 'false';
}
const SWITCHES = ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2'];
