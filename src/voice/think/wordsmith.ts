import type { LanguageModel } from '../../domain/engine/language-model.ts';
import type { Prompts } from './prompts/prompt.ts';

/** What words that are not rehearsed are made with. Where there is none, all words are rehearsed. */
export type Wordsmith = {
  readonly languageModel: LanguageModel;
  readonly prompts: Prompts;
};
