import { expect, it } from 'vitest';
import { createRandom, type Random } from '../../base/random.ts';
import type { IncomingPlan, OutgoingPlan } from '../call/call-state.ts';
import { isNewWish, knowsAll } from '../call/gate-wish.ts';
import { callId, incoming, outgoing } from '../call/testing/call-stories.ts';
import { createDesk } from './testing/desk-world.ts';
import { isOfMain, straightWish, type World } from './testing/world.ts';
import { learntLine, liveLine, type TestLine } from './testing/learnt-line.ts';

/** Several at once, nobody at all: neither may be, however what happens is mixed. */

type Desk = ReturnType<typeof createDesk>;

const speaker = { voiceId: 'joe', languageModel: null };
const deskWith = (line: TestLine) => createDesk(line, { callId, speaker });
const plans: { out: OutgoingPlan; in: IncomingPlan } = {
  out: { ...outgoing, recording: false },
  in: { ...incoming('human'), recording: false },
};

/** Lets everything arrive, pipe by pipe. */
function settle(desk: Desk, world: World): World {
  for (let next = world; ;) {
    const [pipe] = desk.arrivals(next);
    if (!pipe) return next;
    next = desk.deliver(next, pipe);
  }
}

const carrier = (type: 'ringing' | 'answered') =>
  ({
    type: 'command',
    command: { type: 'carrierDid', callId, signal: type === 'ringing' ? { type, early: false } : { type } },
  }) as const;

/** Calls from which everything begins, by name. */
const beginnings: Record<string, (desk: Desk) => World> = {
  'a call that the agent has': (desk) =>
    settle(desk, desk.atLine(beginnings['a call that rings']!(desk), carrier('answered'))),
  'a call that rings': (desk) => {
    const asked = settle(desk, desk.atMain(desk.first, { type: 'callRequested', plan: plans.out }));
    return settle(desk, desk.atLine(asked, carrier('ringing')));
  },
  'a call that is just being answered': (desk) =>
    desk.atLine(beginnings['a call that rings']!(desk), carrier('answered')),
  'a call that the human has picked up': (desk) => {
    const offered = desk.atLine(desk.first, { type: 'command', command: { type: 'offer', callId } });
    const asked = settle(desk, desk.atMain(offered, { type: 'callOffered', plan: plans.in }));
    const picked = settle(desk, desk.atMain(asked, { type: 'answerRequested', callId, handler: 'human' }));
    return settle(desk, desk.atLine(picked, carrier('answered')));
  },
};

// ---- what must never be

const isLive = (world: World) => world.line?.call.phase === 'live';
const handlerAtLine = ({ line }: World) => (line && 'handler' in line.call ? line.call.handler : null);
const handlerInMain = ({ main }: World) => (main && 'handler' in main ? main.handler : null);
const ofScreen = (world: World) => straightWish(world.last.input);

/** By its name, after every step. `before` is the world before it. */
const wrongs: Record<string, (world: World, before: World) => boolean> = {
  'several are heard at once': ({ line }) => line?.heard === 'several',
  'the human has the call and is not heard, though not muted': (world) =>
    isLive(world) && handlerAtLine(world) === 'human' && world.line!.heard !== (world.truth.muted ? 'nobody' : 'human'),
  'the human is heard while the agent has the call': (world) =>
    handlerAtLine(world) === 'agent' && world.line?.heard === 'human',
  'a take-over waits for main': (world, before) =>
    isWish(world, 'human') &&
    isLive(before) &&
    isNewWish(before.truth.done, ofScreen(world)!) &&
    world.line?.heard !== 'human',
  'a wish is done twice': (world, before) =>
    world.last.moved && ofScreen(world) !== null && !isNewWish(before.truth.done, ofScreen(world)!),
  'a bridge is heard that is not needed': ({ line, truth }) => line?.heard === 'clip' && !truth.bridged,
  'main undoes what it did not know of': ({ last }, before) =>
    last.moved && isOfMain(last.input) && !knowsAll(last.known, before.truth.done),
  'a speech is heard that was hushed': ({ line, truth }) => line !== null && truth.hushed.includes(line.heard),
  'somebody is heard in a call that is over': ({ line }) =>
    line !== null && line.call.phase !== 'live' && line.heard !== 'nobody',
  'sound goes to the voice after the call': ({ line }, before) =>
    line !== null && line.call.phase === 'ended' && before.line?.call.phase === 'ended' && line.frames,
  'the agent is lost, and nobody is called': ({ main, truth }) =>
    main?.phase === 'live' && main.handler === 'agent' && main.voice.state !== 'ready' && !truth.rung,
};

