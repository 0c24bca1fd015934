import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDtmfDetector, DTMF_KEYS, type KeyPressed } from './dtmf-detector.ts';
import { decodeMuLaw, encodeMuLaw } from './mu-law.ts';
import { floatFromPcm, FRAME_SAMPLES, pcmFromFloat, samplesToMs } from './pcm.ts';
import { createDownsampler, createUpsampler } from './telephone-rate.ts';
import { joined, type KeyTone, keyTone, silence, twoTones, withNoise } from './testing/key-tone.ts';

const EVERY_KEY = DTMF_KEYS.flatMap((keys) => Array.from(keys));

function listen(samples: Float32Array) {
  const pressed: KeyPressed[] = [];
  const detector = createDtmfDetector((one) => pressed.push(one));
  let toneFrames = 0;
  for (let at = 0; at + FRAME_SAMPLES <= samples.length; at += FRAME_SAMPLES)
    if (detector.hear(samples.subarray(at, at + FRAME_SAMPLES))) toneFrames++;
  return { keys: pressed.map(({ key }) => key).join(''), pressed, toneFrames };
}

/** What is heard where the sound begins anywhere in a frame. */
const heardWhereverItBegins = (samples: Float32Array): string[] => [
  ...new Set([0, 3.3, 6.7, 10.1, 14.9, 18.2].map((ms) => listen(joined(silence(80 + ms), samples, silence(160))).keys)),
];

const overTheTelephone = (samples: Float32Array) =>
  createUpsampler()(floatFromPcm(decodeMuLaw(encodeMuLaw(pcmFromFloat(createDownsampler()(samples))))));

describe.each(EVERY_KEY)('key %s', (key) => {
  it.each<Omit<KeyTone, 'key' | 'ms'>>([
    ...[-35, -24, -12, -3.1].map((db) => ({ db })),
    ...[-35, -12].flatMap((db) =>
      [4, -8].flatMap((twistDb) => [0.015, -0.015].map((off) => ({ db, twistDb, offPitch: off }))),
    ),
  ])('is heard in 40 ms of %o', (how) => {
    expect(heardWhereverItBegins(keyTone({ key, ms: 40, ...how }))).toEqual([key]);
  });

  it.each([
    { ms: 40, offPitch: 0.035 },
    { ms: 40, offPitch: -0.035 },
    { ms: 1_000, offPitch: 0.035 },
    { ms: 1_000, offPitch: -0.035 },
    { ms: 22.9 },
    { ms: 10 },
  ])('is not what sounds for %o', (how) => {
    expect(heardWhereverItBegins(keyTone({ key, ...how }))).toEqual(['']);
  });

  it('is heard in noise 15 dB below it, whatever its twist', () => {
    for (const twistDb of [4, -8]) {
      const tone = keyTone({ key, ms: 40, twistDb, offPitch: 0.015 });
      expect(listen(withNoise(joined(silence(113), tone, silence(207)), -27)).keys).toBe(key);
    }
  });

  it('is heard twice in two presses 40 ms apart, also on the telephone and in noise', () => {
    const twice = joined(silence(60), keyTone({ key, ms: 40 }), silence(40), keyTone({ key, ms: 40 }), silence(60));
    expect(heardWhereverItBegins(twice)).toEqual([key + key]);
    expect(heardWhereverItBegins(overTheTelephone(twice))).toEqual([key + key]);
    expect(heardWhereverItBegins(withNoise(twice, -27))).toEqual([key + key]);
  });

  it('is heard twice where a browser has left 19 ms of the pause between two events', () => {
    const twice = joined(keyTone({ key, ms: 70 }), silence(19), keyTone({ key, ms: 70 }));
    expect(heardWhereverItBegins(twice)).toEqual([key + key]);
  });

  it('is one press where it fades, and where something else sounds for a moment', () => {
    const fading = keyTone({ key, ms: 400 }).map((sample, at) => sample * 10 ** (-at / 6_400));
    expect(heardWhereverItBegins(fading)).toEqual([key]);
    const cough = withNoise(silence(30), -14);
    const disturbed = joined(keyTone({ key, ms: 160 }), cough, keyTone({ key, ms: 160 }));
    expect(heardWhereverItBegins(disturbed)).toEqual([key]);
  });

  it('is one press however long it is held, and where 10 ms of it are lost', () => {
    expect(heardWhereverItBegins(keyTone({ key, ms: 3_000 }))).toEqual([key]);
    const broken = joined(keyTone({ key, ms: 60 }), silence(10), keyTone({ key, ms: 60 }));
    expect(heardWhereverItBegins(broken)).toEqual([key]);
  });
});

it('a number that a machine dials is heard in its order, with the moment of each key', () => {
  const number = '5125550143';
  const dialled = joined(...Array.from(number).flatMap((key) => [silence(50), keyTone({ key, ms: 50 })]), silence(100));
  const { keys, pressed } = listen(dialled);
  expect(keys).toBe(number);
  for (const [at, { atSample }] of pressed.entries())
    expect(Math.abs(samplesToMs(atSample) - (50 + at * 100))).toBeLessThan(12);
});

it('one key right after the other, without a pause, is two', () => {
  expect(heardWhereverItBegins(joined(keyTone({ key: '1', ms: 60 }), keyTone({ key: '2', ms: 60 })))).toEqual(['12']);
});

it('a tone is told from speech in all its frames but the first', () => {
  expect(listen(joined(silence(95), keyTone({ key: '7', ms: 400 }), silence(95))).toneFrames).toBeGreaterThanOrEqual(
    19,
  );
});

it.each([
  [440, 480],
  [480, 620],
  [350, 440],
  [425, 425],
  [950, 1_400],
  [770, 1_400],
  [697, 941],
  [1_209, 1_477],
] as const)('what a telephone exchange says in %i and %i Hz is no key', (...pitches) => {
  expect(listen(twoTones(pitches, 4_000))).toMatchObject({ keys: '', toneFrames: 0 });
});

it('no voice of any lead is ever a key, nor withheld from the recogniser', () => {
  const folder = resolve('resources/lead-voices');
  const files = readdirSync(folder).filter((name) => name.endsWith('.ulaw'));
  let frames = 0;
  for (const name of files) {
    const samples = createUpsampler()(floatFromPcm(decodeMuLaw(readFileSync(resolve(folder, name)))));
    expect(listen(samples), name).toMatchObject({ keys: '', toneFrames: 0 });
    frames += samples.length / FRAME_SAMPLES;
  }
  // All the speech that there is in the repository: above three minutes.
  expect(frames).toBeGreaterThan(3 * 60 * 50);
});
