import { giveFloorToAgent, startFloor, takeTurn } from '../../domain/floor/take-turn.ts';
import type { BenchLine, Heard } from './bench-floor-line.ts';
import type { CallerLine, LineSet } from './bench-floor-lines.ts';
import { makeNoises } from './bench-floor-noises.ts';
import { cutVoice, findCut, onLine } from './bench-floor-sound.ts';
import type { BenchVoices, Speaker } from './bench-floor-voices.ts';

/** What became of one sound. Times in ms; undefined where it did not happen. */
export type Scene = {
  readonly kind: 'finished' | 'hesitating' | 'backchannel' | 'noise' | 'interruption';
  readonly said: string;
  readonly heard: string;
  /** From the caller's last sound to our decision to speak; negative is within their words. */
  readonly spokeAfterMs: number | undefined;
  /** How far the floor's idea of the last sound is from the recording's. */
  readonly lastSoundErrorMs: number | undefined;
  /** From the first window of voice over ours. */
  readonly duckedAfterMs: number | undefined;
  readonly hushedAfterMs: number | undefined;
};

export type PlayDeps = {
  line: BenchLine;
  voices: BenchVoices;
  set: LineSet;
  speakers: readonly Speaker[];
  seed: number;
};

/** Plays every line of the set to a fresh ear and floor. */
export async function playCalls(deps: PlayDeps): Promise<Scene[]> {
  const { set, seed } = deps;
  const scenes: Scene[] = [];
  for (const [i, said] of set.finished.entries()) scenes.push(await playTurn(deps, said, i));
  for (const [i, said] of set.hesitating.entries()) scenes.push(await playTurn(deps, said, i));
  for (const [i, said] of set.backchannels.entries())
    scenes.push(await playOverUs(deps, 'backchannel', { said, sound: await speak(deps, said, i) }));
  for (const [i, said] of set.interruptions.entries())
    scenes.push(await playOverUs(deps, 'interruption', { said, sound: await speak(deps, said, i) }));
  for (const { name, samples } of makeNoises(seed))
    scenes.push(await playOverUs(deps, 'noise', { said: name, sound: samples }));
  return scenes;
}

const speak = ({ voices, speakers }: PlayDeps, text: string, i: number) =>
  voices.say(speakers[i % speakers.length]!, text);

async function playTurn(deps: PlayDeps, { text, expected }: CallerLine, i: number): Promise<Scene> {
  const [before = '', after] = text.split(/\s*\|\s*/);
  const voice = await speak(deps, after === undefined ? before : `${before} ${after}`, i);
  const voiced =
    after === undefined ? voice : cutVoice(voice, await findCut(voice, [before, after], deps.line.transcribe));
  const { samples, lastSoundMs } = onLine(voiced, deps.seed + i);
  const heard = await deps.line.hear(samples, startFloor(), expected);
  const spoke = heard.acts.find((act) => act.type === 'speak');
  const silence = heard.facts.findLast((fact) => fact.type === 'silenceHeard');
  return {
    kind: after === undefined ? 'finished' : 'hesitating',
    said: before,
    heard: lastWords(heard),
    spokeAfterMs: spoke && Math.round(spoke.atMs - lastSoundMs),
    lastSoundErrorMs:
      silence?.type === 'silenceHeard' ? Math.round(silence.lastVoicedSample / 16 - lastSoundMs) : undefined,
    duckedAfterMs: undefined,
    hushedAfterMs: undefined,
  };
}

async function playOverUs(
  deps: PlayDeps,
  kind: Scene['kind'],
  { said, sound }: { said: string; sound: Float32Array },
): Promise<Scene> {
  const speaking = takeTurn(giveFloorToAgent(startFloor()), { type: 'speechSounding', speechId: 'ours' }).state;
  const { samples, firstSoundMs } = onLine(sound, deps.seed);
  const heard = await deps.line.hear(samples, speaking);
  const after = (type: 'duck' | 'hush') => {
    const act = heard.acts.find((one) => one.type === type);
    return act && Math.round(act.atMs - firstSoundMs);
  };
  return {
    kind,
    said,
    heard: lastWords(heard),
    spokeAfterMs: undefined,
    lastSoundErrorMs: undefined,
    duckedAfterMs: after('duck'),
    hushedAfterMs: after('hush'),
  };
}

function lastWords({ facts }: Heard): string {
  const words = facts.findLast((fact) => fact.type === 'wordsRecognised');
  return words?.type === 'wordsRecognised' ? words.text : '';
}
