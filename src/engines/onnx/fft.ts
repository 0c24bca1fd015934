/** A complex transform of a fixed length: fill `real` and `imaginary`, call `transform`, read its answer before the next. */
export type Fft = {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  transform(): { readonly real: Float64Array; readonly imaginary: Float64Array };
};

/** Stockham's algorithm for mixed radices, whose product is `length`. Every factor is looked up, none computed. */
export function createFft(length: number, radices: readonly number[]): Fft {
  const real = new Float64Array(length);
  const imaginary = new Float64Array(length);
  const otherReal = new Float64Array(length);
  const otherImaginary = new Float64Array(length);
  const stages = planStages(length, radices);
  return {
    real,
    imaginary,
    transform() {
      let [fromR, fromI, toR, toI] = [real, imaginary, otherReal, otherImaginary];
      for (const stage of stages) {
        runStage(stage, [fromR, fromI], [toR, toI]);
        [fromR, toR] = [toR, fromR];
        [fromI, toI] = [toI, fromI];
      }
      return { real: fromR, imaginary: fromI };
    },
  };
}

type Stage = { radix: number; rest: number; stride: number; cos: Float64Array; sin: Float64Array };

/** `cos` and `sin` hold, for each k, output j and input l of a butterfly, the product of its two twiddle factors. */
function planStages(length: number, radices: readonly number[]): Stage[] {
  const stages: Stage[] = [];
  let [remaining, stride] = [length, 1];
  for (const radix of radices) {
    const rest = remaining / radix;
    const size = rest * radix * radix;
    const stage: Stage = { radix, rest, stride, cos: new Float64Array(size), sin: new Float64Array(size) };
    for (let at = 0; at < size; at++) {
      const [k, j, l] = [Math.floor(at / (radix * radix)), Math.floor(at / radix) % radix, at % radix];
      const turn = (j * l) / radix + (k * j) / remaining;
      stage.cos[at] = Math.cos(2 * Math.PI * turn);
      stage.sin[at] = -Math.sin(2 * Math.PI * turn);
    }
    stages.push(stage);
    remaining = rest;
    stride *= radix;
  }
  return stages;
}

type Signal = readonly [Float64Array, Float64Array];

function runStage({ radix, rest, stride, cos, sin }: Stage, [fromR, fromI]: Signal, [toR, toI]: Signal): void {
  const step = stride * rest;
  const sumInputs = (from: number, factors: number, out: number) => {
    let sumR = 0;
    let sumI = 0;
    for (let l = 0, at = from; l < radix; l++, at += step) {
      const c = cos[factors + l]!;
      const s = sin[factors + l]!;
      sumR += fromR[at]! * c - fromI[at]! * s;
      sumI += fromR[at]! * s + fromI[at]! * c;
    }
    toR[out] = sumR;
    toI[out] = sumI;
  };
  for (let k = 0; k < rest; k++) {
    for (let j = 0; j < radix; j++) {
      const factors = (k * radix + j) * radix;
      const out = stride * (radix * k + j);
      for (let q = 0; q < stride; q++) sumInputs(q + stride * k, factors, out + q);
    }
  }
}
