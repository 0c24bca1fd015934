import { z } from 'zod';
import { Failure } from '../failure.ts';

/** How long a test calls and listens altogether before it is given up; a screen's patience. */
export const CONNECTION_TEST_MS = 60_000;

/** Both in dBFS. */
export const LoopbackLevels = z.object({ microphoneDb: z.number(), speakerDb: z.number() });
export type LoopbackLevels = z.infer<typeof LoopbackLevels>;

/** Where a test is: reaching the carrier, calling its echo, listening to it. `share` of all of it, 0 to 1. */
export const ConnectionProgress = z.object({
  stage: z.enum(['reaching', 'calling', 'listening']),
  share: z.number().min(0).max(1),
  /** How loud what is sent and what comes back are now, in dBFS; null before there is a call. */
  levels: z.object({ sentDb: z.number(), heardDb: z.number() }).nullable(),
});
export type ConnectionProgress = z.infer<typeof ConnectionProgress>;

const Spread = z.object({ average: z.number(), worst: z.number() });

/** What the carrier's client measures every second. */
export type ConnectionSample = { mos: number | null; rttMs: number | null; jitterMs: number };

/** What a test call measured. */
export const ConnectionReport = z.object({
  /** The carrier's data centre, as it calls it; '' where it was not reached. */
  edge: z.string(),
  /** Why it came to no call, or the call broke off. */
  failure: Failure.nullable(),
  /** Whether the echo was answered. */
  answered: z.boolean(),
  /** Whether what was sent came back. */
  heard: z.boolean(),
  withVoice: z.boolean(),
  /** null where nothing came in that could be measured. */
  quality: z
    .object({
      /** Mean opinion score (ITU-T G.107): 1 to about 4.4. Null, as the way there and back, until the carrier reports. */
      mos: Spread.nullable(),
      rttMs: Spread.nullable(),
      jitterMs: Spread,
      /** Of the packets that should have come in, and of those that went out; 0 to 1. Null where nobody counted. */
      lostIn: z.number(),
      lostOut: z.number().nullable(),
    })
    .nullable(),
  /** Whether the sound takes the detour over a relay (TURN), because the direct way is closed. */
  relayed: z.boolean().nullable(),
  /** The names of the warnings that the carrier's client gave, each once. */
  warnings: z.array(z.string()),
});
export type ConnectionReport = z.infer<typeof ConnectionReport>;

export const ConnectionTestEnd = z.discriminatedUnion('ended', [
  z.object({ ended: z.literal('complete'), report: ConnectionReport }),
  /** By somebody, or because a call began. */
  z.object({ ended: z.literal('cancelled'), why: z.enum(['asked', 'call']) }),
]);
export type ConnectionTestEnd = z.infer<typeof ConnectionTestEnd>;

type Quality = NonNullable<ConnectionReport['quality']>;

function spreadOf(values: readonly (number | null)[], worst: (...of: number[]) => number) {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  return { average: known.reduce((sum, value) => sum + value, 0) / known.length, worst: worst(...known) };
}

/** The samples of a test call as one; null where nothing came in. `lost` as shares. */
export function qualityOf(
  samples: readonly ConnectionSample[],
  counted: { received: number; lost: number; lostOut: number | null },
): Quality | null {
  const jitterMs = spreadOf(
    samples.map((sample) => sample.jitterMs),
    Math.max,
  );
  if (counted.received === 0 || !jitterMs) return null;
  return {
    // Before there is a way to be judged, the client's score is nothing rather than bad.
    mos: spreadOf(
      samples.map(({ mos }) => (mos !== null && mos > 0 ? mos : null)),
      Math.min,
    ),
    rttMs: spreadOf(
      samples.map((sample) => sample.rttMs),
      Math.max,
    ),
    jitterMs,
    lostIn: counted.lost / (counted.received + counted.lost),
    lostOut: counted.lostOut,
  };
}
