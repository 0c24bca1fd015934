import { dirname, isAbsolute, resolve } from 'node:path';
import { createRandom, type Random } from '../base/random.ts';
import { failed, ok, type Result } from '../base/result.ts';
import type { TextToSpeech } from '../domain/engine/text-to-speech.ts';
import type { Failure } from '../domain/failure.ts';
import type { ReadyStep, StepAct, StepMoment } from '../domain/practice/lead-step.ts';
import { kindOfStep, type Lead, type Scenario, type Step } from '../domain/practice/scenario.ts';
import { readSpokenText } from '../domain/practice/spoken-text.ts';
import { TURN_GAP_MS } from '../domain/practice/step-due.ts';
import { holdPauses } from './hold-pauses.ts';
import { readWav } from './read-wav.ts';
import { telephoneVoice } from './telephone-voice.ts';
import type { VoiceCache } from './voice-cache.ts';

/** People answer after about this long; shorter than our turn's end only where a scenario asks for it. */
const PAUSE_MS = { shortest: TURN_GAP_MS, longest: 1_200 };

export type OpenVoice = (voice: Lead['voice'], speed: number) => Promise<Result<TextToSpeech, Failure>>;
export type PrepareDeps = {
  openVoice: OpenVoice;
  cache: VoiceCache;
  onProgress(done: number, total: number): void;
  signal: AbortSignal;
};

/** Makes every step of a script ready to be performed: voices rendered, files read, chance drawn from the seed. */
export async function prepareSteps(
  scenario: Scenario,
  call: { file: string; seed: number },
  deps: PrepareDeps,
): Promise<Result<ReadyStep[], Failure>> {
  const random = createRandom(call.seed);
  const steps = scenario.steps ?? [];
  const render = createRenderer(scenario.lead, deps);
  const ready: ReadyStep[] = [];
  const total = steps.filter((step) => step.say !== undefined).length;
  let done = 0;
  deps.onProgress(0, total);
  for (const [index, step] of steps.entries()) {
    const act = await prepareAct(step, call.file, render);
    if (!act.ok) return act;
    ready.push({ index, name: nameOfStep(step, index), moment: drawMoment(step, random), ...act.value });
    if (step.say !== undefined) deps.onProgress(++done, total);
  }
  return ok(ready);
}

/** The lead's voice for one line, as it sounds on a telephone and without its pauses; from the cache where it is there. */
export function createRenderer(
  lead: Pick<Lead, 'voice' | 'speed'>,
  deps: Pick<PrepareDeps, 'openVoice' | 'cache' | 'signal'>,
) {
  let voice: Promise<Result<TextToSpeech, Failure>> | undefined;
  return async (words: string): Promise<Result<Int16Array, Failure>> => {
    const key = { voice: lead.voice, speed: lead.speed, words };
    const known = await deps.cache.find(key);
    if (known) return ok(known);
    voice ??= deps.openVoice(lead.voice, lead.speed);
    const opened = await voice;
    if (!opened.ok) return opened;
    const spoken = await opened.value.synthesise(words, deps.signal);
    if (!spoken.ok) return spoken;
    const pcm = telephoneVoice(spoken.value, opened.value.sampleRate);
    if (pcm.length === 0)
      return failed({
        kind: 'engine-failed',
        engine: opened.value.voiceId,
        detail: 'it made no sound of a line of the lead',
      });
    // What another voice, at another speed, said in its place must not be found as this one later.
    if (opened.value.voiceId === lead.voice) await deps.cache.keep(key, pcm);
    return ok(pcm);
  };
}

async function prepareAct(
  step: Step,
  file: string,
  render: ReturnType<typeof createRenderer>,
): Promise<Result<StepAct, Failure>> {
  if (step.hangUp) return ok({ act: 'hang-up' });
  if (step.digit !== undefined) return ok({ act: 'digit', digit: step.digit });
  if (step.silenceMs !== undefined) return ok({ act: 'silence', ms: step.silenceMs });
  if (step.play !== undefined) {
    const pcm = await readSound(isAbsolute(step.play) ? step.play : resolve(dirname(file), step.play));
    return pcm.ok ? ok({ act: 'sound', kind: kindOfStep(step), text: '', pcm: pcm.value }) : pcm;
  }
  const spoken = readSpokenText(step.say ?? '');
  if (!spoken) return failed({ kind: 'refused', reason: `${step.say ?? ''} cannot be spoken.` });
  const pcm = await render(spoken.words);
  return pcm.ok
    ? ok({ act: 'sound', kind: kindOfStep(step), text: step.say ?? '', pcm: holdPauses(pcm.value, spoken.pauses) })
    : pcm;
}

async function readSound(path: string): Promise<Result<Int16Array, Failure>> {
  const recording = await readWav(path);
  if (!recording.ok) return recording;
  const pcm = telephoneVoice(recording.value.samples, recording.value.rate);
  return pcm.length > 0 ? ok(pcm) : failed({ kind: 'file-unreadable', path, detail: 'it holds nothing but silence' });
}

function drawMoment(step: Step, random: Random): StepMoment {
  // Drawn for every step, so that a changed step does not change the chance of those after it.
  const drawn = Math.round(PAUSE_MS.shortest + random() * (PAUSE_MS.longest - PAUSE_MS.shortest));
  const when = step.when;
  if (when?.intoOurSpeechMs !== undefined) return { after: 'onset-of-our-speech', ms: when.intoOurSpeechMs };
  if (when?.afterSilenceMs !== undefined) return { after: 'silence', ms: when.afterSilenceMs };
  return { after: 'our-turn', pauseMs: when?.pauseMs ?? drawn };
}

/** How a report calls a step. */
export const nameOfStep = (step: Pick<Step, 'name' | 'say'>, index: number): string =>
  step.name ?? `step ${index + 1}${step.say === undefined ? '' : ` “${firstWords(step.say)}”`}`;
const firstWords = (text: string) => {
  const words = text.replace(/<pause \d+ms>/g, '').split(/\s+/);
  return words.length > 4 ? `${words.slice(0, 4).join(' ')}…` : words.join(' ');
};
