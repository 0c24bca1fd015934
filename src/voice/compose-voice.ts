import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Random } from '../base/random.ts';
import { ok } from '../base/result.ts';
import { likelyOpenings } from '../domain/agent/likely-openings.ts';
import type { HostSide } from '../contract/host.ts';
import { AgentVoice, DEFAULT_RECOGNISER, DEFAULT_VOICE, Recogniser } from '../domain/engine/speech-choice.ts';
import { modelsFolder } from '../engines/models-folder.ts';
import { createOllamaLanguageModel } from '../engines/ollama/ollama-language-model.ts';
import { createServerQueue, type ServerQueue } from '../engines/ollama/server-queue.ts';
import { createSileroVoiceActivity } from '../engines/onnx/silero-voice-activity.ts';
import { createSmartTurn } from '../engines/onnx/smart-turn.ts';
import { createSherpaSpeechToText } from '../engines/sherpa/sherpa-speech-to-text.ts';
import { createSherpaTextToSpeech } from '../engines/sherpa/sherpa-text-to-speech.ts';
import { loadChosen } from './load-chosen.ts';
import { whyNotLive } from './speak/why-not-live.ts';
import { loadPrompts } from './think/prompts/load-prompts.ts';
import { createRedisReplies } from './think/replies/redis-replies.ts';
import { createReplyCache } from './think/replies/reply-cache.ts';
import { createThinker } from './think/thinker.ts';
import { runVoice } from './voice-process.ts';

/** What main tells this process when it starts it. */
export const VoiceEnvironment = z.object({
  /** Folder of the checkpoints; 'memory' keeps none. */
  LATCHKEY_CHECKPOINTS: z.string().min(1),
  /** Where Ollama is expected; 'none' for rehearsed replies only. */
  LATCHKEY_OLLAMA_URL: z.union([z.literal('none'), z.url()]).default('http://127.0.0.1:11434'),
  /** '' takes the first model that the server has. */
  LATCHKEY_OLLAMA_MODEL: z.string().default(''),
  LATCHKEY_VOICE: AgentVoice.default(DEFAULT_VOICE),
  LATCHKEY_RECOGNISER: Recogniser.default(DEFAULT_RECOGNISER),
});

export type VoiceComposition = {
  env: Readonly<Record<string, string | undefined>>;
  clock: Clock;
  log: Log;
  random: Random;
  newId: () => string;
  /** Folder of the prompts that ship with the app. */
  shippedPrompts: string;
};

/** The voice process on its real engines. */
export function composeVoice(host: HostSide, composition: VoiceComposition): void {
  const { env, clock, log, random, newId, shippedPrompts } = composition;
  const parsed = VoiceEnvironment.safeParse(env);
  if (!parsed.success) throw new Error(`The voice process was started wrongly: ${z.prettifyError(parsed.error)}`);
  const settings = parsed.data;
  const folder = modelsFolder(env);
  const queues = new Map<string, ServerQueue>();
  /** Another model of the same server waits in the same queue. */
  const queueOf = (url: string) => {
    const queue = queues.get(url) ?? createServerQueue();
    queues.set(url, queue);
    return queue;
  };
  const languageModelWith = (wordMs: number, onHealth?: () => void) => (choice?: { url: string; model: string }) => {
    if (settings.LATCHKEY_OLLAMA_URL === 'none') return null;
    const url = choice?.url ?? settings.LATCHKEY_OLLAMA_URL;
    return createOllamaLanguageModel({
      url,
      model: choice?.model ?? settings.LATCHKEY_OLLAMA_MODEL,
      clock,
      wordMs,
      queue: queueOf(url),
      ...(onHealth ? { onHealth } : {}),
    });
  };
  // A slow summary must not count against the model in the next call: it is asked by a client of its own.
  const patientModel = languageModelWith(15_000);
  runVoice(host, {
    clock,
    log,
    newId,
    openings: likelyOpenings(),
    loaders: ({ degraded: onDegraded, mindChanged, checkpoints: onCheckpoints }) => ({
      speechToText: (degraded) =>
        loadChosen({
          chosen: settings.LATCHKEY_RECOGNISER,
          standIn: DEFAULT_RECOGNISER,
          load: (recogniser) => createSherpaSpeechToText({ folder, recogniser, clock }),
          degraded,
        }),
      voiceActivity: () => createSileroVoiceActivity({ file: join(folder, 'vad/silero_vad.onnx') }),
      endOfTurn: () => createSmartTurn({ file: join(folder, 'turn/smart-turn-v3.2-cpu.onnx') }),
      textToSpeech: (degraded) =>
        loadChosen({
          chosen: settings.LATCHKEY_VOICE,
          standIn: DEFAULT_VOICE,
          load: (voice) => createSherpaTextToSpeech({ folder, voice, clock }),
          unfit: (engine) => whyNotLive(engine, { voice: settings.LATCHKEY_VOICE, instead: DEFAULT_VOICE, clock }),
          degraded,
        }),
      thinker: async (degraded) => {
        const prompts = await loadPrompts(shippedPrompts);
        if (!prompts.ok) degraded(prompts.failure);
        return ok(
          await createThinker({
            prompts: prompts.ok ? prompts.value : null,
            replies: createReplyCache(),
            openSharedReplies: ({ url }) =>
              createRedisReplies({ url, told: (trouble) => trouble && onDegraded(trouble) }),
            // The caller has heard our first clause by then; a longer silence would sound like a dead line.
            languageModel: languageModelWith(1_500, mindChanged),
            patientModel,
            checkpoints: settings.LATCHKEY_CHECKPOINTS,
            clock,
            log,
            random,
            onDegraded,
            onCheckpoints,
          }),
        );
      },
    }),
  });
}
