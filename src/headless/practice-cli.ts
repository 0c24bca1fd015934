import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { cpus, platform, release, totalmem } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { createPrintedLog } from '../base/printed-log.ts';
import { createRealClock } from '../base/real-clock.ts';
import { describeFailure } from '../domain/failure.ts';
import { summariseCalls, type HeadlessCall, type HeadlessReport } from '../domain/practice/headless-report.ts';
import type { Scenario } from '../domain/practice/scenario.ts';
import { createScenarioLibrary, isScenarioPath } from '../practice/scenario-library.ts';
import { createSingleThreadSoftphone, createThreadedSoftphone, SHIPPED_SCENARIOS } from './headless-softphone.ts';
import { createTranscript } from './live-transcript.ts';
import { openOutputs, writeReport } from './output-files.ts';
import { PRACTICE_HELP, readArguments, readSettings, type PracticeArguments } from './practice-arguments.ts';
import { resultLines } from './practice-results.ts';
import { runPracticeCall } from './run-practice-call.ts';
import { createSimulatedClock } from './simulated-clock.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const write = (text: string) => void process.stdout.write(text);
// Whoever read along may have gone (a closed pipe, a closed terminal): the call and its files do not depend on them.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
const writeLines = (lines: readonly string[]) => write(`${lines.join('\n')}\n`);

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (!args.ok) {
    process.stderr.write(`${args.failure}\n\n${PRACTICE_HELP}`);
    return 2;
  }
  if (args.value.help) {
    write(PRACTICE_HELP);
    return 0;
  }
  if (args.value.list) return list(args.value);
  const settings = readSettings(process.env);
  if (!settings.ok) {
    process.stderr.write(`${settings.failure}\n`);
    return 2;
  }
  return practise(args.value);
}

const ownScenarios = (args: PracticeArguments) =>
  args.data ? join(resolve(args.data), 'scenarios') : process.env['LATCHKEY_SCENARIOS'];

const libraryOf = (args: PracticeArguments) => {
  const own = ownScenarios(args);
  return createScenarioLibrary(own ? [own, SHIPPED_SCENARIOS] : [SHIPPED_SCENARIOS]);
};

async function list(args: PracticeArguments): Promise<number> {
  const rows = await libraryOf(args).list();
  const width = Math.max(...rows.map(({ scenarioId }) => scenarioId.length));
  for (const row of rows) {
    write(
      `${row.scenarioId.padEnd(width)}  ${row.difficulty.padEnd(6)}  ${row.failure ? `! ${describeFailure(row.failure).says}` : row.describes}\n`,
    );
  }
  return rows.some((row) => row.failure) ? 1 : 0;
}

async function practise(args: PracticeArguments): Promise<number> {
  // What can be refused is refused before models are loaded.
  const found = await libraryOf(args).find(args.scenario);
  if (!found.ok) {
    const { says, help } = describeFailure(found.failure);
    process.stderr.write(`${says} ${found.failure.kind === 'not-found' ? '--list shows what there is.' : help}\n`);
    return 1;
  }
  const outputs = openOutputs(args);
  if (!outputs.ok) {
    process.stderr.write(`${outputs.failure}\n`);
    return 2;
  }
  const dataFolder = outputs.value;
  const startedWallMs = Date.now();
  const signal = wishToLeave();
  const { seed } = found.value.scenario;
  const numbers = Array.from({ length: args.calls }, (_, i) => i);
  const calls = await Promise.all(
    numbers.map((number) => oneCall(args, { number, seed, scenario: found.value.scenario, dataFolder, signal })),
  );
  const report = reportOf(calls, { startedWallMs, simulatedClock: args.fast });
  writeLines(resultLines(report));
  const elsewhere = join(dataFolder, 'report.json');
  const written = writeReport(
    `${JSON.stringify(report, null, 2)}\n`,
    args.json === null ? elsewhere : resolve(args.json),
    elsewhere,
  );
  if (!written.ok) process.stderr.write(`${written.failure}\n`);
  writeLines(fileLines(args, { dataFolder, reportFile: written.ok ? written.value : null }, calls));
  return written.ok && report.summary.passed === report.summary.of ? 0 : 1;
}

/** Ctrl-C, and whatever else asks a command to end: the calls are hung up and their files written. A second time ends at once. */
function wishToLeave(): AbortSignal {
  const leave = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (leave.signal.aborted) process.exit(130);
      write('\nHanging up …\n');
      leave.abort();
    });
  }
  return leave.signal;
}

type Place = { number: number; seed: number; scenario: Scenario; dataFolder: string; signal: AbortSignal };

/** Every call has its own processes and folder, so that several at once are as several machines. */
async function oneCall(
  args: PracticeArguments,
  { number, dataFolder, signal, scenario, ...given }: Place,
): Promise<HeadlessCall> {
  const folder = args.calls === 1 ? dataFolder : join(dataFolder, `call-${number + 1}`);
  mkdirSync(folder, { recursive: true });
  const printed = (text: string) => {
    try {
      appendFileSync(join(folder, 'practice.log'), text);
    } catch {
      // No call fails because the disk is full for its log.
    }
  };
  const clock = args.fast ? createSimulatedClock() : createRealClock();
  const own = ownScenarios(args);
  const env = { ...process.env, ...(own ? { LATCHKEY_SCENARIOS: own } : {}) };
  const seed = ((args.seed ?? given.seed) + number) % 2 ** 32;
  const options = {
    env,
    dataFolder: folder,
    appVersion: version,
    clock,
    log: createPrintedLog(printed),
    printed,
    seed,
  };
  const terminal = { write, rewritable: process.stdout.isTTY, columns: process.stdout.columns || 120 };
  return runPracticeCall({
    softphone: args.fast ? createSingleThreadSoftphone(options) : createThreadedSoftphone(options),
    clock,
    scenario: isScenarioPath(args.scenario) ? resolve(args.scenario) : args.scenario,
    judged: scenario,
    seed,
    wav: args.wav === null ? null : numbered(args.wav, number, args.calls),
    show: createTranscript({ clock, terminal, label: args.calls === 1 ? '' : `[${number + 1}] ` }).show,
    signal,
  });
}

function numbered(file: string, number: number, of: number): string {
  const end = extname(file);
  return of === 1 ? file : `${file.slice(0, file.length - end.length)}-${number + 1}${end}`;
}

function reportOf(
  calls: HeadlessCall[],
  run: Pick<HeadlessReport, 'startedWallMs' | 'simulatedClock'>,
): HeadlessReport {
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${release()}`,
  };
  return {
    version: 1,
    appVersion: version,
    machine,
    runtime: `Node ${process.versions.node}`,
    ...run,
    calls,
    summary: summariseCalls(calls),
  };
}

function fileLines(
  args: PracticeArguments,
  { dataFolder, reportFile }: { dataFolder: string; reportFile: string | null },
  calls: readonly HeadlessCall[],
): string[] {
  const recordings = calls.flatMap((call) => call.wav ?? []);
  return [
    ...recordings.map((path) => `Recording  ${path}`),
    ...(reportFile === null ? [] : [`Report     ${reportFile}`]),
    `Records    ${dataFolder}${args.data ? '' : ' (temporary; --data FOLDER keeps them elsewhere)'}`,
  ];
}

const code = await main();
// Where a pipe takes its time, the last lines are still on their way.
await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
// The engines' own threads may still be winding down; there is nothing left to wait for.
process.exit(code);
