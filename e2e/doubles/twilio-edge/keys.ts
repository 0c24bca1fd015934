/** In the order of their event codes (RFC 4733, section 3.2). */
export const KEYS = '0123456789*#ABCD';

/** Hz, ITU-T Q.23. */
const PAD = ['123A', '456B', '789C', '*0#D'];
const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477, 1633];

/** How keys are pressed: each for so long, with so much of nothing behind it. */
export type Pressing = {
  ms: number;
  pauseMs: number;
  /** Of keys that are sent as events: whether the sound goes on beneath them. Some gateways leave it out. */
  beside?: boolean;
};

/** What pressed keys sound like, at the rate (Hz) of the samples. */
export function soundOfKeys(keys: string, { ms, pauseMs }: Pressing, rate: number): Int16Array {
  const samplesOf = (milliseconds: number) => Math.round((milliseconds * rate) / 1000);
  const sound = new Int16Array(keys.length * samplesOf(ms + pauseMs));
  for (const [at, key] of Array.from(keys).entries()) {
    const row = PAD.findIndex((line) => line.includes(key));
    const low = (2 * Math.PI * (ROWS[row] ?? 0)) / rate;
    const high = (2 * Math.PI * (COLUMNS[PAD[row]?.indexOf(key) ?? 0] ?? 0)) / rate;
    for (let i = 0; i < samplesOf(ms); i++)
      sound[at * samplesOf(ms + pauseMs) + i] = 5000 * Math.sin(low * i) + 5000 * Math.sin(high * i);
  }
  return sound;
}
