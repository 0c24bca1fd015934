import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { silentLog } from '../../base/log.ts';
import { ok, type Result } from '../../base/result.ts';
import { FRAME_MS, FRAME_SAMPLES, pcmFromFloat, SAMPLE_RATE } from '../../domain/audio/pcm.ts';
import type { EndOfTurn } from '../../domain/engine/end-of-turn.ts';
import type { SpeechToText } from '../../domain/engine/speech-to-text.ts';
import type { VoiceActivity } from '../../domain/engine/voice-activity.ts';
import type { Failure } from '../../domain/failure.ts';
import type { FloorAct } from '../../domain/floor/floor-act.ts';
import type { ExpectedAnswer, FloorFact } from '../../domain/floor/floor-fact.ts';
import { type FloorState, takeTurn } from '../../domain/floor/take-turn.ts';
import { createHearing } from '../../voice/hear/hearing.ts';

export type Engines = { speechToText: SpeechToText; voiceActivity: VoiceActivity; endOfTurn: EndOfTurn };
export type Timed<Event> = Event & { readonly atMs: number };
export type Heard = { readonly facts: readonly Timed<FloorFact>[]; readonly acts: readonly Timed<FloorAct>[] };
export type BenchLine = {
  /** Lets an ear and the floor hear these samples; the times of what happens are those of the line. */
  hear(samples: Float32Array, from: FloorState, expected?: ExpectedAnswer): Promise<Heard>;
  /** What an engine says to these samples, without any delay. */
  transcribe(samples: Float32Array): Promise<string>;
  save(): void;
};

// Medians on two cores: the bench must say the same on a busy machine.
const WORDS_MS = 40;
const WORDS_MS_PER_SECOND = 12;
const MELODY_MS = 105;

/** A line on a simulated clock with the real engines. What they said to a sound once is kept in `answersFile`. */
export function createBenchLine(engines: Engines, answersFile: string): BenchLine {
  const answers = new Map<string, string | number>(
    existsSync(answersFile) ? (JSON.parse(readFileSync(answersFile, 'utf8')) as [string, string | number][]) : [],
  );
  const remember = async <Answer extends string | number>(
    what: string,
    samples: Float32Array,
    ask: () => Promise<Answer>,
  ): Promise<Answer> => {
    const key = createHash('sha256')
      .update(what)
      .update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
      .digest('hex')
      .slice(0, 20);
    const known = answers.get(key) as Answer | undefined;
    if (known !== undefined) return known;
    const answer = await ask();
    answers.set(key, answer);
    return answer;
  };
  const transcribe = (samples: Float32Array) =>
    remember('words', samples, async () => {
      const said = await engines.speechToText.transcribe(samples);
      return said.ok ? said.value : '';
    });
  const score = (samples: Float32Array) => remember('melody', samples, () => engines.endOfTurn.probability(samples));

  return {
    transcribe,
    save: () => writeFileSync(answersFile, JSON.stringify([...answers])),
    hear: (samples, from, expected) => hearOnClock({ ...engines, transcribe, score }, samples, { from, expected }),
  };
}

type Answering = Engines & {
  transcribe: (samples: Float32Array) => Promise<string>;
  score: (samples: Float32Array) => Promise<number>;
};

async function hearOnClock(
  engines: Answering,
  samples: Float32Array,
  { from, expected }: { from: FloorState; expected: ExpectedAnswer | undefined },
): Promise<Heard> {
  const facts: Timed<FloorFact>[] = [];
  const acts: Timed<FloorAct>[] = [];
  let state = from;
  let nowMs = 0;
  let working = 0;
  const due: { atMs: number; settle: () => void }[] = [];

  /** The answer is worked out at once and comes when it would have come. */
  const later = async <Answer>(ms: number, work: Promise<Answer>): Promise<Answer> => {
    const atMs = nowMs + ms;
    working++;
    const answer = await work;
    working--;
    return new Promise((resolve) => due.push({ atMs, settle: () => resolve(answer) }));
  };
  const settled = async () => {
    do await new Promise<void>((resolve) => setImmediate(resolve));
    while (working > 0);
  };
  const hearing = createHearing({
    speechToText: {
      transcribe: (sound): Promise<Result<string, Failure>> =>
        later(WORDS_MS + (WORDS_MS_PER_SECOND * sound.length) / SAMPLE_RATE, engines.transcribe(sound).then(ok)),
    },
    endOfTurn: { probability: (sound) => later(MELODY_MS, engines.score(sound)) },
    voiceActivity: {
      open() {
        const stream = engines.voiceActivity.open();
        return {
          async probability(window) {
            working++;
            const answer = await stream.probability(window);
            working--;
            return answer;
          },
        };
      },
    },
    clock: { during: (work) => work },
    log: silentLog,
  });

  const ear = hearing.open((fact) => {
    facts.push({ ...fact, atMs: nowMs });
    const step = takeTurn(state, fact);
    state = step.state;
    for (const act of step.acts) {
      acts.push({ ...act, atMs: nowMs });
      if (act.type === 'forget') ear.forget();
    }
    ear.hurry(state.holder.who === 'agent');
  });
  ear.hurry(from.holder.who === 'agent');
  if (expected) ear.expect(expected);
  const pcm = pcmFromFloat(samples);
  for (let seq = 0; (seq + 1) * FRAME_SAMPLES <= pcm.length; seq++) {
    const endMs = (seq + 1) * FRAME_MS;
    for (const one of due.splice(0).sort((a, b) => a.atMs - b.atMs)) {
      if (one.atMs > endMs) {
        due.push(one);
        continue;
      }
      nowMs = Math.max(nowMs, one.atMs);
      one.settle();
      await settled();
    }
    nowMs = endMs;
    ear.hear({ seq, pcm: pcm.slice(seq * FRAME_SAMPLES, (seq + 1) * FRAME_SAMPLES) });
    await settled();
    await settled();
  }
  ear.close();
  return { facts, acts };
}
