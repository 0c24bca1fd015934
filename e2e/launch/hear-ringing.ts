import type { Page } from '@playwright/test';

/** What the page plays now: how loud (dBFS, of the newest 40 ms), and on which device; '' is the system's own. */
export type Playing = { db: number; device: string };

const TAP = `{
  const tapped = new Set();
  globalThis.tapped = tapped;
  const { prototype } = AudioBufferSourceNode;
  const { start } = prototype;
  prototype.start = function (...given) {
    const analyser = this.context.createAnalyser();
    analyser.fftSize = 2048;
    this.connect(analyser);
    tapped.add(analyser);
    start.apply(this, given);
  };
}`;
const LOOK = `(async () => {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const labelOf = (id) => devices.find((one) => one.kind === 'audiooutput' && one.deviceId === id)?.label ?? id;
  return [...globalThis.tapped].filter(({ context }) => context.state === 'running').map((analyser) => {
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    return { db: 10 * Math.log10(power + 1e-12), device: labelOf(analyser.context.sinkId) };
  });
})()`;

/** Listens in on what a page plays from now on, between each sound and the speaker it goes to. Lost when the page is loaded anew. */
export async function hearRinging(page: Page): Promise<{ now(): Promise<Playing[]> }> {
  await page.evaluate(TAP);
  return { now: () => page.evaluate(LOOK) };
}
