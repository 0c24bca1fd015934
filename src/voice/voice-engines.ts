import type { Failure } from '../domain/failure.ts';
import type { EndOfTurn } from '../domain/engine/end-of-turn.ts';
import type { SpeechToText } from '../domain/engine/speech-to-text.ts';
import type { TextToSpeech } from '../domain/engine/text-to-speech.ts';
import type { VoiceActivity } from '../domain/engine/voice-activity.ts';
import type { Thinker } from '../domain/agent/thinker.ts';
import type { Result } from '../base/result.ts';

/** All that a conversation runs on. Chosen in the composition file alone. */
export type VoiceEngines = {
  speechToText: SpeechToText;
  voiceActivity: VoiceActivity;
  /** null where it could not be loaded: words and pauses then decide alone, later. */
  endOfTurn: EndOfTurn | null;
  textToSpeech: TextToSpeech;
  thinker: Thinker;
};

/**
 * One engine at a time, each with its name and what became of it, so that Health can show what is missing. One that
 * works, but not as it should, tells `degraded` why.
 */
export type EngineLoaders = {
  [Name in keyof VoiceEngines]: (
    degraded: (why: Failure) => void,
  ) => Promise<Result<NonNullable<VoiceEngines[Name]>, Failure>>;
};
