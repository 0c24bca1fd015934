import { resolve } from 'node:path';
import { _electron, expect, type ElectronApplication } from '@playwright/test';
import { mintTestToken } from '../doubles/twilio-edge/access-token.ts';
import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import type { Script } from '../doubles/twilio-edge/scripts.ts';
import { startTwilioEdge, type TwilioEdge } from '../doubles/twilio-edge/twilio-edge.ts';

// The built line window alone, with the real SDK in it, against the emulated edge: no main process, no voice.

type Message = { at: number; data: { type: string; [key: string]: unknown } };
type Payload = Record<string, unknown>;
/** What e2e/doubles/line-window-app.cjs offers inside Electron. */
type Harness = {
  ready?: boolean;
  got: Record<'control' | 'audio' | 'recording', Message[]>;
  ports: Record<string, { postMessage(message: unknown): void }>;
  ask(name: string, input: unknown): Promise<Answer>;
  giveStreams(callId: string): void;
  events(name: string): { payload: Payload }[];
};
export type Answer = { ok: boolean; value?: unknown; failure?: { kind: string; [key: string]: unknown } };
declare const harness: Harness;

export const account = { accountSid: `AC${'0'.repeat(32)}`, keySid: `SK${'1'.repeat(32)}`, keySecret: 's'.repeat(32) };
const IDENTITY = 'desk';
const NUMBER = '+15125550143';

/** An hour's token, or one that somebody else has signed. */
export const goodToken = (seconds = 3_600) => mintTestToken(account, IDENTITY, seconds);
export const forgedToken = () => mintTestToken({ ...account, keySecret: 'x'.repeat(32) }, IDENTITY);

export type TelephoneLine = {
  app: ElectronApplication;
  edge: TwilioEdge;
  ask(name: string, input: unknown): Promise<Answer>;
  /** Everything of this name that the line has told so far. */
  told(name: string): Promise<Payload[]>;
  /** Waits until the line has told so many of them, and answers the last. */
  tells(name: string, count?: number, timeoutMs?: number): Promise<Payload>;
  register(token?: string): Promise<void>;
  /** Dials with a permit that stands; answers what the line answered. */
  dial(callId: string, permit?: Payload): Promise<Answer>;
  giveStreams(callId: string): Promise<void>;
  /** Dials, and answers the far end's leg once both sides are through. */
  connect(callId?: string): Promise<EdgeCall>;
  say(tone: Tone): Promise<void>;
  /** What speaks for the human instead of a microphone. */
  speakWith(tone: Tone): Promise<void>;
  /** The newest second of what the voice process hears. */
  hears(): Promise<Int16Array>;
  close(): Promise<void>;
};
export type Tone = { hz: number; seconds: number };

/** A sine of half scale. */
export function toneOf({ hz, seconds }: Tone, rate: number): Int16Array {
  return Int16Array.from({ length: Math.round(seconds * rate) }, (_, i) =>
    Math.round(16_000 * Math.sin((2 * Math.PI * hz * i) / rate)),
  );
}

/** Which part of the loudness is this tone: 1 is a pure one, 0 has none of it (Goertzel). */
export function shareOfTone(pcm: Int16Array, hz: number, rate: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / rate);
  let [before, last, power] = [0, 0, 0];
  for (const sample of pcm) {
    [before, last] = [last, sample + coefficient * last - before];
    power += sample * sample;
  }
  const tone = before * before + last * last - coefficient * before * last;
  return power === 0 ? 0 : (2 * tone) / (pcm.length * power);
}

export async function launchTelephoneLine(onInvite?: Script): Promise<TelephoneLine> {
  const edge = await startTwilioEdge({ account, ...(onInvite ? { onInvite } : {}) });
  const app = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      '--allow-loopback-in-peer-connection',
      `--host-resolver-rules=MAP *.twilio.com:443 127.0.0.1:${edge.port}`,
      `--ignore-certificate-errors-spki-list=${edge.spki}`,
      resolve('e2e/doubles/line-window-app.cjs'),
      resolve('out'),
    ],
  });
  await expect.poll(() => app.evaluate(() => harness.ready === true)).toBe(true);

  const ask: TelephoneLine['ask'] = (name, input) =>
    app.evaluate((_, [what, given]) => harness.ask(what, given), [name, input] as const);
  const told: TelephoneLine['told'] = (name) =>
    app.evaluate((_, what) => harness.events(what).map(({ payload }) => payload), name);
  const tells: TelephoneLine['tells'] = async (name, count = 1, timeout = 15_000) => {
    await expect.poll(async () => (await told(name)).length, { timeout }).toBeGreaterThanOrEqual(count);
    return (await told(name)).at(-1)!;
  };
  const giveStreams: TelephoneLine['giveStreams'] = (callId) =>
    app.evaluate((_, id) => harness.giveStreams(id), callId);
  const dial: TelephoneLine['dial'] = async (callId, change = {}) => {
    const permit = {
      callId,
      number: NUMBER,
      mode: 'agent-speaks',
      basis: 'own-phone',
      ruleVersion: 'test',
      expiresAtWallMs: Date.now() + 60_000,
      ...change,
    };
    await giveStreams(callId);
    return ask('call.dial', { callId, to: { line: 'telephone', permit, detectMachines: true } });
  };
  const line: TelephoneLine = {
    app,
    edge,
    ask,
    told,
    tells,
    giveStreams,
    dial,
    async register(token = goodToken()) {
      expect(await ask('telephone.register', { token })).toEqual({ ok: true, value: null });
    },
    async connect(callId = 'c1') {
      await line.register();
      expect(await dial(callId)).toEqual({ ok: true, value: null });
      await expect
        .poll(async () => (await told('call.answered')).some((event) => event['callId'] === callId))
        .toBe(true);
      const call = edge.calls.at(-1)!;
      await call.once('media-connected');
      return call;
    },
    say: (tone) =>
      app.evaluate(
        (_, pcm) =>
          harness.ports['audio']!.postMessage({
            type: 'say',
            speechId: `s${performance.now()}`,
            pcm: Int16Array.from(pcm),
          }),
        [...toneOf(tone, 16_000)],
      ),
    speakWith: (tone) =>
      app.evaluate(
        async (_, pcm) => {
          const microphonePcm = Int16Array.from(pcm);
          const choice = { microphoneId: '', speakerId: '', microphoneFile: 'x.wav', microphonePcm };
          await harness.ask('devices.choose', choice);
        },
        [...toneOf(tone, 16_000)],
      ),
    async hears() {
      const pcm = await app.evaluate(() =>
        harness.got.audio
          .filter(({ data }) => data.type === 'heard')
          .slice(-50)
          .flatMap(({ data }) => [...(data['pcm'] as Int16Array)]),
      );
      return Int16Array.from(pcm);
    },
    async close() {
      await app.close();
      await edge.stop();
    },
  };
  return line;
}
