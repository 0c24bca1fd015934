import { parseArgs } from 'node:util';
import { failed, ok, type Result } from '../../base/result.ts';
import { wholeNumber } from '../practice-arguments.ts';

export type EvalArguments = {
  /** Files and folders; none: the scenarios of the conversation. */
  paths: string[];
  mode: 'text' | 'spoken';
  repeat: number;
  /** null: rehearsed replies. */
  model: string | null;
  /** null: each scenario's own. */
  seed: number | null;
  json: string | null;
  help: boolean;
};

const MOST_REPEATS = 100;

export const EVAL_HELP = `npm run eval -- [path/of/a/scenario.yaml | folder …] [options]

  Holds scenarios against the agent and tells which came to what they expect, and why the others did not. Without
  paths: all that is in e2e/scenarios/conversation; with --spoken those of them that are marked as spoken.

  --text         the lead and the agent talk in text, without sound: seconds for all of them (the default)
  --spoken       practice calls on a simulated clock, with voices and recognisers
  --repeat N     every scenario so often, up to ${MOST_REPEATS}, with seeds counting up from the first; tells pass@k (at least one
                 of k attempts passes) and pass^k (all of them do)
  --model NAME   this model of Ollama words the replies (LATCHKEY_OLLAMA_URL says where it is); without it they are rehearsed
  --seed N       chance in the calls; without it each scenario's own
  --json FILE    write the report there
  --help         this text

  Ctrl-C ends it with what is known by then. A second one ends at once.
  Ends with 0 when every attempt passed, else with 1; with 2 when the command is wrong.
`;

/** Reads the command line. What is wrong is said in a sentence. */
export function readEvalArguments(args: readonly string[]): Result<EvalArguments, string> {
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
      text: { type: 'boolean', default: false },
      spoken: { type: 'boolean', default: false },
      repeat: { type: 'string', default: '1' },
      model: { type: 'string' },
      seed: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });

function checked({ values, positionals }: ReturnType<typeof parse>): Result<EvalArguments, string> {
  const { text, spoken, help, json = null, model = null } = values;
  if (text && spoken) return failed('Either --text or --spoken, not both.');
  if (model?.trim() === '') return failed('--model takes the name of a model, as Ollama lists it.');
  const repeat = wholeNumber(values.repeat, { from: 1, to: MOST_REPEATS });
  if (repeat === undefined)
    return failed(`--repeat takes a whole number from 1 to ${MOST_REPEATS}, not ${values.repeat}.`);
  const seed = values.seed === undefined ? null : wholeNumber(values.seed, { from: 0, to: 4_294_967_295 });
  if (seed === undefined)
    return failed(`--seed takes a whole number from 0 to 4294967295, not ${String(values.seed)}.`);
  return ok({ paths: positionals, mode: spoken ? 'spoken' : 'text', repeat, model, seed, json, help });
}
