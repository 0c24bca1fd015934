import type { LanguageModel } from '../../domain/engine/language-model.ts';
import type { Prompts } from './prompts/prompt.ts';
import type { ReplyCache } from './replies/reply-cache.ts';

/** What words that are not rehearsed are made with. Where there is none, all words are rehearsed. */
export type Wordsmith = {
  readonly languageModel: LanguageModel;
  readonly prompts: Prompts;
  /** Words that serve any caller; null: every reply is worded anew. */
  readonly replies: ReplyCache | null;
};
