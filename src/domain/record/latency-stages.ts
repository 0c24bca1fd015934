import type { LatencySplit } from './turn.ts';

export type LatencyStage = { stage: keyof LatencySplit; says: string; ms: number };

const ORDER: readonly { stage: keyof LatencySplit; says: string }[] = [
  { stage: 'silenceSeenMs', says: 'Silence seen' },
  { stage: 'recognisedMs', says: 'Words recognised' },
  { stage: 'decidedMs', says: 'Turn decided' },
  { stage: 'firstWordMs', says: 'First word' },
  { stage: 'firstSoundMs', says: 'First sound' },
  { stage: 'heardMs', says: 'Heard' },
];

/**
 * What each stage added to a reply's voice-to-voice latency, in ms; the stages sum up to `heardMs`. A stage that was
 * done before the one in front of it (the reply is prepared during the pause) added nothing.
 */
export function latencyStages(split: LatencySplit): LatencyStage[] {
  let reached = 0;
  const stages: LatencyStage[] = [];
  for (const { stage, says } of ORDER) {
    const end = split[stage];
    if (end === null) continue;
    const until = Math.min(Math.max(end, reached), Math.max(split.heardMs, reached));
    stages.push({ stage, says, ms: until - reached });
    reached = until;
  }
  return stages;
}

/** The middle of the voice-to-voice latencies, ms; null where there was no reply. */
export function medianLatency(splits: readonly LatencySplit[]): number | null {
  const sorted = splits.map((split) => split.heardMs).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
