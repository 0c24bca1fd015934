import { TRUNK_RATE } from './trunk-sender.ts';

const WINDOW = TRUNK_RATE / 100;
/** How far from where the letters say it is the gap between two words is looked for. */
const SEARCH_MS = 350;
/** Nearer gaps are likelier ones: so many dB for every 100 ms away. */
const DISTANCE_DB = 3;

/**
 * Stretches a line of 8 kHz speech at its pauses: at each place the quietest spot near it is found and silence of `ms`
 * put there, so that the melody is that of a sentence which goes on. `share` is a share of the whole line.
 */
export function holdPauses(pcm: Int16Array, pauses: readonly { share: number; ms: number }[]): Int16Array {
  const cuts = pauses.map(({ share, ms }) => ({
    at: quietestNear(pcm, share * pcm.length),
    silence: Math.round((ms * TRUNK_RATE) / 1000),
  }));
  const out = new Int16Array(pcm.length + cuts.reduce((sum, cut) => sum + cut.silence, 0));
  let read = 0;
  let written = 0;
  for (const { at, silence } of [...cuts, { at: pcm.length, silence: 0 }]) {
    const end = Math.max(read, at);
    out.set(pcm.subarray(read, end), written);
    written += end - read + silence;
    read = end;
  }
  return out;
}

function quietestNear(pcm: Int16Array, wanted: number): number {
  const reach = (SEARCH_MS * TRUNK_RATE) / 1000;
  const from = Math.max(0, Math.floor((wanted - reach) / WINDOW));
  const to = Math.min(Math.floor(pcm.length / WINDOW) - 3, Math.ceil((wanted + reach) / WINDOW));
  let best = { at: Math.round(wanted), cost: Infinity };
  for (let window = from; window <= to; window++) {
    const at = (window + 1.5) * WINDOW;
    let power = 1;
    for (let i = window * WINDOW; i < (window + 3) * WINDOW; i++) power += (pcm[i] ?? 0) ** 2;
    const cost = 10 * Math.log10(power) + (DISTANCE_DB * Math.abs(at - wanted)) / (TRUNK_RATE / 10);
    if (cost < best.cost) best = { at: Math.round(at), cost };
  }
  return best.at;
}
