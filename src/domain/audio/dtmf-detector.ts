import { FRAME_SAMPLES, SAMPLE_RATE, msToSamples } from './pcm.ts';

export const DTMF_KEYS = ['123A', '456B', '789C', '*0#D'] as const;
/** Hz, ITU-T Q.23. */
export const DTMF_ROWS = [697, 770, 852, 941] as const;
export const DTMF_COLUMNS = [1209, 1336, 1477, 1633] as const;

export type DtmfDetector = {
  /** The next 20 ms (16 kHz, [-1, 1]). Answers whether a key's tone is in them, which is no speech. */
  hear(frame: Float32Array): boolean;
};

/** A key was pressed; once a press, however long it is held. `atSample`: where its tone began, counted from the first frame. */
export type KeyPressed = { key: string; atSample: number };

/**
 * What counts as a key, after ITU-T Q.24 (1988) and its annex: tones of 40 ms in pauses of 40 ms are heard, under 23 ms
 * they are not, 1.5 % off pitch is, 3.5 % is not, and a hole of 10 ms does not make two presses of one.
 */
const DTMF = {
  windowMs: 20,
  hopMs: 5,
  /** A window that lies 5 ms outside the tone is still pure enough: 40 ms of tone are six or seven hops, 23 ms three. */
  hopsToBelieve: 4,
  /** The rest of a frame's sound is withheld from the recogniser one hop after the first. */
  hopsToSuspect: 2,
  /** Of the whole power, what must be in the two tones: noise 15 dB below them leaves 0.97. A voice has overtones. */
  purity: 0.86,
  /** Power of each tone, dBFS. */
  softest: -48,
  /** Column against row, dB: what exchanges send and lines do, and a little. */
  mostTwist: 6,
  leastTwist: -10,
  /** Of the nominal pitch: over the whole tone, and from one hop to the next. */
  offPitch: 0.024,
  offPitchInHop: 0.04,
  /** Silence is this far below the tone, dB; so many milliseconds of it end a press, and so many hops of anything else. A
   * browser that makes tones of events leaves 19 ms of a pause of 40. */
  silentBelow: 10,
  silentMs: 13,
  otherHops: 20,
} as const;

const WINDOW = msToSamples(DTMF.windowMs);
const HOP = msToSamples(DTMF.hopMs);
const MILLISECOND = msToSamples(1);
const PITCHES = [...DTMF_ROWS, ...DTMF_COLUMNS];
const HANN = Float32Array.from({ length: WINDOW }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / WINDOW));
const HANN_SQUARE = HANN.map((weight) => weight * weight);
const HANN_ENERGY = HANN_SQUARE.reduce((sum, weight) => sum + weight, 0);
/** Of a sine of the amplitude a, a windowed correlation is a · WINDOW / 4, and its power a² / 2. */
const TO_POWER = 8 / WINDOW ** 2;
const tableOf = (wave: (angle: number) => number) =>
  PITCHES.map((hz) => HANN.map((weight, i) => weight * wave((2 * Math.PI * hz * i) / SAMPLE_RATE)));
const COS = tableOf(Math.cos);
const SIN = tableOf(Math.sin);
/** How far an exact tone turns in a hop. */
const TURNS = PITCHES.map((hz) => (2 * Math.PI * hz * HOP) / SAMPLE_RATE);
const SOFTEST = 10 ** (DTMF.softest / 10);
const MOST_TWIST = 10 ** (DTMF.mostTwist / 10);
const LEAST_TWIST = 10 ** (DTMF.leastTwist / 10);
const SILENT = 10 ** (-DTMF.silentBelow / 10);

/** The angle, between -π and π. */
const wrapped = (angle: number): number => angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));

/** Which part of a tone's power the window sees that is `hz` off its middle. */
function seen(hz: number): number {
  const bins = Math.abs((hz * WINDOW) / SAMPLE_RATE);
  if (bins < 1e-3) return 1;
  const part = Math.sin(Math.PI * bins) / (Math.PI * bins * (1 - bins * bins));
  return part * part;
}

