import { randomBytes } from 'node:crypto';
import type { EdgeError } from './access-token.ts';
import { loudness } from './codec.ts';
import { createFacts } from './facts.ts';
import { type Pressing, soundOfKeys } from './keys.ts';
import { createPlayer } from './player.ts';
import { type AudioCodec, createRtpPeer, type Heard, type MediaFaults, PEER_RATE, type RtpPeer } from './rtp-peer.ts';

export type CallFact =
  | 'ringing'
  | 'answered'
  | 'media-connected'
  | 'media-lost'
  | 'reconnected'
  | 'reinvited'
  | 'digit'
  | 'message'
  | 'acknowledged'
  | 'rejected'
  | 'hung-up-by-client'
  | 'hung-up-by-edge'
  | 'cancelled'
  | 'let-go'
  | 'ended';

export type UserMessage = { content: unknown; type: string };

export type Send = (type: string, payload: Record<string, unknown>) => void;
/** What a frame is sent through; another one after the client came back. */
export type Signalling = { send: Send; isOpen(): boolean };

export const newSid = (prefix: 'CA' | 'KX') => prefix + randomBytes(16).toString('hex');

/** One leg between the client and the edge, seen from the far end. */
export type EdgeCall = {
  sid: string;
  direction: 'from-client' | 'to-client';
  /** What the client asked for, like To and CallId; or what it was told. */
  params: Readonly<Record<string, string>>;
  /** Digits heard in the audio (RFC 4733), and those told by signalling. */
  digits: { heard: string; told: string };
  messages: UserMessage[];
  facts: readonly CallFact[];
  faults: MediaFaults;
  once(fact: CallFact): Promise<void>;
  next(fact: CallFact): Promise<void>;
  /** Resolves with the next frame at least this loud, in dB of full scale. */
  heard(db: number): Promise<Heard>;
  /** Resolves with the next so many seconds of what arrives, 48 kHz. */
  listen(seconds: number): Promise<Int16Array>;
  ring(): void;
  /** Rings with sound from the far end. */
  earlyMedia(): Promise<void>;
  answer(): Promise<void>;
  /** With an error the call failed, like 31486 Busy Here. */
  hangUp(error?: EdgeError): Promise<void>;
  /** Of a call to the client that it has not answered. */
  cancel(): Promise<void>;
  sendMessage(content: unknown, type?: string): void;
  play(pcm: Int16Array): Promise<void>;
  playLoop(pcm: Int16Array | null): void;
  /** Presses keys as the far end: heard as tones, or told in events (RFC 4733). Resolves when the last was sent. */
  press(keys: string, how: 'as sound' | 'as events', pressing?: Pressing): Promise<void>;
  /** From now on everything that arrives is sent back, as <Echo> does. */
  echo(): void;
  /** Speaks live: each frame of 960 samples is asked for when it is due. */
  playFrom(source: () => Int16Array): void;
  /** Every frame from now on, as it arrives. */
  onHeard(listener: (heard: Heard) => void): void;
  /** All frames so far with their arrival times. */
  received(): readonly Heard[];
};

/** The part of a leg that the websocket drives. */
export type CallLeg = {
  call: EdgeCall;
  peer: RtpPeer;
  ids: Set<string>;
  reconnectToken: string;
  reconnect(signalling: Signalling): void;
  acceptAnswer(sdp: string): Promise<void>;
  reinvite(sdp: string): Promise<void>;
  takeDigits(digits: string): void;
  takeMessage(message: UserMessage): void;
  acknowledged(): void;
  end(why: CallFact): Promise<void>;
};

type LegOptions = Pick<EdgeCall, 'direction' | 'params'> & {
  signalling: Signalling;
  offer: string | null;
  clientSid?: string;
  codecs: readonly AudioCodec[];
};

