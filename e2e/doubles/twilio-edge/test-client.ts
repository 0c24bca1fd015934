import { WebSocket } from 'ws';
import { z } from 'zod';
import { type AudioCodec, createRtpPeer, type Heard } from './rtp-peer.ts';
import { createPlayer } from './player.ts';
import { createFacts } from './facts.ts';

const Frame = z.object({ type: z.string(), payload: z.record(z.string(), z.unknown()) });
export type Frame = z.infer<typeof Frame>;

/** One websocket as the SDK opens it; `next(type)` takes frames in order, each one once. */
export async function openSocket(port: number) {
  const socket = new WebSocket(`wss://127.0.0.1:${String(port)}/signal`, { rejectUnauthorized: false });
  const frames: Frame[] = [];
  let waiting: { type: string; resolve: (frame: Frame) => void }[] = [];
  let heartbeats = 0;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('message', (data: Buffer) => {
    if (data.toString() === '\n') {
      heartbeats++;
      return;
    }
    const frame = Frame.parse(JSON.parse(data.toString()));
    const wanting = waiting.find((one) => one.type === frame.type);
    waiting = waiting.filter((one) => one !== wanting);
    if (wanting) wanting.resolve(frame);
    else frames.push(frame);
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    closed,
    heartbeats: () => heartbeats,
    /** As it is, whatever the protocol says. */
    sendText: (text: string) => socket.send(text),
    close: () => socket.terminate(),
    send: (type: string, payload: object) => socket.send(JSON.stringify({ type, version: '1.6', payload })),
    next: (type: string) =>
      new Promise<Frame>((resolve) => {
        const index = frames.findIndex((frame) => frame.type === type);
        const [found] = index < 0 ? [] : frames.splice(index, 1);
        if (found) resolve(found);
        else waiting.push({ type, resolve });
      }),
  };
}

/** A client's end of the audio. */
export function openAudio(codecs?: readonly AudioCodec[]) {
  const facts = createFacts<'connected' | 'digit'>();
  const heard: Heard[] = [];
  let full: (() => void) | null = null;
  let wanted = Infinity;
  let digits = '';
  const peer = createRtpPeer(
    {
      onHeard(frame) {
        heard.push(frame);
        if (heard.length >= wanted) full?.();
      },
      onDigit(digit) {
        digits += digit;
        facts.note('digit');
      },
      onConnected() {
        player.start();
        facts.note('connected');
      },
    },
    codecs,
  );
  const player = createPlayer((frame) => peer.send(frame));
  return {
    peer,
    player,
    facts,
    /** Keys that came as events. */
    digits: () => digits,
    /** All frames since they were last waited for. */
    heard: (): readonly Heard[] => heard,
    /** The next so many frames as one. */
    async frames(count: number) {
      heard.length = 0;
      wanted = count;
      await new Promise<void>((resolve) => (full = resolve));
      return Int16Array.from(heard.flatMap(({ pcm }) => [...pcm]));
    },
    async close() {
      player.close();
      await peer.close();
    },
  };
}

export const tone = (hertz: number) =>
  Int16Array.from({ length: 48000 }, (_, index) => 12000 * Math.sin((2 * Math.PI * hertz * index) / 48000));

/** Hz by counting rises through zero, of the latter half: the coder has settled by then. */
export function frequency(pcm: Int16Array): number {
  const half = pcm.subarray(Math.floor(pcm.length / 2));
  const rises = half.filter((sample, index) => index > 0 && sample >= 0 && (half[index - 1] ?? 0) < 0);
  return (rises.length * 48000) / half.length;
}
