import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../base/clock.ts';
import { silentLog } from '../base/log.ts';
import { createRealClock } from '../base/real-clock.ts';
import { EvalReport, type EvalScenario, summariseEval } from '../domain/practice/eval-report.ts';
import { createOllamaLanguageModel } from '../engines/ollama/ollama-language-model.ts';
import type { LoadedScenario } from '../practice/scenario-library.ts';
import { EVAL_HELP, type EvalArguments, readEvalArguments } from './eval/eval-arguments.ts';
import { scenarioLines, summaryLines } from './eval/eval-results.ts';
import { evaluateSpoken } from './eval/evaluate-spoken.ts';
import { evaluateText } from './eval/evaluate-text.ts';
import { findScenarios } from './eval/find-scenarios.ts';
import { runEval } from './eval/run-eval.ts';
import type { Turned } from './eval/spoken-progress.ts';
import { openOutputs, writeReport } from './output-files.ts';
import { readSettings } from './practice-arguments.ts';

const CONVERSATION = fileURLToPath(new URL('../../e2e/scenarios/conversation', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
// Whoever read along may have gone: what is asked for is done all the same.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
const write = (text: string) => void process.stdout.write(text);
const writeLines = (lines: readonly string[]) => write(`${lines.join('\n')}\n`);
const refuse = (text: string, code: number): number => {
  process.stderr.write(`${text}\n`);
  return code;
};

async function main(): Promise<number> {
  const args = readEvalArguments(process.argv.slice(2));
  if (!args.ok) return refuse(`${args.failure}\n\n${EVAL_HELP}`, 2);
  if (args.value.help) {
    write(EVAL_HELP);
    return 0;
  }
  const settings = readSettings(process.env);
  if (!settings.ok) return refuse(settings.failure, 2);
  const found = await findScenarios(args.value.paths.length > 0 ? args.value.paths : [CONVERSATION]);
  if (!found.ok) return refuse(found.failure, 1);
  const isMarked = args.value.mode === 'spoken' && args.value.paths.length === 0;
  const scenarios = isMarked ? found.value.filter(({ scenario }) => scenario.spoken) : found.value;
  const outputs = openOutputs({ json: args.value.json, wav: null, data: null });
  if (!outputs.ok) return refuse(outputs.failure, 2);
  return evaluate(args.value, scenarios, { ollamaUrl: settings.value.ollamaUrl, dataFolder: outputs.value });
}

type Place = { ollamaUrl: string; dataFolder: string };

async function evaluate(args: EvalArguments, scenarios: LoadedScenario[], place: Place): Promise<number> {
  const { signal, terminal } = { signal: wishToLeave(), terminal: createTerminal(scenarios.length * args.repeat) };
  const startedWallMs = Date.now();
  const attempt =
    args.mode === 'text' ? inText(args, place, { signal, terminal }) : inSound(args, place, { signal, terminal });
  const done = await runEval({ ...args, scenarios, attempt, onScenario: terminal.done, signal });
  terminal.clear();
  const report: EvalReport = {
    version: 1,
    appVersion: version,
    startedWallMs,
    tookMs: Date.now() - startedWallMs,
    mode: args.mode,
    languageModel: args.model,
    whole: !signal.aborted,
    scenarios: done,
    summary: summariseEval(done),
  };
  writeLines(summaryLines(report));
  const { attempts } = report.summary;
  const passed = report.whole && attempts.passed === attempts.of;
  return keep(report, args.json, place.dataFolder) && passed ? 0 : 1;
}

function keep(report: EvalReport, json: string | null, dataFolder: string): boolean {
  if (json === null) return true;
  const text = `${JSON.stringify(EvalReport.parse(report), null, 2)}\n`;
  const written = writeReport(text, resolve(json), join(dataFolder, 'eval.json'));
  if (written.ok) write(`Report  ${written.value}\n`);
  else process.stderr.write(`${written.failure}\n`);
  return written.ok;
}

type Running = { signal: AbortSignal; terminal: ReturnType<typeof createTerminal> };

function inText({ model }: EvalArguments, { ollamaUrl }: Place, { signal, terminal }: Running) {
  const clock = createRealClock();
  const languageModel = (callClock: Clock) =>
    model === null ? null : createOllamaLanguageModel({ url: ollamaUrl, model, clock: callClock, wordMs: 1_500 });
  return (loaded: LoadedScenario, seed: number) => {
    const onTurn = terminal.follow(loaded);
    return evaluateText(loaded, { clock, log: silentLog, seed, languageModel, onTurn, signal });
  };
}

function inSound({ model }: EvalArguments, { ollamaUrl }: Place, { signal, terminal }: Running) {
  const ollama =
    model === null ? { LATCHKEY_OLLAMA_URL: 'none' } : { LATCHKEY_OLLAMA_URL: ollamaUrl, LATCHKEY_OLLAMA_MODEL: model };
  const env = { ...process.env, ...ollama };
  return (loaded: LoadedScenario, seed: number) =>
    evaluateSpoken(loaded, { env, appVersion: version, seed, onTurn: terminal.follow(loaded), signal });
}

/** Ctrl-C, and whatever else asks a command to end: what is known by then is told. A second time ends at once. */
function wishToLeave(): AbortSignal {
  const leave = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (leave.signal.aborted) process.exit(130);
      write('\nEnding …\n');
      leave.abort();
    });
  }
  return leave.signal;
}

const REWRITE = '\r\u001b[2K';

/** Scenarios as they are done; on a terminal also which one goes on, and what was said in it last. */
function createTerminal(of: number) {
  let begun = 0;
  const clear = () => {
    if (process.stdout.isTTY) write(REWRITE);
  };
  const status = (text: string) => {
    if (process.stdout.isTTY) write(`${REWRITE}${text.slice(0, (process.stdout.columns || 80) - 1)}`);
  };
  return {
    clear,
    follow({ scenario }: LoadedScenario) {
      begun += 1;
      const head = `${begun} of ${of}  ${scenario.id}`;
      status(head);
      return ({ side, text }: Turned) => status(`${head}  ${side}: ${text}`);
    },
    done(rated: EvalScenario) {
      clear();
      writeLines(scenarioLines(rated));
    },
  };
}

const code = await main();
// Where a pipe takes its time, the last lines are still on their way.
await new Promise<void>((resolveWritten) => process.stdout.write('', () => resolveWritten()));
// The engines' own threads may still be winding down; there is nothing left to wait for.
process.exit(code);
