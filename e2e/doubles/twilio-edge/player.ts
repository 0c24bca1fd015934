import { FRAME_SAMPLES } from './rtp-peer.ts';

const FRAME_MS = 20;

export type Player = {
  /** Resolves when the last of it was sent, or the player closed. */
  play(pcm: Int16Array): Promise<void>;
  /** Goes on until something else is looped, or null. */
  loop(pcm: Int16Array | null): void;
  /** Where nothing is played, each frame of FRAME_SAMPLES is asked for when it is due. */
  from(source: () => Int16Array): void;
  start(): void;
  close(): void;
};

/** Sends a frame every 20 ms, silence where nothing is to be played, as a telephone line does. */
export function createPlayer(send: (frame: Int16Array) => void): Player {
  const queue: { pcm: Int16Array; from: number; done: () => void }[] = [];
  let looped: { pcm: Int16Array; from: number } | null = null;
  let live: (() => Int16Array) | null = null;
  let timer: NodeJS.Timeout | null = null;
  let due = 0;

  const nextFrame = () => {
    if (live && !looped && queue.length === 0) return live();
    const frame = new Int16Array(FRAME_SAMPLES);
    let filled = 0;
    while (filled < FRAME_SAMPLES) {
      const source = queue[0] ?? looped;
      if (!source) break;
      const piece = source.pcm.subarray(source.from, source.from + FRAME_SAMPLES - filled);
      frame.set(piece, filled);
      filled += piece.length;
      source.from += piece.length;
      if (source.from < source.pcm.length) continue;
      if (source === looped) looped.from = 0;
      else queue.shift()?.done();
    }
    return frame;
  };

  const tick = () => {
    const now = performance.now();
    // After a stall of the machine, go on from here: no burst.
    if (now - due > 500) due = now;
    for (; due <= now; due += FRAME_MS) send(nextFrame());
    timer = setTimeout(tick, Math.max(1, due - performance.now()));
  };

  return {
    play: (pcm) => new Promise((done) => queue.push({ pcm, from: 0, done })),
    loop(pcm) {
      looped = pcm && pcm.length > 0 ? { pcm, from: 0 } : null;
    },
    from(source) {
      live = source;
    },
    start() {
      if (timer) return;
      due = performance.now();
      timer = setTimeout(tick, 0);
    },
    close() {
      if (timer) clearTimeout(timer);
      for (const one of queue.splice(0)) one.done();
    },
  };
}
