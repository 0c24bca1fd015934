import { expect } from '@playwright/test';
import { silentLog } from '../../src/base/log.ts';
import { createPortPair, type Port } from '../../src/base/port.ts';
import { createRealClock } from '../../src/base/real-clock.ts';
import { createHeadlessLine } from '../../src/headless/line/headless-line.ts';
import { startTick } from '../../src/headless/line/tick.ts';
import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import { rejects } from '../doubles/twilio-edge/scripts.ts';
import { type ContractLine, type FarEnd, type LineEnds, trunkFarEnd, voiceOver } from './contract-line.ts';
import {
  launchLineWindow,
  type Answer,
  type Harness,
  type LineWindow,
  type PortName,
  type StreamName,
  type Told,
} from './launch-line-window.ts';
import { launchTelephoneLine, type TelephoneLine } from './launch-telephone-line.ts';
import { toneOf } from './tone.ts';

declare const harness: Harness;

const ALL_STREAMS = ['audio', 'recording', 'trunk'] as const;

const endsOf = ({ app, ask, events, post, got }: LineWindow): LineEnds => ({
  ask,
  events,
  post,
  got,
  shut: (stream) =>
    app.evaluate((_, name) => {
      if (name === 'trunk') harness.stop();
      harness.ports[name]!.close();
    }, stream),
});

/** The practice line in the window that it has in the product. */
export async function openPracticeLine(): Promise<ContractLine> {
  const window = await launchLineWindow();
  const ends = endsOf(window);
  return {
    ...ends,
    ...voiceOver(ends),
    far: trunkFarEnd(ends, (bytes) => window.app.evaluate((_, sound) => harness.speak(sound), bytes)),
    async dial(callId) {
      await window.giveStreams(callId, ALL_STREAMS);
      return ends.ask('call.dial', { callId, to: { line: 'practice' } });
    },
    close: window.close,
  };
}

/** Sent where the gateway has lost its far end. */
const GATEWAY_ERROR = { code: 31005, message: 'Error sent from gateway in HANGUP' };

function edgeFarEnd(newest: () => Promise<EdgeCall>): FarEnd {
  const does = (act: (call: EdgeCall) => void | Promise<void>) => async () => act(await newest());
  return {
    rate: 48_000,
    isInvited: does(() => undefined),
    rings: does((call) => call.ring()),
    answers: does(async (call) => {
      await call.answer();
      await call.once('media-connected');
    }),
    declines: does(rejects),
    hangsUp: does((call) => call.hangUp()),
    dies: does((call) => call.hangUp(GATEWAY_ERROR)),
    speaks: async (tone) => (await newest()).playLoop(toneOf(tone, 48_000)),
    hears: async (seconds) => (await newest()).listen(seconds),
    isHungUp: does((call) => call.once('hung-up-by-client')),
  };
}

/** The telephone: the SDK in the same window, over signalling and WebRTC to the emulated edge. */
export async function openTelephoneLine(): Promise<ContractLine> {
  const telephone: TelephoneLine = await launchTelephoneLine({ onInvite: () => undefined });
  await telephone.register();
  await expect.poll(async () => (await telephone.told('telephone.changed')).at(-1)).toMatchObject({ state: 'ready' });
  let invited: Promise<void> = Promise.resolve();
  const ends = endsOf(telephone);
  return {
    ...ends,
    ...voiceOver(ends),
    far: edgeFarEnd(async () => {
      await invited;
      return telephone.edge.calls.at(-1)!;
    }),
    dial(callId) {
      invited = telephone.edge.next('invited');
      return telephone.dial(callId);
    },
    async close() {
      expect(telephone.edge.unknown).toEqual([]);
      await telephone.close();
    },
  };
}

type Wire = { type: 'answer'; id: number; output: Answer } | ({ type: 'event' } & Told);

/** The practice line in plain Node, on real time. */
export function openHeadlessLine(): Promise<ContractLine> {
  const clock = createRealClock();
  const line = createHeadlessLine({ clock, log: silentLog, microphone: null });
  const told: Told[] = [];
  const waiting = new Map<number, (answer: Answer) => void>();
  line.control.onMessage((raw) => {
    const message = raw as Wire;
    if (message.type === 'event') told.push({ name: message.name, payload: message.payload });
    else waiting.get(message.id)?.(message.output);
  });
  const ports = new Map<PortName, { port: Port; got: unknown[] }>();
  let stopSpeaking = () => {};
  const ends: LineEnds = {
    ask: (name, input) =>
      new Promise((resolve) => {
        const id = waiting.size + 1;
        waiting.set(id, resolve);
        line.control.post({ type: 'ask', id, name, input });
      }),
    events: () => Promise.resolve([...told]),
    post: (name, message) => Promise.resolve(ports.get(name)?.port.post(message)),
    got: (stream, from = 0) => Promise.resolve(ports.get(stream)?.got.slice(from) ?? []),
    shut: (stream) => Promise.resolve(ports.get(stream)?.port.close()),
  };
  const give = (callId: string, stream: StreamName) => {
    const [port, theirs] = createPortPair();
    const got: unknown[] = [];
    port.onMessage((message) => got.push(message));
    ports.set(stream, { port, got });
    line.give({ type: 'stream', stream, callId }, theirs);
  };
  let seq = 0;
  return Promise.resolve({
    ...ends,
    ...voiceOver(ends),
    far: trunkFarEnd(ends, (bytes) => {
      stopSpeaking();
      const { port } = ports.get('trunk')!;
      const tick = startTick(clock, () => {
        const payload = Uint8Array.from({ length: 160 }, (_, i) => bytes[(seq * 160 + i) % bytes.length]!);
        port.post({ type: 'packet', seq, timestamp: seq * 160, payload });
        seq++;
      });
      stopSpeaking = tick.stop;
      return Promise.resolve();
    }),
    dial(callId) {
      stopSpeaking();
      seq = 0;
      for (const stream of ALL_STREAMS) give(callId, stream);
      return ends.ask('call.dial', { callId, to: { line: 'practice' } });
    },
    close() {
      stopSpeaking();
      line.kill();
      return Promise.resolve();
    },
  });
}
