import { FRAME_SAMPLES } from '../../domain/audio/pcm.ts';
import type { RecordedFact } from '../../domain/record/call-fact.ts';
import { answered, ended, requested, said } from './sample-facts.ts';

export const FACTS_PER_CALL = 15;

/** Fact `seq` of a call of the chaos test: request, answer, turns, end. The same every time it is asked for. */
export function chaosFact(callId: string, seq: number): RecordedFact {
  const fact =
    seq === 0
      ? requested()
      : seq === 1
        ? answered()
        : seq === FACTS_PER_CALL - 1
          ? ended()
          : said(`Turn ${seq} of ${callId}, ${'with some words '.repeat(seq)}`);
  return { callId, seq, atWallMs: 1_000 + seq, fact };
}

/** Frame `seq` of its recording. */
export const chaosFrame = (seq: number) => ({
  type: 'recorded' as const,
  seq,
  caller: new Int16Array(FRAME_SAMPLES).fill(seq + 1),
  us: new Int16Array(FRAME_SAMPLES).fill(-seq - 1),
});
