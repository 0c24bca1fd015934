import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { failed } from '../base/result.ts';
import type { HostSide } from '../contract/host.ts';
import type { LanguageModel } from '../domain/engine/language-model.ts';
import { cacheFolder, modelsFolder } from '../engines/models-folder.ts';
import { createOllamaLanguageModel } from '../engines/ollama/ollama-language-model.ts';
import { createSherpaSpeechToText } from '../engines/sherpa/sherpa-speech-to-text.ts';
import { createSherpaTextToSpeech } from '../engines/sherpa/sherpa-text-to-speech.ts';
import { runPractice } from './practice-process.ts';
import { createScenarioLibrary } from './scenario-library.ts';
import { createVoiceCache } from './voice-cache.ts';

/** What main tells this process when it starts it. */
export const PracticeEnvironment = z.object({
  /** The person's own scenarios, beside those that ship with the app. */
  LATCHKEY_SCENARIOS: z.string().optional(),
  /** Where Ollama is expected, for personas; 'none' for scripts only. */
  LATCHKEY_OLLAMA_URL: z.union([z.literal('none'), z.url()]).default('http://127.0.0.1:11434'),
  LATCHKEY_OLLAMA_MODEL: z.string().default(''),
});

export type PracticeComposition = {
  env: Readonly<Record<string, string | undefined>>;
  clock: Clock;
  log: Log;
  /** Folder of the scenarios that ship with the app. */
  shippedScenarios: string;
};

/** Chooses the engines of the simulated lead: the same local voices and recogniser as the agent's, in instances of its own. */
export function composePractice(host: HostSide, { env, clock, log, shippedScenarios }: PracticeComposition): void {
  const parsed = PracticeEnvironment.safeParse(env);
  if (!parsed.success) throw new Error(`The practice process was started wrongly: ${z.prettifyError(parsed.error)}`);
  const settings = parsed.data;
  const folder = modelsFolder(env);
  runPractice(host, {
    clock,
    log,
    languageModel:
      settings.LATCHKEY_OLLAMA_URL === 'none'
        ? noLanguageModel
        : createOllamaLanguageModel({
            url: settings.LATCHKEY_OLLAMA_URL,
            model: settings.LATCHKEY_OLLAMA_MODEL,
            clock,
          }),
    library: createScenarioLibrary(
      settings.LATCHKEY_SCENARIOS ? [settings.LATCHKEY_SCENARIOS, shippedScenarios] : [shippedScenarios],
    ),
    cache: createVoiceCache(
      { own: join(cacheFolder(env), 'lead-voices'), shipped: join(shippedScenarios, '..', 'lead-voices') },
      log,
    ),
    openVoice: (voice, speed) => createSherpaTextToSpeech({ folder, voice, speed, clock }),
    openSpeechToText: () => createSherpaSpeechToText({ folder, clock }),
  });
}

const NONE = { kind: 'refused', reason: 'A persona needs a language model, and none is to be used.' } as const;
const noLanguageModel: LanguageModel = {
  status: () => Promise.resolve({ state: 'absent', failure: NONE }),
  structured: () => Promise.resolve(failed(NONE)),
  warm: () => Promise.resolve(),
  async *stream() {},
};