const isWish = ({ last: { input } }: World, handler: 'agent' | 'human') =>
  input?.type === 'command' &&
  input.command.type === 'setHandler' &&
  input.command.by === 'screen' &&
  input.command.handler === handler;
/** By its name, once everything has arrived. */
const wrongsAtRest: Record<string, (world: World) => boolean> = {
  'main and the line do not agree whether there is a call': (world) =>
    world.main !== null && (world.main.phase === 'live') !== isLive(world),
  'main and the line do not agree who has the call': (world) =>
    isLive(world) && handlerAtLine(world) !== handlerInMain(world),
  'main and the line do not agree whether the human is muted': (world) =>
    isLive(world) &&
    world.main?.phase === 'live' &&
    world.main.muted !== (world.truth.muted && handlerAtLine(world) === 'human'),
  'the voice does not know who has the call': (world) =>
    isLive(world) && !!world.voice?.begun && world.voice.handler !== handlerAtLine(world),
  'the voice goes on after the call': (world) => !isLive(world) && !!world.voice?.begun,
  'nobody can be heard': (world) => {
    if (!isLive(world) || handlerAtLine(world) === 'human') return false;
    const { heard } = world.line!;
    const isBack = world.main?.phase === 'live' && world.main.voice.state === 'ready';
    // The bridge is played to its end before the agent goes on; before it is back, the human is called.
    return isBack ? heard !== world.voice?.saying && heard !== 'clip' : heard !== 'clip' || !world.truth.rung;
  },
};

function judge(desk: Desk, world: World, before: World): string | null {
  const wrong = Object.entries(wrongs).find(([, isSo]) => isSo(world, before));
  if (wrong) return wrong[0];
  if (desk.arrivals(world).length > 0) return null;
  return Object.entries(wrongsAtRest).find(([, isSo]) => isSo(world))?.[0] ?? null;
}

// ---- every way it can go

/** `to` does it; null where it cannot happen now. */
type Move = { name: string; acts: boolean; to: () => World | null };

function movesFrom(desk: Desk, world: World, acts: readonly string[]): Move[] {
  return [
    ...desk.arrivals(world).map((pipe) => ({
      name: `${pipe} arrives`,
      acts: false,
      to: () => desk.deliver(world, pipe),
    })),
    ...(desk.canRevive(world) ? [{ name: 'voice starts', acts: false, to: () => desk.revive(world) }] : []),
    ...acts.map((name) => ({ name, acts: true, to: () => desk.act(world, name) })),
  ];
}

const texts = new WeakMap<object, string>();
/** Most of a world is the same as in the one before. */
function textOf(part: object | null): string {
  if (!part) return '-';
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = JSON.stringify(part, (key, value: unknown) => (NEVER_DECIDES.has(key) ? 0 : value));
  texts.set(part, text);
  return text;
}
const NEVER_DECIDES = new Set(['plan', 'degraded', 'lead', 'answered', 'past']);

/** Two worlds with the same key have the same future. */
function keyOf(world: World): string {
  const { main, line, voice, screen, pipes, truth, speeches, streams, stream, changes } = world;
  const waiting = Object.values(pipes).map((pipe) => textOf(pipe));
  const names = `${speeches} ${streams} ${stream} ${changes}`;
  return [textOf(main), line?.at, textOf(voice), textOf(screen), textOf(truth), names, ...waiting].join('|');
}