export function createCallLeg({ direction, params, offer, clientSid, codecs, ...options }: LegOptions): CallLeg {
  const facts = createFacts<CallFact>();
  const heard: Heard[] = [];
  const listeners = new Set<(heard: Heard) => void>();
  const sid = newSid('CA');
  const reconnectToken = randomBytes(24).toString('base64url');
  const digits = { heard: '', told: '' };
  const messages: UserMessage[] = [];
  let { signalling } = options;
  const send: Send = (type, payload) => signalling.send(type, payload);
  let answerSdp: string | null = null;
  let ended = false;

  const events = {
    onHeard(frame: Heard) {
      heard.push(frame);
      for (const listener of listeners) listener(frame);
    },
    onDigit(digit: string) {
      digits.heard += digit;
      facts.note('digit');
    },
    onConnected() {
      player.start();
      facts.note('media-connected');
    },
    onLost() {
      facts.note('media-lost');
      // Neither signalling nor sound: nobody is there any more.
      if (!signalling.isOpen()) void end('let-go');
    },
  };
  const peer = createRtpPeer(events, codecs);
  const player = createPlayer((frame) => peer.send(frame));

  const answered = async () => (answerSdp ??= await peer.answer(offer ?? ''));
  const ring = (sdp?: string) => {
    send('ringing', { callsid: sid, ...(sdp === undefined ? {} : { sdp }) });
    facts.note('ringing');
  };
  const end = async (why: CallFact) => {
    if (ended) return;
    ended = true;
    facts.note(why);
    player.close();
    await peer.close();
    facts.note('ended');
  };
  /** Feeds frames to `take` until it has what it wants. */
  const until = <Wanted>(take: (frame: Heard) => Wanted | undefined) =>
    new Promise<Wanted>((resolve) => {
      const listener = (frame: Heard) => {
        const wanted = take(frame);
        if (wanted === undefined) return;
        listeners.delete(listener);
        resolve(wanted);
      };
      listeners.add(listener);
    });

  const call: EdgeCall = {
    sid,
    direction,
    params,
    digits,
    messages,
    facts: facts.names,
    faults: peer.faults,
    once: facts.once,
    next: facts.next,
    heard: (db) => until((frame) => (loudness(frame.pcm) >= db ? frame : undefined)),
    listen(seconds) {
      const wanted = Math.round(seconds * 48000);
      const samples: number[] = [];
      return until(({ pcm }) => {
        samples.push(...pcm);
        return samples.length >= wanted ? Int16Array.from(samples.slice(0, wanted)) : undefined;
      });
    },
    ring: () => ring(),
    earlyMedia: async () => ring(await answered()),
    async answer() {
      const sdp = await answered();
      if (ended) return;
      send('answer', { callsid: sid, sdp, reconnect: reconnectToken });
      facts.note('answered');
    },
    async hangUp(error) {
      if (ended) return;
      // Until the client has been told of our id, it knows the call by its own.
      const known = clientSid === undefined || facts.names.some((fact) => fact === 'ringing' || fact === 'answered');
      send('hangup', { callsid: known ? sid : clientSid, ...(error ? { error } : {}) });
      await end('hung-up-by-edge');
    },
    async cancel() {
      if (ended) return;
      send('cancel', { callsid: sid });
      await end('cancelled');
    },
    sendMessage(content, type = 'user-defined-message') {
      send('message', {
        callsid: sid,
        content,
        contenttype: 'application/json',
        messagetype: type,
        voiceeventsid: newSid('KX'),
      });
    },
    play: player.play,
    playLoop: player.loop,
    press: (keys, how, pressing = { ms: 100, pauseMs: 100 }) =>
      how === 'as sound' ? player.play(soundOfKeys(keys, pressing, PEER_RATE)) : peer.press(keys, pressing),
    echo: () => void listeners.add(({ pcm }) => void player.play(pcm)),
    playFrom: player.from,
    onHeard: (listener) => void listeners.add(listener),
    received: () => heard,
  };

  return {
    call,
    peer,
    ids: new Set(clientSid === undefined ? [sid] : [sid, clientSid]),
    reconnectToken,
    reconnect(anew) {
      signalling = anew;
      send('answer', { callsid: sid, sdp: answerSdp ?? '', reconnect: reconnectToken });
      facts.note('reconnected');
    },
    async acceptAnswer(sdp) {
      await peer.acceptAnswer(sdp);
      facts.note('answered');
    },
    async reinvite(sdp) {
      answerSdp = await peer.answer(sdp);
      send('answer', { callsid: sid, sdp: answerSdp });
      facts.note('reinvited');
    },
    takeDigits(told) {
      digits.told += told;
      facts.note('digit');
    },
    takeMessage(message) {
      messages.push(message);
      facts.note('message');
    },
    acknowledged: () => facts.note('acknowledged'),
    end,
  };
}
