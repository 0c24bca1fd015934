import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../base/random.ts';
import type { LineToVoice, RecordedFrame } from './audio-message.ts';
import { createSwitchboard, GATE_RAMP_SAMPLES } from './switchboard.ts';

const HUMAN = 20_000;
const valueOf = (speech: number) => 100 + speech;
const callerAt = (position: number) => (position % 1000) - 500;

type Speech = { hushedAt: number | null; said: number };
type Story = {
  out: number[];
  told: LineToVoice[];
  recorded: RecordedFrame[];
  speeches: Speech[];
  switches: { at: number; handler: 'agent' | 'human' }[];
  mutes: { at: number; muted: boolean }[];
};

/** A random call: speeches in pieces, late pieces, hushes, gates to and fro, blocks of every length. */
function tell(random: Random, steps: number): Story {
  const story: Story = { out: [], told: [], recorded: [], speeches: [], switches: [], mutes: [] };
  const { out, told, recorded, speeches, switches } = story;
  const board = createSwitchboard({ onLineToVoice: (m) => told.push(m), onRecorded: (f) => recorded.push(f) });
  const some = (below: number) => Math.floor(random() * below);

  const run = () => {
    const count = 1 + some(700);
    const caller = Float32Array.from({ length: count }, (_, i) => callerAt(board.position + i) / 32768);
    const block = new Float32Array(count);
    board.process(caller, new Float32Array(count).fill(HUMAN / 32768), block);
    for (const sample of block) out.push(Math.round(sample * 32768));
  };
  const say = () => {
    const speech =
      random() < 0.3 || speeches.length === 0 ? speeches.push({ hushedAt: null, said: 0 }) - 1 : some(speeches.length);
    const length = some(900);
    speeches[speech]!.said += length;
    if (board.handler === 'human') speeches[speech]!.hushedAt ??= board.position;
    board.receive({ type: 'say', speechId: `${speech}`, pcm: new Int16Array(length).fill(valueOf(speech)) });
  };
  const hush = () => {
    const speech = some(speeches.length + 1);
    board.receive({ type: 'hush', speechId: `${speech}` });
    if (speeches[speech]) speeches[speech].hushedAt ??= board.position;
    else speeches[speech] = { hushedAt: board.position, said: 0 };
  };
  const turn = () => {
    const handler = board.handler === 'agent' ? 'human' : 'agent';
    board.setHandler(handler);
    switches.push({ at: board.position, handler });
    if (handler === 'human') story.mutes.push({ at: board.position, muted: false });
    if (handler === 'human') for (const speech of speeches) speech.hushedAt ??= board.position;
  };
  const mute = () => {
    const muted = some(2) === 0;
    board.mute(muted);
    if (board.handler === 'human') story.mutes.push({ at: board.position, muted });
  };
  for (let step = 0; step < steps; step++) {
    const chance = random();
    if (chance < 0.5) run();
    else if (chance < 0.8) say();
    else if (chance < 0.87) hush();
    else if (chance < 0.91) mute();
    else if (chance < 0.95) board.receive({ type: 'end', speechId: `${some(speeches.length + 1)}` });
    else turn();
  }
  run();
  board.close();
  return story;
}

/** Who serves the caller at each sample, or 'moving' while the gates are. */
function gatesOf({ out, switches }: Story): ('agent' | 'human' | 'moving')[] {
  const gates: ('agent' | 'human' | 'moving')[] = out.map(() => 'agent');
  for (const { at, handler } of switches) {
    gates.fill(handler, at);
    gates.fill('moving', at, at + GATE_RAMP_SAMPLES);
  }
  return gates;
}

function judge(story: Story): void {
  const clear = judgeSound(story);
  judgeReports(story, clear);
  judgeFrames(story);
}

/** Whether a mute lies on the human at each sample, or 'moving' while it comes or goes; a take-over begins without one. */
function mutesOf({ out, mutes }: Story): (boolean | 'moving')[] {
  const muted: (boolean | 'moving')[] = out.map(() => false);
  for (const change of mutes) {
    muted.fill(change.muted, change.at);
    muted.fill('moving', change.at, change.at + GATE_RAMP_SAMPLES);
  }
  return muted;
}

