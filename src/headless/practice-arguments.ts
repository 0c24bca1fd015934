import { parseArgs } from 'node:util';
import { failed, ok, type Result } from '../base/result.ts';
import { AgentVoice, Recogniser } from '../domain/engine/speech-choice.ts';
import { Settings } from '../domain/settings/settings.ts';

export type PracticeArguments = {
  scenario: string;
  json: string | null;
  wav: string | null;
  /** null: the scenario's own. */
  seed: number | null;
  fast: boolean;
  calls: number;
  list: boolean;
  help: boolean;
  data: string | null;
};

export const DEFAULT_SCENARIO = 'friendly-seller';
const MOST_CALLS = 16;

export const PRACTICE_HELP = `npm run practice -- [id | path/of/a/scenario.yaml] [options]

  A practice call in the terminal: the whole product without a window. Without a scenario: ${DEFAULT_SCENARIO}.

  --list         the scenarios there are
  --json FILE    write the report there (else beside the records)
  --wav FILE     write the recording there (stereo: left the lead, right the agent)
  --seed N       chance in the call; without it the scenario's own
  --calls N      so many calls at once, up to ${MOST_CALLS}, each with a line and a folder of its own; seeds count up from
                 the first, recordings are numbered (call-1.wav, call-2.wav)
  --fast         on a simulated clock: as fast as the machine can work
  --data FOLDER  keep the records there instead of in a temporary folder; your own scenarios are in its scenarios
  --help         this text

  Ctrl-C hangs up; the report and the recording are written all the same. A second one ends at once.
  Ends with 0 when every call went through and every expectation held, else with 1; with 2 when the command is wrong.
`;

/** Reads the command line. What is wrong is said in a sentence. */
export function readArguments(args: readonly string[]): Result<PracticeArguments, string> {
  try {
    return checked(parse(args));
  } catch (error) {
    return failed(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: true,
    options: {
      json: { type: 'string' },
      wav: { type: 'string' },
      seed: { type: 'string' },
      fast: { type: 'boolean', default: false },
      calls: { type: 'string', default: '1' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      data: { type: 'string' },
    },
  });

function checked({ values, positionals }: ReturnType<typeof parse>): Result<PracticeArguments, string> {
  const { fast, list, help, json = null, wav = null, data = null } = values;
  const [scenario = DEFAULT_SCENARIO, ...more] = positionals;
  if (more.length > 0) return failed(`One scenario at a time: ${positionals.join(', ')}.`);
  const seed = values.seed === undefined ? null : wholeNumber(values.seed, { from: 0, to: 4_294_967_295 });
  if (seed === undefined)
    return failed(`--seed takes a whole number from 0 to 4294967295, not ${String(values.seed)}.`);
  const calls = wholeNumber(values.calls, { from: 1, to: MOST_CALLS });
  if (calls === undefined) return failed(`--calls takes a whole number from 1 to ${MOST_CALLS}, not ${values.calls}.`);
  return ok({ scenario, json, wav, seed, fast, calls, list, help, data });
}

/** What the environment says about Ollama and about the agent's voice and ear, as settings. What cannot be is refused in a sentence. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Result<Settings, string> {
  const url = env['LATCHKEY_OLLAMA_URL'];
  const settings = Settings.safeParse({
    ...(url && url !== 'none' ? { ollamaUrl: url } : {}),
    ollamaModel: env['LATCHKEY_OLLAMA_MODEL'] ?? '',
    agentVoice: env['LATCHKEY_VOICE'],
    recogniser: env['LATCHKEY_RECOGNISER'],
  });
  if (settings.success) return ok(settings.data);
  const wrong = settings.error.issues[0]?.path[0];
  if (wrong === 'agentVoice') return failed(oneOf('LATCHKEY_VOICE', AgentVoice.options, env));
  if (wrong === 'recogniser') return failed(oneOf('LATCHKEY_RECOGNISER', Recogniser.options, env));
  return failed(`LATCHKEY_OLLAMA_URL takes an address like http://127.0.0.1:11434, or none, not ${String(url)}.`);
}

const oneOf = (name: string, names: readonly string[], env: Readonly<Record<string, string | undefined>>): string =>
  `${name} takes one of ${names.join(', ')}, not ${String(env[name])}.`;

/** The number that an option was given; undefined where it is none, or out of range. */
export function wholeNumber(text: string, range: { from: number; to: number }): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= range.from && value <= range.to ? value : undefined;
}
