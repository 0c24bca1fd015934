import { ok, type Result } from '../base/result.ts';
import { resample } from '../domain/audio/resample.ts';
import { floatFromPcm, SAMPLE_RATE } from '../domain/audio/pcm.ts';
import type { SpeechToText } from '../domain/engine/speech-to-text.ts';
import type { Failure } from '../domain/failure.ts';
import type { PlayedStep } from '../domain/practice/lead-step.ts';
import type { HeardSound } from './lead.ts';
import { TRUNK_RATE } from './trunk-sender.ts';

/** Our words as the lead's own recogniser understands them; '' where it hears none. */
export async function recogniseHeard(
  heard: readonly HeardSound[],
  speechToText: SpeechToText,
): Promise<Result<string, Failure>> {
  const pcm = new Int16Array(heard.reduce((sum, packet) => sum + packet.pcm.length, 0));
  let at = 0;
  for (const packet of heard) {
    pcm.set(packet.pcm, at);
    at += packet.pcm.length;
  }
  if (pcm.length < TRUNK_RATE / 5) return ok('');
  return speechToText.transcribe(resample(floatFromPcm(pcm), TRUNK_RATE, SAMPLE_RATE));
}

/**
 * What we said after each turn of the lead until its next, by step index; -1 is what came before its first. Null where
 * the recogniser failed.
 */
export async function recogniseAnswers(
  heard: readonly HeardSound[],
  played: readonly PlayedStep[],
  speechToText: SpeechToText,
): Promise<Map<number, string> | null> {
  const turns = [
    { index: -1, endedMs: 0 },
    ...played.filter((step) => step.kind === 'turn' || step.kind === 'barge-in'),
  ];
  const words = new Map<number, string>();
  for (const [i, turn] of turns.entries()) {
    const until = turns[i + 1]?.endedMs ?? Infinity;
    const answer = heard.filter((packet) => packet.atMs >= turn.endedMs && packet.atMs < until);
    const recognised = await recogniseHeard(answer, speechToText);
    if (!recognised.ok) return null;
    words.set(turn.index, recognised.value);
  }
  return words;
}
