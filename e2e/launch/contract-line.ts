import { expect } from '@playwright/test';
import type { LineToVoice, RecordedFrame } from '../../src/domain/audio/audio-message.ts';
import { decodeMuLaw, encodeMuLaw } from '../../src/domain/audio/mu-law.ts';
import type { TrunkMessage } from '../../src/domain/practice/trunk-message.ts';
import type { Answer, PortName, StreamName, Told } from './launch-line-window.ts';
import { toneOf, type Tone } from './tone.ts';

/** A line as main and the voice process have it: questions, what it tells, and the streams of its newest call. */
export type LineEnds = {
  ask(name: string, input: unknown): Promise<Answer>;
  /** All that the line has told so far, in its order. */
  events(): Promise<Told[]>;
  /** Where a line has no screen, nothing hears its port. */
  post(port: PortName, message: unknown): Promise<void>;
  got(stream: StreamName, from?: number): Promise<unknown[]>;
  /** As if the process at the other end were gone. */
  shut(stream: StreamName): Promise<void>;
};

/** The one whom a line reaches, whatever carries the sound between them. */
export type FarEnd = {
  /** Hz of what it hears. */
  rate: number;
  /** Resolves when the newest call is known to it. */
  isInvited(): Promise<void>;
  rings(): Promise<void>;
  answers(): Promise<void>;
  declines(): Promise<void>;
  hangsUp(): Promise<void>;
  /** Is gone without a word. */
  dies(): Promise<void>;
  /** From now on, without a pause. */
  speaks(tone: Tone): Promise<void>;
  /** The next so many seconds. */
  hears(seconds: number): Promise<Int16Array>;
  /** Resolves when it has been told that we hung up. */
  isHungUp(): Promise<void>;
};

/** A line that is held to the contract, with its far end in the test's hands. */
export type ContractLine = LineEnds & {
  far: FarEnd;
  /** Hands over the streams of a call, and dials. */
  dial(callId: string): Promise<Answer>;
  voice: {
    says(speechId: string, tone: Tone): Promise<void>;
    /** The newest half second of what it hears, 16 kHz. */
    hears(): Promise<Int16Array>;
    got<Type extends LineToVoice['type']>(type: Type): Promise<Extract<LineToVoice, { type: Type }>[]>;
  };
  recorded(): Promise<RecordedFrame[]>;
  close(): Promise<void>;
};

/** What the voice process and the store do, the same on every line. */
export function voiceOver(ends: LineEnds): Pick<ContractLine, 'voice' | 'recorded'> {
  const got: ContractLine['voice']['got'] = async (type) =>
    ((await ends.got('audio')) as LineToVoice[]).filter((message) => message.type === type) as never;
  return {
    voice: {
      got,
      async says(speechId, tone) {
        await ends.post('audio', { type: 'say', speechId, pcm: toneOf(tone, 16_000) });
        await ends.post('audio', { type: 'end', speechId });
      },
      async hears() {
        return Int16Array.from((await got('heard')).slice(-25).flatMap(({ pcm }) => [...pcm]));
      },
    },
    recorded: async () => (await ends.got('recording')) as RecordedFrame[],
  };
}

/** The far end of a practice trunk. `speak` loops 8 kHz µ-law on the far end's own clock. */
export function trunkFarEnd(ends: LineEnds, speak: (bytes: Uint8Array) => Promise<void>): FarEnd {
  const post = (message: TrunkMessage) => ends.post('trunk', message);
  const got = async (from = 0) => (await ends.got('trunk', from)) as TrunkMessage[];
  return {
    rate: 8_000,
    isInvited: () => expect.poll(async () => (await got()).map(({ type }) => type)).toContain('invite'),
    rings: () => post({ type: 'ringing' }),
    answers: () => post({ type: 'answered' }),
    declines: () => post({ type: 'declined' }),
    hangsUp: () => post({ type: 'bye' }),
    dies: () => ends.shut('trunk'),
    speaks: (tone) => speak(encodeMuLaw(toneOf(tone, 8_000))),
    async hears(seconds) {
      const from = (await got()).length;
      const wanted = Math.ceil(seconds * 50);
      await expect.poll(async () => (await got(from)).length).toBeGreaterThanOrEqual(wanted);
      const packets = (await got(from)).slice(0, wanted);
      return Int16Array.from(
        packets.flatMap((message) => (message.type === 'packet' ? [...decodeMuLaw(message.payload)] : [])),
      );
    },
    isHungUp: () => expect.poll(async () => (await got()).filter(({ type }) => type === 'bye').length).toBe(1),
  };
}
