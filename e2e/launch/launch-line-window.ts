import { resolve } from 'node:path';
import { _electron, expect, type ElectronApplication } from '@playwright/test';
import { toneOf, type Tone } from './tone.ts';

// The built line window alone, with its main process, voice, store and lead played by e2e/doubles/line-window-app.cjs.

export type Message = { at: number; data: { type: string; [key: string]: unknown } };
export type Payload = Record<string, unknown>;
export type Answer = { ok: boolean; value?: unknown; failure?: { kind: string; [key: string]: unknown } };
export type Told = { name: string; payload: Payload };
export type StreamName = 'audio' | 'recording' | 'trunk';
export type PortName = StreamName | 'gate';

/** What e2e/doubles/line-window-app.cjs offers inside Electron. */
export type Harness = {
  ready?: boolean;
  got: Record<'control' | PortName, Message[]>;
  ports: Record<string, { postMessage(message: unknown): void; close(): void }>;
  printed: string[];
  ask(name: string, input: unknown): Promise<Answer>;
  giveStreams(callId: string, streams?: readonly StreamName[]): void;
  call(callId: string): Promise<Answer>;
  answer(byte: number): void;
  /** The lead sends this, 8 kHz µ-law, again and again. */
  speak(bytes: Uint8Array): void;
  stop(): void;
  events(name?: string): Told[];
};
declare const harness: Harness;

export type LineWindow = {
  app: ElectronApplication;
  ask(name: string, input: unknown): Promise<Answer>;
  /** All that the line has told so far, in its order. */
  events(): Promise<Told[]>;
  /** Everything of this name that the line has told so far. */
  told(name: string): Promise<Payload[]>;
  /** Waits until the line has told so many of them, and answers the last. */
  tells(name: string, count?: number, timeoutMs?: number): Promise<Payload>;
  giveStreams(callId: string, streams?: readonly StreamName[]): Promise<void>;
  /** To the line: on the screen's port, or on a stream of the newest call. */
  post(port: PortName, message: unknown): Promise<void>;
  /** What came from the line on a stream of the newest call, without the first so many. */
  got(stream: StreamName, from?: number): Promise<Message['data'][]>;
  say(tone: Tone): Promise<void>;
  /** What speaks for the human instead of a microphone. */
  speakWith(tone: Tone): Promise<void>;
  /** The newest second of what the voice process hears. */
  hears(): Promise<Int16Array>;
  close(): Promise<void>;
};

/** Starts what was built (`npm run build` first). Needs a display (xvfb-run). */
export async function launchLineWindow(switches: readonly string[] = []): Promise<LineWindow> {
  const app = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...switches,
      resolve('e2e/doubles/line-window-app.cjs'),
      resolve('out'),
    ],
  });
  await expect.poll(() => app.evaluate(() => harness.ready === true)).toBe(true);
  const told: LineWindow['told'] = (name) =>
    app.evaluate((_, what) => harness.events(what).map(({ payload }) => payload), name);
  const ask: LineWindow['ask'] = (name, input) =>
    app.evaluate((_, [what, given]) => harness.ask(what, given), [name, input] as const);
  const post: LineWindow['post'] = (port, message) =>
    app.evaluate((_, [name, said]) => harness.ports[name]!.postMessage(said), [port, message] as const);
  return {
    app,
    ask,
    events: () => app.evaluate(() => harness.events().map(({ name, payload }) => ({ name, payload }))),
    told,
    async tells(name, count = 1, timeout = 15_000) {
      await expect.poll(async () => (await told(name)).length, { timeout }).toBeGreaterThanOrEqual(count);
      return (await told(name)).at(-1)!;
    },
    giveStreams: (callId, streams = ['audio', 'recording']) =>
      app.evaluate((_, [id, names]) => harness.giveStreams(id, names), [callId, streams] as const),
    post,
    got: (stream, from = 0) =>
      app.evaluate((_, [name, first]) => harness.got[name].slice(first).map(({ data }) => data), [
        stream,
        from,
      ] as const),
    say: (tone) => post('audio', { type: 'say', speechId: `s${performance.now()}`, pcm: toneOf(tone, 16_000) }),
    async speakWith(tone) {
      const microphonePcm = toneOf(tone, 16_000);
      await ask('devices.choose', {
        microphoneId: '',
        speakerId: '',
        microphoneFile: 'x.wav',
        microphonePcm,
        volume: 100,
      });
    },
    async hears() {
      const pcm = await app.evaluate(() =>
        harness.got.audio
          .filter(({ data }) => data.type === 'heard')
          .slice(-50)
          .flatMap(({ data }) => [...(data['pcm'] as Int16Array)]),
      );
      return Int16Array.from(pcm);
    },
    close: () => app.close(),
  };
}
