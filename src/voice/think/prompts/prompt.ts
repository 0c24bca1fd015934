/** The prompts that there are, and what each is filled with. The files in resources/prompts have to agree. */
export const PROMPT_INPUTS = {
  system: ['agentName', 'brokerage', 'caller', 'purpose', 'humanName'],
  conversation: ['convey'],
  qualification: ['convey'],
  objection: ['convey'],
  scheduler: ['convey'],
  whisper: ['humanName', 'instructions'],
  suggestion: ['humanName'],
  slots: ['question', 'said', 'slot', 'values'],
  summary: ['humanName', 'transcript'],
} as const satisfies Record<string, readonly string[]>;

export type PromptName = keyof typeof PROMPT_INPUTS;
export const promptNames = Object.keys(PROMPT_INPUTS) as PromptName[];
export type PromptInputs<Name extends PromptName> = Readonly<Record<(typeof PROMPT_INPUTS)[Name][number], string>>;

/** A prompt as its file says it. `text` holds each of `inputs` in braces. */
export type Prompt = { version: string; text: string };

export type Prompts = {
  /** By the prompt's name. */
  readonly versions: Readonly<Record<PromptName, string>>;
  /** Fills a prompt. What is put in is one line (but for a transcript), and is never read as a place to fill. */
  render<Name extends PromptName>(name: Name, inputs: PromptInputs<Name>): string;
};

export function createPrompts(prompts: Readonly<Record<PromptName, Prompt>>): Prompts {
  const versions = Object.fromEntries(promptNames.map((name) => [name, prompts[name].version]));
  return {
    versions: versions as Record<PromptName, string>,
    render(name, inputs) {
      const given: Readonly<Record<string, string>> = inputs;
      return prompts[name].text.replace(PLACE, (_, key: string) => {
        const value = given[key];
        if (value === undefined) throw new Error(`The prompt ${name} was not given ${key}.`);
        return OF_MANY_LINES.has(key) ? value : value.replace(/\s+/g, ' ').trim();
      });
    },
  };
}

const OF_MANY_LINES: ReadonlySet<string> = new Set(['transcript']);

/** Where an input goes. */
export const PLACE = /\{(\w+)\}/g;
