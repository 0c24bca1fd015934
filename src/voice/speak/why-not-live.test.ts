import { expect, it } from 'vitest';
import { failed, ok } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { describeFailure } from '../../domain/failure.ts';
import { whyNotLive } from './why-not-live.ts';

const RATE = 24_000;

/** A voice that takes `tookMs` to make `soundMs` of sound. */
async function tried(tookMs: number, soundMs: number) {
  const clock = createFakeClock();
  const why = whyNotLive(
    {
      voiceId: 'kokoro:af_heart',
      sampleRate: RATE,
      synthesise: () =>
        new Promise((resolve) => {
          clock.after(tookMs, () => resolve(ok(new Float32Array((soundMs / 1000) * RATE))));
        }),
    },
    { voice: 'kokoro:af_heart', instead: 'joe', clock },
  );
  await clock.advance(tookMs);
  return why;
}

it('a voice that speaks faster than one listens is live', async () => {
  expect(await tried(1_000, 2_500)).toBeUndefined();
  expect(await tried(2_500, 2_500)).toBeUndefined();
});

it('a voice that is slower than that is not, and the figure is told', async () => {
  const why = await tried(4_000, 2_500);
  expect(why).toMatchObject({ kind: 'voice-too-slow', chosen: 'Kokoro Heart', instead: 'Joe' });
  expect(why && describeFailure(why).says).toBe(
    'This machine is too slow to speak live with Kokoro Heart: a second of speech takes it 1.6 s. Calls use Joe instead.',
  );
});

it('a voice that makes no sound is not used either', async () => {
  expect(await tried(10, 0)).toMatchObject({ kind: 'choice-unusable', chosen: 'Kokoro Heart' });
  const broken = {
    voiceId: 'kokoro:af_heart',
    sampleRate: RATE,
    synthesise: () =>
      Promise.resolve(failed({ kind: 'engine-failed', engine: 'kokoro', detail: 'no memory' } as const)),
  };
  expect(
    await whyNotLive(broken, { voice: 'kokoro:af_heart', instead: 'joe', clock: createFakeClock() }),
  ).toMatchObject({
    kind: 'choice-unusable',
  });
});
