export type Tone = { hz: number; seconds: number };

/** A sine of half scale. */
export function toneOf({ hz, seconds }: Tone, rate: number): Int16Array {
  return Int16Array.from({ length: Math.round(seconds * rate) }, (_, i) =>
    Math.round(16_000 * Math.sin((2 * Math.PI * hz * i) / rate)),
  );
}

/** Which part of the loudness is this tone: 1 is a pure one, 0 has none of it (Goertzel). */
export function shareOfTone(pcm: Int16Array, hz: number, rate: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / rate);
  let [before, last, power] = [0, 0, 0];
  for (const sample of pcm) {
    [before, last] = [last, sample + coefficient * last - before];
    power += sample * sample;
  }
  const tone = before * before + last * last - coefficient * before * last;
  return power === 0 ? 0 : (2 * tone) / (pcm.length * power);
}
