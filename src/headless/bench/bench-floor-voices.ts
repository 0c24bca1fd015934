import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeMuLaw, encodeMuLaw } from '../../domain/audio/mu-law.ts';
import { floatFromPcm, pcmFromFloat, SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import { resample } from '../../domain/audio/resample.ts';
import type { TextToSpeech } from '../../domain/engine/text-to-speech.ts';
import { createSherpaTextToSpeech } from '../../engines/sherpa/sherpa-text-to-speech.ts';
import type { VoiceName } from '../../engines/sherpa/voice-files.ts';

export type Speaker = { readonly voice: VoiceName; readonly speed: number };
export type BenchVoices = {
  /** What the line would hear of it: 16 kHz samples that went through the phone band, without silence around them. */
  say(speaker: Speaker, text: string): Promise<Float32Array>;
  has(speaker: Speaker, text: string): boolean;
};

const PHONE_RATE = 8000;
/** The low cut of a telephone. */
const LOW_CUT_HZ = 200;
const QUIET = 0.01;

/** Voices for measuring. Rendering is slow for the better ones, so what was said once is kept in `cache` as 8 kHz µ-law. */
export function createBenchVoices({ models, cache }: { models: string; cache: string }): BenchVoices {
  mkdirSync(cache, { recursive: true });
  const engines = new Map<string, Promise<TextToSpeech>>();

  const engineOf = ({ voice, speed }: Speaker): Promise<TextToSpeech> => {
    const key = `${voice} ${speed}`;
    const made = engines.get(key) ?? startEngine(models, { voice, speed });
    engines.set(key, made);
    return made;
  };
  const fileOf = ({ voice, speed }: Speaker, text: string) =>
    join(cache, `${createHash('sha256').update(`${voice} ${speed} ${text}`).digest('hex').slice(0, 24)}.ulaw`);

  return {
    has: (speaker, text) => existsSync(fileOf(speaker, text)),
    async say(speaker, text) {
      const file = fileOf(speaker, text);
      if (!existsSync(file)) {
        const engine = await engineOf(speaker);
        const spoken = await engine.synthesise(text, new AbortController().signal);
        if (!spoken.ok) throw new Error(`${speaker.voice} could not say "${text}": ${JSON.stringify(spoken.failure)}`);
        writeFileSync(file, encodeMuLaw(pcmFromFloat(throughTelephone(spoken.value, engine.sampleRate))));
      }
      return resample(floatFromPcm(decodeMuLaw(readFileSync(file))), PHONE_RATE, SAMPLE_RATE);
    },
  };
}

async function startEngine(folder: string, speaker: Speaker): Promise<TextToSpeech> {
  const made = await createSherpaTextToSpeech({ folder, ...speaker, clock: { during: (work) => work } });
  if (!made.ok) throw new Error(`${speaker.voice} cannot speak: ${JSON.stringify(made.failure)}`);
  return made.value;
}

function throughTelephone(samples: Float32Array, rate: number): Float32Array {
  const narrow = resample(samples, rate, PHONE_RATE);
  const pole = Math.exp((-2 * Math.PI * LOW_CUT_HZ) / PHONE_RATE);
  let [before, out] = [0, 0];
  const cut = narrow.map((sample) => {
    out = pole * (out + sample - before);
    before = sample;
    return out;
  });
  const audible = (sample: number) => Math.abs(sample) > QUIET;
  return cut.slice(Math.max(0, cut.findIndex(audible)), cut.findLastIndex(audible) + 1);
}
