/** A stretch of our voice as the lead hears it, in ms on the lead's packet clock. */
export type Span = { readonly startMs: number; readonly endMs: number };

/** What the lead knows of our voice: the stretches heard so far, the last of them perhaps still going on. */
export type AgentEar = { readonly spans: readonly Span[] };

export const deafEar: AgentEar = { spans: [] };

/** Our voice is well above this on a telephone; line noise and a voice ducked by 30 dB are well below. */
export const VOICED_DB = -45;
/** Quieter moments inside a word do not end a stretch. */
const BRIDGED_GAP_MS = 80;

/** One more packet: 20 ms of sound that arrived at `atMs`, so loud. */
export function hearPacket(ear: AgentEar, packet: { atMs: number; lengthMs: number; db: number }): AgentEar {
  if (packet.db <= VOICED_DB) return ear;
  const last = ear.spans.at(-1);
  const endMs = packet.atMs + packet.lengthMs;
  if (last && packet.atMs - last.endMs <= BRIDGED_GAP_MS) {
    return { spans: [...ear.spans.slice(0, -1), { startMs: last.startMs, endMs: Math.max(last.endMs, endMs) }] };
  }
  return { spans: [...ear.spans, { startMs: packet.atMs, endMs }] };
}

export const lastHeardMs = (ear: AgentEar): number | null => ear.spans.at(-1)?.endMs ?? null;

/** How much of our voice was heard between two moments. */
export function voicedBetween(ear: AgentEar, fromMs: number, toMs: number): number {
  return ear.spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(span.endMs, toMs) - Math.max(span.startMs, fromMs)),
    0,
  );
}

/** When our present speech began: the first sound after `sinceMs` that no gap of a turn's end separates from the last. */
export function speechBeganMs(ear: AgentEar, sinceMs: number, turnGapMs: number): number | null {
  let began: number | null = null;
  let previousEnd = -Infinity;
  for (const span of ear.spans) {
    if (span.endMs <= sinceMs) continue;
    if (began === null || span.startMs - previousEnd >= turnGapMs) began = Math.max(span.startMs, sinceMs);
    previousEnd = span.endMs;
  }
  return began;
}

/** How often we took the floor: stretches separated by at least `turnGapMs`. */
export function countSpeeches(ear: AgentEar, turnGapMs: number): number {
  return ear.spans.filter((span, i) => i === 0 || span.startMs - (ear.spans[i - 1]?.endMs ?? 0) >= turnGapMs).length;
}

/** Loudness of samples in dBFS, -120 for digital silence. */
export function loudnessDb(pcm: Int16Array): number {
  let power = 0;
  for (const sample of pcm) power += (sample / 32768) ** 2;
  return pcm.length === 0 || power === 0 ? -120 : Math.max(-120, 10 * Math.log10(power / pcm.length));
}
