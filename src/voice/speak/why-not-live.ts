import type { Clock } from '../../base/clock.ts';
import { type AgentVoice, SPEECH_CHOICES } from '../../domain/engine/speech-choice.ts';
import type { TextToSpeech } from '../../domain/engine/text-to-speech.ts';
import type { Failure } from '../../domain/failure.ts';

/** About as long as a reply's first clauses, with sounds of every kind. */
const SENTENCE = 'Good morning, may I ask you a quick question?';

type Measuring = { voice: AgentVoice; instead: AgentVoice; clock: Pick<Clock, 'now'> };

/** Why a voice cannot speak in a live call on this machine: it takes longer to speak than to listen to. Speaks one sentence to see. */
export async function whyNotLive(
  textToSpeech: TextToSpeech,
  { voice, instead, clock }: Measuring,
): Promise<Failure | undefined> {
  const names = { chosen: SPEECH_CHOICES[voice].name, instead: SPEECH_CHOICES[instead].name };
  const beganMs = clock.now();
  const spoken = await textToSpeech.synthesise(SENTENCE, new AbortController().signal);
  const tookMs = clock.now() - beganMs;
  if (!spoken.ok || spoken.value.length === 0)
    return { kind: 'choice-unusable', ...names, detail: `${names.chosen} made no sound when it was tried.` };
  const soundMs = (spoken.value.length / textToSpeech.sampleRate) * 1000;
  return tookMs > soundMs ? { kind: 'voice-too-slow', ...names, tookMs, soundMs } : undefined;
}
