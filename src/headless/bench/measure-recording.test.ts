import { expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { msToSamples } from '../../domain/audio/pcm.ts';
import { measureRecording, percentiles } from './measure-recording.ts';

/** Tone at the given times over faint noise. */
function channel(totalMs: number, sounds: [fromMs: number, toMs: number][]): Float32Array {
  const random = createRandom(7);
  const samples = Float32Array.from({ length: msToSamples(totalMs) }, () => (random() - 0.5) * 0.001);
  for (const [fromMs, toMs] of sounds)
    for (let i = msToSamples(fromMs); i < msToSamples(toMs); i++) samples[i] = 0.3 * Math.sin(i / 4);
  return samples;
}
type Kind = 'turn' | 'barge-in' | 'backchannel';
const line = (name: string, [startedMs, endedMs]: [number, number], kind: Kind = 'turn') => ({
  name,
  kind,
  startedMs,
  endedMs,
});

it('measures from the caller’s last sound to our first', () => {
  const [turn] = measureRecording(
    { caller: channel(5_000, [[1_000, 2_000]]), us: channel(5_000, [[2_300, 3_500]]) },
    [line('a', [1_000, 2_000])],
    0,
  );
  expect(turn).toMatchObject({
    onsetMs: 1_000,
    offsetMs: 2_000,
    voiceToVoiceMs: 300,
    talkedOver: false,
    intoOurs: false,
  });
});

it('sees that we spoke inside the caller’s pause, and how soon we gave way', () => {
  const [turn] = measureRecording(
    {
      caller: channel(6_000, [
        [1_000, 2_000],
        [2_600, 3_200],
      ]),
      us: channel(6_000, [
        [2_400, 2_700],
        [3_700, 4_500],
      ]),
    },
    [line('a', [1_000, 3_200])],
    0,
  );
  expect(turn).toMatchObject({ talkedOver: true, yieldedMs: 300, voiceToVoiceMs: null });
});

it('tells a stop from a short dip in our speech', () => {
  const us = channel(8_000, [
    [1_000, 2_300],
    [2_600, 5_000],
  ]);
  const [hum] = measureRecording(
    { caller: channel(8_000, [[2_000, 2_400]]), us },
    [line('mm-hmm', [2_000, 2_400], 'backchannel')],
    0,
  );
  expect(hum).toMatchObject({ intoOurs: true, silentAfterMs: null, quietAfterMs: 300 });
  const [barge] = measureRecording(
    {
      caller: channel(8_000, [[2_000, 3_000]]),
      us: channel(8_000, [
        [1_000, 2_250],
        [3_400, 4_000],
      ]),
    },
    [line('stop', [2_000, 3_000], 'barge-in')],
    0,
  );
  expect(barge).toMatchObject({ intoOurs: true, silentAfterMs: 250 });
});

it('allows for the way the sound travels and for the moment of the answer', () => {
  const [turn] = measureRecording(
    { caller: channel(6_000, [[1_580, 2_580]]), us: channel(6_000, [[2_900, 3_500]]) },
    [line('a', [1_000, 2_000])],
    500,
  );
  expect(turn).toMatchObject({ offsetMs: 2_580, voiceToVoiceMs: 320 });
});

it('interpolates percentiles', () => {
  expect(percentiles([100, 200, 300, 400, 500])).toEqual({ n: 5, p50: 300, p90: 460, p95: 480, max: 500 });
  expect(percentiles([])).toEqual({ n: 0 });
});
