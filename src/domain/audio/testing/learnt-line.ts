import type { Port } from '../../../base/port.ts';
import type { LineToVoice } from '../audio-message.ts';
import { createExchange, type Exchange } from '../exchange.ts';
import type { ExchangeCommand, ExchangeEvent } from '../exchange-command.ts';
import type { LineCall } from '../line-call.ts';

/** What reaches the line, from whichever side. `port` is the name of one audio stream. */
export type LineInput =
  | { type: 'command'; command: ExchangeCommand }
  | { type: 'attach'; callId: string; port: string }
  | { type: 'says' | 'hushes'; port: string; speech: string }
  | { type: 'voiceGone'; port: string };

/** Whom the far end hears: the name of the agent's speech, `clip`, `human`, `nobody`, or `several` at once. */
export type Heard = string;

/** What came of an input, in the block of sound that follows it. */
export type LineStep = {
  /** Name of the state that the line is in now. */
  line: string;
  call: LineCall;
  told: ExchangeEvent[];
  /** Of what the voice was told: whether its sound goes on, and who was made the handler. */
  toVoice: { frames: boolean; handlers: { handler: 'agent' | 'human'; port: string }[] };
  heard: Heard;
};

/** Longer than the gates and a hush take together. */
const BLOCK = 160;
const SETTLED = 100;
const LASTS = 80_000;
const HUMAN = 16_384;
const CLIP = 8_192;
const FIRST_SPEECH = 1_000;

const sounds = new Map<number, Int16Array<ArrayBuffer>>();
const soundOf = (value: number): Int16Array<ArrayBuffer> => {
  const known = sounds.get(value) ?? new Int16Array(LASTS).fill(value);
  sounds.set(value, known);
  return known;
};

/** The sound of the agent's speech of this name, `s` and a number: it can be told apart from every other sound. */
const speechSound = (speech: string): Int16Array<ArrayBuffer> => soundOf(FIRST_SPEECH + Number(speech.slice(1)));

function nameOf(sample: number): Heard {
  const value = Math.round(sample * 32_768);
  if (value === 0) return 'nobody';
  if (value === HUMAN) return 'human';
  if (value === CLIP) return 'clip';
  return value > FIRST_SPEECH && value < FIRST_SPEECH + 1_000 ? `s${value - FIRST_SPEECH}` : 'several';
}

/** The real exchange, between a microphone and a far end that are always there. */
function openLine() {
  let told: ExchangeEvent[] = [];
  let toVoice: LineStep['toVoice'] = { frames: false, handlers: [] };
  const said = new Set<string>();
  const over = new Set<string>();
  const ports = new Map<string, { hears: (message: unknown) => void; loses: () => void }>();
  let current = '';
  let before: Heard = 'nobody';
  const exchange: Exchange = createExchange({ tell: (event) => told.push(event), now: () => 0 });
  exchange.command({ type: 'keepClip', pcm: soundOf(CLIP) });

  const openPort = (name: string): Port => {
    const mine = { hears: (_message: unknown) => {}, loses: () => {} };
    ports.set(name, mine);
    return {
      post(raw) {
        const message = raw as LineToVoice;
        if (message.type === 'heard' || message.type === 'spoken') toVoice.frames = true;
        if (message.type === 'handler') toVoice.handlers.push({ handler: message.handler, port: name });
        if (message.type === 'hushed' || message.type === 'finished') over.add(message.speechId);
      },
      onMessage(listener) {
        mine.hears = listener;
        return () => {};
      },
      onClose(listener) {
        mine.loses = listener;
        return () => {};
      },
      close: () => {},
    };
  };
  const take = (input: LineInput) => {
    switch (input.type) {
      case 'command':
        exchange.command(input.command);
        return;
      case 'attach':
        current = input.port;
        exchange.attach({ stream: 'audio', callId: input.callId }, openPort(input.port));
        return;
      case 'says':
        said.add(input.speech);
        ports.get(input.port)?.hears({ type: 'say', speechId: input.speech, pcm: speechSound(input.speech) });
        return;
      case 'hushes':
        ports.get(input.port)?.hears({ type: 'hush', speechId: input.speech });
        return;
      case 'voiceGone':
        ports.get(input.port)?.loses();
    }
  };
  const listen = (): Heard => {
    // Whatever lay in it before.
    const outgoing = new Float32Array(BLOCK).fill(0.9);
    exchange.process(new Float32Array(BLOCK).fill(HUMAN / 32_768), new Float32Array(BLOCK), {
      incoming: new Float32Array(BLOCK),
      outgoing,
    });
    const settled = nameOf(outgoing[SETTLED]!);
    const steady = outgoing.subarray(SETTLED).every((sample) => sample === outgoing[SETTLED]);
    // While the gates cross, one fades as the other rises: together they are never louder than the louder of the two.
    const most = Math.max(loudness(before), loudness(settled));
    const crossed = outgoing.every((sample) => Math.round(sample * 32_768) <= most);
    before = settled;
    return steady && crossed ? settled : 'several';
  };
  return (input: LineInput): LineStep => {
    told = [];
    toVoice = { frames: false, handlers: [] };
    take(input);
    const heard = listen();
    const { call } = exchange;
    // All that what comes next can depend on.
    const line = JSON.stringify([
      call,
      heard,
      current,
      [...said].filter((speech) => !over.has(speech)),
      [...over].sort(),
    ]);
    return { line, call, told, toVoice, heard };
  };
}

const loudness = (heard: Heard): number =>
  heard === 'human' ? HUMAN : heard === 'clip' ? CLIP : heard === 'nobody' ? 0 : FIRST_SPEECH + 1_000;

export type TestLine = {
  /** Where it is before anything has happened. */
  readonly first: string;
  after(line: string, input: LineInput): LineStep;
};

/** One real exchange that goes on and on: only ever asked from where it is. */
export function liveLine(): TestLine {
  const run = openLine();
  return { first: '', after: (_line, input) => run(input) };
}

/**
 * The real exchange as a table of what leads where: each step is done by an exchange that is brought to that state, once,
 * and then looked up. So a search can stand in many states at once, which an exchange cannot.
 */
export function learntLine(): TestLine {
  const ways = new Map<string, LineInput[]>([['', []]]);
  const steps = new Map<string, LineStep>();
  return {
    first: '',
    after(line, input) {
      const key = `${line}${JSON.stringify(input)}`;
      const known = steps.get(key);
      if (known) return known;
      const way = ways.get(line);
      if (!way) throw new Error(`The line was never in ${line}`);
      const run = openLine();
      for (const earlier of way) run(earlier);
      const step = run(input);
      steps.set(key, step);
      if (!ways.has(step.line)) ways.set(step.line, [...way, input]);
      return step;
    },
  };
}
