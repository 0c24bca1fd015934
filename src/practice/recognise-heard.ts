import { resample } from '../domain/audio/resample.ts';
import { floatFromPcm, SAMPLE_RATE } from '../domain/audio/pcm.ts';
import type { SpeechToText } from '../domain/engine/speech-to-text.ts';
import type { PlayedStep } from '../domain/practice/lead-step.ts';
import type { HeardSound } from './lead.ts';
import { TRUNK_RATE } from './trunk-sender.ts';

/** Our words as the lead's own recogniser understands them. '' where it hears none or fails. */
export async function recogniseHeard(heard: readonly HeardSound[], speechToText: SpeechToText): Promise<string> {
  const pcm = new Int16Array(heard.reduce((sum, packet) => sum + packet.pcm.length, 0));
  let at = 0;
  for (const packet of heard) {
    pcm.set(packet.pcm, at);
    at += packet.pcm.length;
  }
  if (pcm.length < TRUNK_RATE / 5) return '';
  const words = await speechToText.transcribe(resample(floatFromPcm(pcm), TRUNK_RATE, SAMPLE_RATE));
  return words.ok ? words.value : '';
}

/** What we said after each turn of the lead until its next, by step index; -1 is what came before its first. */
export async function recogniseAnswers(
  heard: readonly HeardSound[],
  played: readonly PlayedStep[],
  speechToText: SpeechToText,
): Promise<Map<number, string>> {
  const turns = [
    { index: -1, endedMs: 0 },
    ...played.filter((step) => step.kind === 'turn' || step.kind === 'barge-in'),
  ];
  const words = new Map<number, string>();
  for (const [i, turn] of turns.entries()) {
    const until = turns[i + 1]?.endedMs ?? Infinity;
    const answer = heard.filter((packet) => packet.atMs >= turn.endedMs && packet.atMs < until);
    words.set(turn.index, await recogniseHeard(answer, speechToText));
  }
  return words;
}
