import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { cacheFolder, modelsFolder } from '../../engines/models-folder.ts';
import { createSileroVoiceActivity } from '../../engines/onnx/silero-voice-activity.ts';
import { createSmartTurn } from '../../engines/onnx/smart-turn.ts';
import { createSherpaSpeechToText } from '../../engines/sherpa/sherpa-speech-to-text.ts';
import { createBenchLine } from './bench-floor-line.ts';
import { HELD_OUT, type LineSet, TUNING } from './bench-floor-lines.ts';
import { measureFloor } from './bench-floor-metrics.ts';
import { playCalls } from './bench-floor-scenes.ts';
import { reportBench } from './bench-report.ts';
import { createBenchVoices, type Speaker } from './bench-floor-voices.ts';

// npm run bench:floor [-- --json FILE --quick --seed N --tuning --verbose]
// GOALS G6 and G7 on the line's own clock, with the engines' real answers and their median delays.
const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    tuning: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

const TUNING_SPEAKERS: Speaker[] = [
  { voice: 'kokoro:af_heart', speed: 1 },
  { voice: 'kokoro:am_michael', speed: 1 },
];
const HELD_OUT_SPEAKERS: Speaker[] = [
  { voice: 'kokoro:af_bella', speed: 1 },
  { voice: 'kokoro:am_puck', speed: 1 },
];
/** Where the slow voices were never rendered, a quick look makes do with the fast one. */
const FAST_SPEAKERS: Speaker[] = [
  { voice: 'joe', speed: 0.9 },
  { voice: 'joe', speed: 1.15 },
];
const QUICK_LINES = 8;

function must<Value>(result: Result<Value, Failure>): Value {
  if (result.ok) return result.value;
  console.error('bench:floor cannot start:', JSON.stringify(result.failure));
  process.exit(1);
}

const models = modelsFolder(process.env);
const cache = join(cacheFolder(process.env), 'bench-voices');
const voices = createBenchVoices({ models, cache });
const line = createBenchLine(
  {
    speechToText: must(await createSherpaSpeechToText({ folder: models })),
    voiceActivity: must(await createSileroVoiceActivity({ file: join(models, 'vad', 'silero_vad.onnx') })),
    endOfTurn: must(await createSmartTurn({ file: join(models, 'turn', 'smart-turn-v3.2-cpu.onnx') })),
  },
  join(cache, 'answers.json'),
);

const shorten = (set: LineSet): LineSet => ({
  finished: set.finished.slice(0, QUICK_LINES),
  hesitating: set.hesitating.slice(0, QUICK_LINES),
  backchannels: set.backchannels.slice(0, QUICK_LINES / 2),
  interruptions: set.interruptions.slice(0, QUICK_LINES / 2),
});
const whole = options.tuning ? TUNING : HELD_OUT;
const set = options.quick ? shorten(whole) : whole;
const known = options.tuning ? TUNING_SPEAKERS : HELD_OUT_SPEAKERS;
const rendered = set.finished.every(({ text }, i) => voices.has(known[i % known.length]!, text));
const speakers = options.quick && !rendered ? FAST_SPEAKERS : known;

const scenes = await playCalls({ line, voices, set, speakers, seed: Number(options.seed) });
line.save();
if (options.verbose) for (const scene of scenes) console.log(JSON.stringify(scene));
reportBench('floor', measureFloor(scenes), {
  json: options.json ?? null,
  detail: { set: options.tuning ? 'tuning' : 'held-out', speakers: speakers.map(({ voice }) => voice) },
});
process.exit(0);
