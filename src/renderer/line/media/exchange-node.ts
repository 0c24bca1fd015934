import workletUrl from './exchange.worklet.ts?worker&url';
import { EXCHANGE_PROCESSOR, type FromExchange, type ToExchange } from './exchange-message.ts';

export type ExchangeNode = {
  readonly node: AudioWorkletNode;
  post(message: ToExchange, transfer: Transferable[]): void;
  onMessage(listener: (message: FromExchange) => void): void;
};

/** Loads the exchange into the audio thread and connects it to the desk. Input 0 is the microphone, input 1 a carrier's far end;
 * output 0 the desk, output 1 what the far end hears. Rejects where the module cannot be loaded. */
export async function createExchangeNode(context: AudioContext, desk: AudioNode): Promise<ExchangeNode> {
  await context.audioWorklet.addModule(workletUrl);
  const node = new AudioWorkletNode(context, EXCHANGE_PROCESSOR, {
    numberOfInputs: 2,
    numberOfOutputs: 2,
    outputChannelCount: [1, 1],
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  node.connect(desk, 0);
  return {
    node,
    post: (message, transfer) => node.port.postMessage(message, transfer),
    onMessage(listener) {
      node.port.onmessage = ({ data }: MessageEvent<FromExchange>) => {
        listener(data);
      };
    },
  };
}
