import type { CallEvent } from '../../call/call-event.ts';
import type { Handler } from '../../call/call-id.ts';
import type { CallState } from '../../call/call-state.ts';
import { knowsAll, withWish, type WishesKnown, type WishStamp } from '../../call/gate-wish.ts';
import type { ExchangeEvent } from '../exchange-command.ts';
import type { LineCall } from '../line-call.ts';
import type { Heard, LineInput } from './learnt-line.ts';

/** What main decided for the line, with what it had really heard of the screens' wishes when it did. */
type ToLine = { input: LineInput; known: WishesKnown };
export type ToVoice =
  | { type: 'prepare'; handler: Handler }
  | { type: 'port'; port: string }
  | { type: 'begin' }
  | { type: 'handler'; handler: Handler; at: number }
  | { type: 'end' };

/** The voice process, as far as it matters who is heard: it talks as long as it believes that the agent has the call. */
export type Voice = {
  port: string | null;
  prepared: boolean;
  begun: boolean;
  handler: Handler;
  /** Of the last change of hands that the line has told of. */
  changed: number;
  saying: string | null;
};

/**
 * A desk, its processes, and what is on its way between them. Each list is one pipe and keeps its order; no order holds
 * between two of them. Nothing here is ever changed: a step makes another world.
 */
export type World = {
  main: CallState | null;
  line: { at: string; call: LineCall; heard: Heard; frames: boolean } | null;
  voice: Voice | null;
  screen: { name: number; wishes: number };
  pipes: {
    /** screen → line, straight. */
    gate: LineInput[];
    /** screen → main. */
    asks: CallEvent[];
    toLine: ToLine[];
    /** New streams for the line go beside its commands. */
    streams: LineInput[];
    fromLine: CallEvent[];
    toVoice: ToVoice[];
    fromVoice: CallEvent[];
    /** voice → line and back, over the present stream; of the one before, only what still comes out of it. */
    sound: LineInput[];
    lastSound: LineInput[];
    gates: { handler: Handler; at: number }[];
    farEnd: LineInput[];
  };
  /** Counters that name speeches, streams and changes of hands. */
  speeches: number;
  streams: number;
  /** The stream that has a voice at its other end. */
  stream: string | null;
  changes: number;
  /** What only we know, to judge by. */
  truth: {
    /** The screens' wishes that the line did straight away, and those that main has heard of. */
    done: WishesKnown;
    heardByMain: WishesKnown;
    /** Speeches that were hushed, or cut off by a take-over: nobody may hear them again. */
    hushed: readonly string[];
    said: readonly { speech: string; port: string }[];
    /** A bridging sentence began to play, and nobody has taken over since. */
    bridged: boolean;
    muted: boolean;
    rung: boolean;
    voiceLossTold: boolean;
    acted: number;
  };
  /** What the last step did at the line. */
  last: { input: LineInput | null; known: WishesKnown; moved: boolean };
};

export type Pipe = keyof World['pipes'];
export const PIPES: readonly Pipe[] = [
  'gate',
  'asks',
  'toLine',
  'streams',
  'fromLine',
  'toVoice',
  'fromVoice',
  'sound',
  'lastSound',
  'gates',
  'farEnd',
];

export const put = <Name extends Pipe>(world: World, pipe: Name, ...messages: World['pipes'][Name]): World =>
  messages.length === 0
    ? world
    : { ...world, pipes: { ...world.pipes, [pipe]: [...(world.pipes[pipe] as unknown[]), ...messages] } };
export const empty = (world: World, ...pipes: Pipe[]): World => ({
  ...world,
  pipes: { ...world.pipes, ...Object.fromEntries(pipes.map((pipe) => [pipe, []])) },
});
export const truly = (world: World, truth: Partial<World['truth']>): World => ({
  ...world,
  truth: { ...world.truth, ...truth },
});

/** The wish of a screen that this is, straight from it. */
export const straightWish = (input: LineInput | null): WishStamp | null =>
  input?.type === 'command' && input.command.type === 'setHandler' && input.command.by === 'screen'
    ? input.command.wish
    : null;

export const isOfMain = (input: LineInput | null): boolean =>
  input?.type === 'command' && input.command.type === 'setHandler' && input.command.by === 'main';

const isBridge = (input: LineInput, { line }: World): boolean =>
  input.type === 'command' &&
  input.command.type === 'playClip' &&
  line?.call.phase === 'live' &&
  line.call.handler === 'agent';

/** What we know of what the line has just done. */
export function noteTruth(world: World, input: LineInput, told: readonly ExchangeEvent[]): World {
  const { truth } = world;
  const muted = told.reduce(
    (so, event) => (event.type === 'microphoneMuted' ? event.muted : event.type === 'handlerChanged' ? false : so),
    truth.muted,
  );
  const said = input.type === 'says' ? [...truth.said, input] : truth.said;
  const taken = told.some((event) => event.type === 'handlerChanged' && event.handler === 'human');
  const cut = said.filter(
    ({ speech, port }) =>
      taken ||
      (input.type === 'hushes' && input.speech === speech) ||
      (input.type === 'voiceGone' && input.port === port),
  );
  const early = input.type === 'hushes' ? [input.speech] : [];
  const hushed = [...new Set([...truth.hushed, ...early, ...cut.map(({ speech }) => speech)])].sort();
  const bridged = !taken && (truth.bridged || isBridge(input, world));
  const wish = straightWish(input);
  const isUp = world.line?.call.phase === 'live';
  const { known } = world.last;
  const done =
    wish && isUp ? withWish(truth.done, wish) : isOfMain(input) && knowsAll(known, truth.done) ? known : truth.done;
  return truly(world, { muted, said, hushed, done, bridged });
}
