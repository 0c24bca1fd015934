import { samplesToMs } from '../../domain/audio/pcm.ts';
import type { Turn } from '../../domain/record/turn.ts';

/** The sentence that the line plays when the voice process is lost, 16 kHz mono. */
export type Bridge = { text: string; pcm: Int16Array<ArrayBuffer> };

type Played = { startedMs: number; endedMs: number; whole: boolean };

/** What the caller heard of the bridging sentence, as a turn; null where no word of it went out. */
export function bridgeTurn({ text, pcm }: Bridge, { startedMs, endedMs, whole }: Played): Turn | null {
  const words = text.split(/\s+/);
  const share = whole ? 1 : Math.min(1, (endedMs - startedMs) / samplesToMs(pcm.length));
  const heard = words.slice(0, Math.floor(words.length * share)).join(' ');
  if (heard === '') return null;
  return {
    turnId: `bridge-${Math.round(startedMs)}`,
    side: 'agent',
    text: heard,
    ...(whole ? {} : { intended: text }),
    startedMs: Math.round(startedMs),
    endedMs: Math.round(endedMs),
    interrupted: !whole,
    source: 'bridge',
  };
}
