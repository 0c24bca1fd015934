import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { HostSide } from '../contract/host.ts';
import type { LanguageModel } from '../domain/engine/language-model.ts';
import { cacheFolder, modelsFolder } from '../engines/models-folder.ts';
import { createSherpaSpeechToText } from '../engines/sherpa/sherpa-speech-to-text.ts';
import { createSherpaTextToSpeech } from '../engines/sherpa/sherpa-text-to-speech.ts';
import { runPractice } from './practice-process.ts';
import { createScenarioLibrary } from './scenario-library.ts';
import { createVoiceCache } from './voice-cache.ts';

export type PracticeComposition = {
  clock: Clock;
  log: Log;
  languageModel: LanguageModel;
  /** Where scenarios lie, the person's own folder first. */
  scenarioFolders: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
};

/** Chooses the engines of the simulated lead: the same local voices and recogniser as the agent's, in instances of its own. */
export function composePractice(host: HostSide, options: PracticeComposition): void {
  const { clock, log, languageModel, env } = options;
  const folder = modelsFolder(env);
  runPractice(host, {
    clock,
    log,
    languageModel,
    library: createScenarioLibrary(options.scenarioFolders),
    cache: createVoiceCache(join(cacheFolder(env), 'lead-voices'), log),
    openVoice: (voice, speed) => createSherpaTextToSpeech({ folder, voice, speed, clock }),
    openSpeechToText: () => createSherpaSpeechToText({ folder, clock }),
  });
}