/** Never both gates, never a hushed speech. Answers how many untouched samples of each speech went out. */
function judgeSound(story: Story): number[] {
  const gates = gatesOf(story);
  const mutes = mutesOf(story);
  const fading = new Set<number>();
  for (const { hushedAt } of story.speeches) for (let i = 0; hushedAt !== null && i < 80; i++) fading.add(hushedAt + i);
  const clear = story.speeches.map(() => 0);
  for (const [at, sample] of story.out.entries()) {
    if (gates[at] === 'human') judgeHuman(at, sample, mutes[at]);
    if (gates[at] !== 'agent' || sample === 0 || fading.has(at)) continue;
    const speech = sample - 100;
    const hushedAt = story.speeches[speech]?.hushedAt;
    expectThat(hushedAt !== undefined, `${at}: nobody said ${sample}`);
    expectThat(hushedAt === null || at < hushedAt!, `${at}: speech ${speech} was hushed at ${String(hushedAt)}`);
    clear[speech] = clear[speech]! + 1;
  }
  return clear;
}

function judgeHuman(at: number, sample: number, muted: boolean | 'moving' | undefined): void {
  if (muted === 'moving') return;
  expectThat(sample === (muted ? 0 : HUMAN), `${at}: the human is not alone on the line, or not muted: ${sample}`);
}

function judgeReports({ told, speeches, switches }: Story, clear: number[]): void {
  const over = told.filter((m) => m.type === 'finished' || m.type === 'hushed');
  expect(new Set(over.map(({ speechId }) => speechId)).size).toBe(over.length);
  for (const { speechId, samples, atSample } of over) {
    const heard = clear[Number(speechId)] ?? 0;
    const said = speeches[Number(speechId)]?.said ?? 0;
    const untouched =
      switches.length === 0 && speeches.every(({ hushedAt }) => hushedAt === null || hushedAt >= atSample);
    expectThat(heard <= samples, `speech ${speechId}: ${heard} samples were heard, ${samples} reported`);
    expectThat(!untouched || heard === samples, `speech ${speechId}: ${samples} reported, ${heard} heard`);
    expectThat(samples <= said, `speech ${speechId}: more was heard than was said`);
  }
}

function judgeFrames({ told, recorded, out }: Story): void {
  const heard = told.filter((m) => m.type === 'heard');
  expect(heard.map(({ seq }) => seq)).toEqual(heard.map((_, i) => i));
  expect(recorded.length).toBe(Math.floor(out.length / 320));
  const isCaller = (seq: number, pcm: Int16Array) => pcm.every((x, i) => x === callerAt(seq * 320 + i));
  for (const { seq, pcm } of heard) expectThat(isCaller(seq, pcm), `heard frame ${seq} differs`);
  for (const { seq, us, caller } of recorded) {
    expectThat(
      us.every((x, i) => x === out[seq * 320 + i]),
      `what went out differs from recorded frame ${seq}`,
    );
    expectThat(isCaller(seq, caller), `recorded frame ${seq} differs`);
  }
}

/** As \`expect\`, without its cost: this runs for every sample. */
function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

test.each([1, 2, 3, 4])('whatever happens in whatever order, the gates and the reports hold (seed %i)', (seed) => {
  const random = createRandom(seed);
  for (let call = 0; call < 40; call++) judge(tell(random, 100));
});

test('the same call sounds the same in blocks of any length', () => {
  const play = (block: number) => {
    const told: LineToVoice[] = [];
    const board = createSwitchboard({ onLineToVoice: (m) => told.push(m), onRecorded: null });
    const out: number[] = [];
    const runTo = (end: number) => {
      while (board.position < end) {
        const piece = new Float32Array(Math.min(block, end - board.position));
        board.process(new Float32Array(piece.length), new Float32Array(piece.length).fill(0.1), piece);
        out.push(...piece);
      }
    };
    board.receive({ type: 'say', speechId: 'a', pcm: Int16Array.from({ length: 3000 }, (_, i) => i) });
    runTo(1000);
    board.receive({ type: 'gain', gain: 0.2 });
    runTo(1500);
    board.receive({ type: 'hush', speechId: 'a' });
    runTo(1900);
    board.setHandler('human');
    runTo(3200);
    return { told, out };
  };
  expect(play(128)).toEqual(play(320));
  expect(play(1)).toEqual(play(3200));
});