/** 53 bits of it. */
function hashOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return 4294967296 * (2097151 & (low ^ (low >>> 13))) + ((high ^ (high >>> 16)) >>> 0);
}

type Search = { acts: readonly string[]; most: number };

/** Goes every way from here with at most so many of these acts. Answers how many worlds there are. */
function searchFrom(desk: Desk, beginning: World, { acts, most }: Search): number {
  const seen = new Map<number, number>();
  const trace: string[] = [];
  const visit = (world: World, left: number): void => {
    const hash = hashOf(keyOf(world));
    if ((seen.get(hash) ?? -1) >= left) return;
    seen.set(hash, left);
    for (const { name, acts: isAct, to } of movesFrom(desk, world, left > 0 ? acts : [])) {
      const next = to();
      if (!next) continue;
      trace.push(name);
      const wrong = judge(desk, next, world);
      if (wrong) throw new Error(`${wrong}, after: ${trace.join(' → ')}`);
      visit(next, isAct ? left - 1 : left);
      trace.pop();
    }
  };
  visit(beginning, most);
  return seen.size;
}

/** Each pipe is as slow as it likes, all the way: races are won by whoever is much too late. */
function choose(random: Random, moves: readonly Move[], hurry: Map<string, number>): Move | undefined {
  const weights = moves.map(({ name }) => {
    const weight = hurry.get(name) ?? random() ** 4;
    hurry.set(name, weight);
    return weight;
  });
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  return moves.find((_, at) => (left -= weights[at]!) <= 0);
}

/** Any way, with many acts close to each other, until all is over or at rest. Answers how many steps it took. */
function walk(desk: Desk, random: Random, { beginning, acts, most }: Search & { beginning: World }): number {
  const trace: string[] = [];
  const hurry = new Map<string, number>();
  let left = most;
  let world = beginning;
  for (;;) {
    const moves = movesFrom(desk, world, left > 0 && random() < 0.4 ? acts : []);
    if (moves.length === 0 && left === 0) return trace.length;
    const move = choose(random, moves, hurry);
    const next = move?.to();
    if (!move || !next) continue;
    trace.push(move.name);
    const wrong = judge(desk, next, world);
    if (wrong) throw new Error(`${wrong}, after: ${trace.join(' → ')}`);
    if (move.acts) left--;
    world = next;
  }
}

const ACTS = deskWith(liveLine()).actions;
/** Deeper than this takes minutes: `DEPTH=3` has been gone through too. */
const DEPTH = Number(process.env['DEPTH'] ?? 2);

it.each(Object.keys(beginnings))('one is heard, whatever happens and whatever comes first, in %s', (name) => {
  const desk = deskWith(learntLine());
  const worlds = searchFrom(desk, beginnings[name]!(desk), { acts: ACTS, most: DEPTH });
  expect(worlds).toBeGreaterThan(500);
});

it.each([
  { name: 'anything', acts: ACTS, lineOf: learntLine, walks: 3_000, most: 10 },
  { name: 'hands that change', acts: ['take over', 'hand back'], lineOf: learntLine, walks: 5_000, most: 6 },
  { name: 'a lost voice', acts: ['take over', 'hand back', 'voice dies'], lineOf: learntLine, walks: 5_000, most: 4 },
  { name: 'anything, on one line that goes on', acts: ACTS, lineOf: liveLine, walks: 200, most: 40 },
])('one is heard on long ways with $name', ({ acts, lineOf, walks, most }) => {
  const learnt = lineOf === learntLine ? learntLine() : null;
  const names = Object.keys(beginnings);
  let steps = 0;
  for (let seed = 0; seed < walks; seed++) {
    const desk = deskWith(learnt ?? lineOf());
    const beginning = beginnings[names[seed % names.length]!]!(desk);
    try {
      steps += walk(desk, createRandom(seed), { beginning, acts, most });
    } catch (error) {
      throw new Error(`seed ${seed}: ${(error as Error).message}`, { cause: error });
    }
  }
  expect(steps).toBeGreaterThan(walks * most);
});
