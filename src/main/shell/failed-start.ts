export type FailedStartDeps = {
  /** The log's file; undefined where not even its folder is known. */
  logFile: string | undefined;
  /** Into the log and the crash reports. */
  report(what: string, detail: object): void;
  /** Shows it to the person and comes back when it was read. */
  show(title: string, text: string): void;
  exit(code: number): void;
};

/** A longer reason fits on no screen; the log has all of it. */
const LONGEST_REASON = 700;

/** What to say to the person whose Latchkey did not open. */
export function describeFailedStart(error: unknown, logFile: string | undefined): { title: string; text: string } {
  const reason = error instanceof Error ? error.message : String(error);
  const shown = reason.length > LONGEST_REASON ? `${reason.slice(0, LONGEST_REASON)}…` : reason;
  const parts = [
    shown,
    'Start it again with "npm start": that puts right what is missing or out of date. No record of a call was touched.',
    ...(logFile === undefined ? [] : [`More is in the log: ${logFile}`]),
  ];
  return { title: 'Latchkey could not start', text: parts.join('\n\n') };
}

/** Nobody is left with a program that runs and shows nothing: says what is wrong, and ends. */
export function endFailedStart(error: unknown, deps: FailedStartDeps): void {
  deps.report('main-did-not-start', { stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  const { title, text } = describeFailedStart(error, deps.logFile);
  deps.show(title, text);
  deps.exit(1);
}
