import { SAMPLE_RATE } from './pcm.ts';

/** What a North American caller hears while the other side rings: 440 + 480 Hz, 2 s on, 4 s off, here at -25 dBFS each. */
export function createRingback(): (speaker: Float32Array) => void {
  const amplitude = 10 ** (-25 / 20);
  let position = 0;
  return (speaker) => {
    for (let i = 0; i < speaker.length; i++, position++) {
      const seconds = position / SAMPLE_RATE;
      const edge = Math.min(1, Math.min(seconds % 6, Math.max(0, 2 - (seconds % 6))) / 0.01);
      const tone = Math.sin(2 * Math.PI * 440 * seconds) + Math.sin(2 * Math.PI * 480 * seconds);
      speaker[i] = seconds % 6 < 2 ? tone * amplitude * edge : 0;
    }
  };
}