/** The window over the newest 20 ms, and what of each pitch is in it. */
function createSpectrum() {
  const samples = new Float32Array(WINDOW);
  const power = new Float64Array(PITCHES.length);
  const angle = new Float64Array(PITCHES.length);
  /** Hz between what each pitch should be and what it was over the last hop. */
  const off = new Float64Array(PITCHES.length);
  const spectrum = {
    power,
    off,
    /** Mean power of all that is in the window. */
    whole: 0,
    /** Takes a hop of `frame`; answers whether it is loud enough to be looked at. */
    take(frame: Float32Array, from: number): boolean {
      samples.copyWithin(0, HOP);
      for (let i = 0; i < HOP; i++) samples[WINDOW - HOP + i] = frame[from + i] ?? 0;
      let whole = 0;
      for (let i = 0; i < WINDOW; i++) whole += samples[i]! * samples[i]! * HANN_SQUARE[i]!;
      spectrum.whole = whole / HANN_ENERGY;
      if (spectrum.whole < 2 * SOFTEST) return false;
      for (let pitch = 0; pitch < PITCHES.length; pitch++) look(pitch);
      return true;
    },
  };
  function look(pitch: number): void {
    const [cos, sin] = [COS[pitch]!, SIN[pitch]!];
    let real = 0;
    let imaginary = 0;
    for (let i = 0; i < WINDOW; i++) {
      const sample = samples[i]!;
      real += sample * cos[i]!;
      imaginary -= sample * sin[i]!;
    }
    const now = Math.atan2(imaginary, real);
    off[pitch] = wrapped(now - angle[pitch]! - TURNS[pitch]!) / (2 * Math.PI * (DTMF.hopMs / 1000));
    angle[pitch] = now;
    power[pitch] = (real * real + imaginary * imaginary) * TO_POWER;
  }
  return spectrum;
}

type Spectrum = ReturnType<typeof createSpectrum>;

function strongest(power: Float64Array, from: number): number {
  let best = from;
  for (let pitch = from + 1; pitch < from + DTMF_ROWS.length; pitch++) if (power[pitch]! > power[best]!) best = pitch;
  return best;
}

/** The two pitches that are all there is in the window, as row · 4 + column; -1 where there are none. */
function keyIn({ power, off, whole }: Spectrum): number {
  const row = strongest(power, 0);
  const column = strongest(power, DTMF_ROWS.length);
  if (Math.abs(off[row]!) > DTMF.offPitchInHop * PITCHES[row]!) return -1;
  if (Math.abs(off[column]!) > DTMF.offPitchInHop * PITCHES[column]!) return -1;
  const low = power[row]! / seen(off[row]!);
  const high = power[column]! / seen(off[column]!);
  if (low < SOFTEST || high < SOFTEST || high > low * MOST_TWIST || high < low * LEAST_TWIST) return -1;
  return low + high < DTMF.purity * whole ? -1 : row * 4 + column - DTMF_ROWS.length;
}

/**
 * Finds the keys that are pressed at the other end in the sound of a call. Nothing is allocated for a frame, and nothing
 * grows: 20 ms of sound are all it remembers.
 */
export function createDtmfDetector(onKey: (pressed: KeyPressed) => void): DtmfDetector {
  const spectrum = createSpectrum();
  let position = 0;
  let candidate = -1;
  let hops = 0;
  let rowOff = 0;
  let columnOff = 0;
  let told = false;
  let held = -1;
  let loudness = 0;
  let silentMs = 0;
  let otherHops = 0;

  const begin = (key: number): void => {
    candidate = key;
    hops = rowOff = columnOff = 0;
    told = false;
  };

  const believe = (key: number): void => {
    hops++;
    if (hops > 1) {
      rowOff += spectrum.off[key >> 2]!;
      columnOff += spectrum.off[DTMF_ROWS.length + (key & 3)]!;
    }
    otherHops = 0;
    // What goes on without a break is one press, also where it grows faint.
    told ||= key === held;
    if (told) {
      held = key;
      loudness = spectrum.whole;
    }
    if (told || hops < DTMF.hopsToBelieve) return;
    const onPitch =
      Math.abs(rowOff) <= DTMF.offPitch * DTMF_ROWS[key >> 2]! * (hops - 1) &&
      Math.abs(columnOff) <= DTMF.offPitch * DTMF_COLUMNS[key & 3]! * (hops - 1);
    if (!onPitch) return;
    told = true;
    held = key;
    loudness = spectrum.whole;
    silentMs = 0;
    const atSample = Math.max(0, position - WINDOW - (hops - 1) * HOP);
    onKey({ key: DTMF_KEYS[key >> 2]![key & 3]!, atSample });
  };

  /** Ends a press in the middle of a window, where the silence is too short for the window to see it. */
  const listenForSilence = (frame: Float32Array, from: number): void => {
    for (let start = from; start < from + HOP; start += MILLISECOND) {
      let power = 0;
      for (let i = start; i < start + MILLISECOND; i++) power += frame[i]! * frame[i]!;
      silentMs = power < loudness * SILENT * MILLISECOND ? silentMs + 1 : 0;
      if (silentMs >= DTMF.silentMs) held = -1;
    }
  };

  return {
    hear(frame) {
      let tone = false;
      for (let from = 0; from < FRAME_SAMPLES; from += HOP) {
        position += HOP;
        const key = spectrum.take(frame, from) ? keyIn(spectrum) : -1;
        if (key !== candidate) begin(key);
        if (held >= 0) listenForSilence(frame, from);
        if (key >= 0) believe(key);
        else if (++otherHops >= DTMF.otherHops) held = -1;
        if (key >= 0 && hops >= DTMF.hopsToSuspect) tone = true;
      }
      return tone;
    },
  };
}
