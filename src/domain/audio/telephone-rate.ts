// Short filters on purpose: streaming resamplers of high quality hold back 26 to 110 ms of a call, these about 1 ms.
const UP_HALF = 8;
const UP_KERNEL = Float32Array.from({ length: 2 * UP_HALF }, (_, j) => {
  const t = j - UP_HALF + 0.5;
  return (Math.sin(Math.PI * t) / (Math.PI * t)) * (0.5 + 0.5 * Math.cos((Math.PI * t) / UP_HALF));
});

const DOWN_HALF = 20;
/** Of the sampling rate: 3.7 kHz of 16, so that what 8 kHz cannot carry is gone before it can fold back. */
const DOWN_CUT = 3_700 / 16_000;
const DOWN_KERNEL = unitGain(
  Float32Array.from({ length: 2 * DOWN_HALF + 1 }, (_, j) => {
    const t = j - DOWN_HALF;
    const sinc = t === 0 ? 2 * DOWN_CUT : Math.sin(2 * Math.PI * DOWN_CUT * t) / (Math.PI * t);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * t) / (DOWN_HALF + 1)));
  }),
);

function unitGain(kernel: Float32Array): Float32Array {
  const sum = kernel.reduce((total, tap) => total + tap, 0);
  return kernel.map((tap) => tap / sum);
}

/** What has gone before, followed by the new samples; keeps the last `keep` of them for the next time. */
function createWindow(keep: number) {
  let past = new Float32Array(keep);
  return (frame: Float32Array): Float32Array => {
    const all = new Float32Array(keep + frame.length);
    all.set(past);
    all.set(frame, keep);
    past = all.slice(frame.length);
    return all;
  };
}

/** Streaming 8 → 16 kHz, two samples out for each one in, 1 ms late. */
export function createUpsampler(): (frame: Float32Array) => Float32Array {
  const window = createWindow(2 * UP_HALF - 1);
  return (frame) => {
    const x = window(frame);
    const out = new Float32Array(2 * frame.length);
    for (let i = 0; i < frame.length; i++) {
      let between = 0;
      for (let j = 0; j < UP_KERNEL.length; j++) between += x[i + j]! * UP_KERNEL[j]!;
      out[2 * i] = x[i + UP_HALF - 1]!;
      out[2 * i + 1] = between;
    }
    return out;
  };
}

/** Streaming 16 → 8 kHz, one sample out for each two in (an even number), 1.25 ms late. */
export function createDownsampler(): (frame: Float32Array) => Float32Array {
  const window = createWindow(2 * DOWN_HALF);
  return (frame) => {
    const x = window(frame);
    const out = new Float32Array(frame.length >> 1);
    for (let i = 0; i < out.length; i++) {
      let sum = 0;
      for (let j = 0; j < DOWN_KERNEL.length; j++) sum += x[2 * i + j]! * DOWN_KERNEL[j]!;
      out[i] = sum;
    }
    return out;
  };
}
