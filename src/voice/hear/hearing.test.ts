import { describe, expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { failed, ok } from '../../base/result.ts';
import { FRAME_SAMPLES, type PcmFrame } from '../../domain/audio/pcm.ts';
import type { FloorFact } from '../../domain/floor/floor-fact.ts';
import { createHearing } from './hearing.ts';

/** Engines that go by loudness alone: what they answer is what the test wrote into the sound. */
function listen(recognise: (samples: Float32Array) => string | null | Promise<string> = () => 'I would like to sell') {
  const facts: FloorFact[] = [];
  const asked: number[] = [];
  const hearing = createHearing({
    speechToText: {
      transcribe: async (samples) => {
        asked.push(samples.length);
        const words = await recognise(samples);
        return words === null ? failed({ kind: 'engine-failed', engine: 'it', detail: 'broke' }) : ok(words);
      },
    },
    endOfTurn: { probability: () => Promise.resolve(0.3) },
    voiceActivity: {
      open: () => ({ probability: (window) => Promise.resolve(window.some((x) => Math.abs(x) > 0.1) ? 0.95 : 0.02) }),
    },
    clock: { during: (work) => work },
    log: silentLog,
  });
  const ear = hearing.open((fact) => facts.push(fact));
  return { ear, facts, asked, hearing };
}

const frame = (seq: number, loud: boolean): PcmFrame => ({
  seq,
  pcm: Int16Array.from({ length: FRAME_SAMPLES }, (_, i) => (loud ? 9000 * Math.sin(i / 4) : 0)),
});
const settle = async () => {
  for (let i = 0; i < 40; i++) await Promise.resolve();
};
async function hear(ear: ReturnType<typeof listen>['ear'], from: number, pattern: string) {
  for (let i = 0; i < pattern.length; i++) {
    ear.hear(frame(from + i, pattern[i] === '#'));
    await settle();
  }
}
const last = <Type extends FloorFact['type']>(facts: FloorFact[], type: Type) =>
  facts.findLast((fact): fact is Extract<FloorFact, { type: Type }> => fact.type === type);

describe('an ear', () => {
  it('tells voice, then silence, words and melody, with the last sound where it was', async () => {
    const { ear, facts } = listen();
    await hear(ear, 1000, `${'.'.repeat(20)}${'#'.repeat(40)}${'.'.repeat(20)}`);
    const silence = last(facts, 'silenceHeard');
    expect(last(facts, 'voiceHeard')?.voicedMs).toBeGreaterThan(700);
    expect(silence?.lastVoicedSample).toBe((1000 + 60) * FRAME_SAMPLES);
    expect(silence?.silentMs).toBeGreaterThan(300);
    expect(last(facts, 'wordsRecognised')).toMatchObject({ text: 'I would like to sell', final: true });
    expect(last(facts, 'endOfTurnScored')?.probability).toBe(0.3);
  });

  it('says nothing of silence, nor of a click within one window', async () => {
    const { ear, facts } = listen();
    await hear(ear, 0, `${'.'.repeat(32)}#${'.'.repeat(30)}`);
    expect(facts).toEqual([]);
  });

  it('drops the words of a pause after which the caller went on', async () => {
    const { ear, facts } = listen();
    await hear(ear, 0, `${'.'.repeat(10)}${'#'.repeat(40)}${'.'.repeat(20)}${'#'.repeat(20)}`);
    const end = facts.at(-1);
    expect(end?.type === 'voiceHeard' && end.voicedMs > 1000).toBe(true);
  });

  it('begins a new utterance after forget', async () => {
    const { ear, facts } = listen();
    await hear(ear, 0, `${'.'.repeat(10)}${'#'.repeat(40)}${'.'.repeat(20)}`);
    ear.forget();
    facts.length = 0;
    await hear(ear, 70, '.'.repeat(20));
    expect(facts).toEqual([]);
    await hear(ear, 90, '#'.repeat(10));
    expect(last(facts, 'voiceHeard')?.voicedMs).toBeLessThan(250);
  });

  it('counts frames that never came as silence, so that no time is lost', async () => {
    const { ear, facts } = listen();
    await hear(ear, 0, `${'.'.repeat(10)}${'#'.repeat(40)}`);
    await hear(ear, 80, '.'.repeat(5));
    expect(last(facts, 'silenceHeard')).toMatchObject({ lastVoicedSample: 50 * FRAME_SAMPLES });
    expect(last(facts, 'silenceHeard')?.silentMs).toBeGreaterThan(600);
  });

  it('keeps two seconds of what it had no time for, and then the newest', async () => {
    const { ear, facts } = listen();
    for (let seq = 0; seq < 400; seq++) ear.hear(frame(seq, seq >= 350));
    for (let i = 0; i < 200; i++) await settle();
    expect(last(facts, 'voiceHeard')?.atSample).toBeGreaterThan(390 * FRAME_SAMPLES);
  });

  it('asks for words sooner over our own voice', async () => {
    const calm = listen();
    await hear(calm.ear, 0, `${'.'.repeat(10)}${'#'.repeat(50)}`);
    const hurried = listen();
    hurried.ear.hurry(true);
    await hear(hurried.ear, 0, `${'.'.repeat(10)}${'#'.repeat(50)}`);
    expect(hurried.asked.length).toBeGreaterThan(2 * calm.asked.length);
  });

  it('loses nothing of who talks on for 40 seconds without a pause', async () => {
    const { ear, facts } = listen((samples) => String(samples.length));
    await hear(ear, 0, `${'.'.repeat(10)}${'#'.repeat(2_000)}${'.'.repeat(10)}`);
    const words = last(facts, 'wordsRecognised');
    const seconds = (words?.text.split(' ') ?? []).reduce((sum, samples) => sum + Number(samples), 0) / 16_000;
    expect(words?.final).toBe(true);
    expect(seconds).toBeGreaterThan(40);
    expect(seconds).toBeLessThan(41);
  });

  it('loses nothing of who talks on where a recognition of the beginning fails', async () => {
    let longest = 0;
    let broken = false;
    const { ear, facts } = listen((samples) => {
      // The first that is shorter than what was asked before is the beginning, cut off.
      const cut = !broken && samples.length < longest;
      longest = Math.max(longest, samples.length);
      broken ||= cut;
      return cut ? null : String(samples.length);
    });
    await hear(ear, 0, `${'.'.repeat(10)}${'#'.repeat(1_000)}${'.'.repeat(10)}`);
    const words = last(facts, 'wordsRecognised');
    const seconds = (words?.text.split(' ') ?? []).reduce((sum, samples) => sum + Number(samples), 0) / 16_000;
    expect(broken).toBe(true);
    expect(seconds).toBeGreaterThan(20);
  });

  it('keeps its words when a guess comes after the pause that settled them', async () => {
    let answerGuess = (_text: string) => {};
    const guess = new Promise<string>((resolve) => (answerGuess = resolve));
    let asked = 0;
    const { ear, facts } = listen(() => (++asked === 1 ? guess : 'We want to sell'));
    await hear(ear, 0, `${'.'.repeat(10)}${'#'.repeat(140)}${'.'.repeat(25)}`);
    expect(last(facts, 'wordsRecognised')).toMatchObject({ text: 'We want to sell', final: true });
    await hear(ear, 175, '#'.repeat(10));
    answerGuess('We want');
    await settle();
    expect(last(facts, 'wordsRecognised')?.text).toBe('We want to sell');
  });

  it('is deaf once closed, and shares no memory with another', async () => {
    const { ear, facts, hearing } = listen();
    const others: FloorFact[] = [];
    const other = hearing.open((fact) => others.push(fact));
    ear.close();
    await hear(ear, 0, '#'.repeat(20));
    await hear(other, 0, '.'.repeat(20));
    expect(facts).toEqual([]);
    expect(others).toEqual([]);
  });
});
