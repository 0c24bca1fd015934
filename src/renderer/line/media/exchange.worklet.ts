import { fromWebPort } from '../../../contract/channel.ts';
import type { GateWish } from '../../../contract/gate.ts';
import { createExchange } from '../../../domain/audio/exchange.ts';
import { createPacer } from '../../../domain/audio/pacer.ts';
import { EXCHANGE_PROCESSOR, type FromExchange, type ToExchange } from './exchange-message.ts';

// The globals of an audio worklet, which the DOM's types leave out. There are no timers and no structuredClone here.
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** Parsed by hand: the schema library does not belong in the audio thread. */
function asGateWish(message: unknown): GateWish | undefined {
  const { type, callId, wish } = (message ?? {}) as Partial<GateWish>;
  if ((type !== 'takeOver' && type !== 'handBack') || typeof callId !== 'string') return undefined;
  if (typeof wish?.screen !== 'string' || typeof wish.count !== 'number') return undefined;
  return { type, callId, wish: { screen: wish.screen, count: wish.count } };
}

// eslint-disable-next-line no-restricted-syntax -- The audio thread's composition root, and the only clock there is in it.
const now = (): number => Date.now();

/** Carries the exchange: input 0 is the microphone, output 0 the speaker; the far end comes over the trunk's port, or over input and output 1. */
class ExchangeProcessor extends AudioWorkletProcessor {
  readonly #exchange = createExchange({ tell: (event) => this.#post({ type: 'event', event }), now });
  readonly #owed = createPacer(now);
  #silence = new Float32Array(128);
  #unheard = new Float32Array(128);

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<ToExchange>) => {
      this.#receive(data);
    };
  }

  process([microphone, carrier]: Float32Array[][], [speaker, toCarrier]: Float32Array[][]): boolean {
    const out = speaker?.[0];
    if (!out) return true;
    if (this.#silence.length !== out.length) {
      this.#silence = new Float32Array(out.length);
      this.#unheard = new Float32Array(out.length);
    }
    const owed = this.#owed(out.length);
    for (let i = 0; i < owed && this.#exchange.keepsTime; i++) this.#exchange.process(this.#silence, this.#unheard);
    const outgoing = toCarrier?.[0] ?? this.#unheard;
    this.#exchange.process(microphone?.[0] ?? this.#silence, out, {
      incoming: carrier?.[0] ?? this.#silence,
      outgoing,
    });
    return true;
  }

  #receive(message: ToExchange): void {
    switch (message.type) {
      case 'ask':
        this.#post({ type: 'answer', id: message.id, result: this.#exchange.command(message.command) });
        return;
      case 'give':
        this.#exchange.attach(message.offer, fromWebPort(message.port));
        return;
      case 'gate':
        fromWebPort(message.port).onMessage((raw) => {
          const asked = asGateWish(raw);
          if (!asked) return;
          const { type, callId, wish } = asked;
          const handler = type === 'takeOver' ? 'human' : 'agent';
          this.#exchange.command({ type: 'setHandler', callId, handler, by: 'screen', wish });
        });
    }
  }

  #post(message: FromExchange): void {
    this.port.postMessage(message);
  }
}

registerProcessor(EXCHANGE_PROCESSOR, ExchangeProcessor);
