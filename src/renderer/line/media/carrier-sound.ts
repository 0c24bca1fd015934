export type CarrierSound = {
  /** Our outgoing sound as a stream of its own, to be given away and stopped by whoever takes it. */
  outgoing(): MediaStream;
  /** From now on the carrier's sound is this. */
  hear(stream: MediaStream): void;
  stop(): void;
};

/** Ties a carrier's streams to the exchange: input 1 hears the far end, output 1 is what it hears. */
export function createCarrierSound(context: AudioContext, node: AudioWorkletNode): CarrierSound {
  const destination = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  node.connect(destination, 1);
  let source: MediaStreamAudioSourceNode | null = null;
  let heard = '';
  const stop = () => {
    source?.disconnect();
    source = null;
    heard = '';
  };
  return {
    outgoing() {
      const [track] = destination.stream.getAudioTracks();
      return new MediaStream(track ? [track.clone()] : []);
    },
    hear(stream) {
      if (stream.id === heard) return;
      stop();
      heard = stream.id;
      source = context.createMediaStreamSource(stream);
      source.connect(node, 0, 1);
    },
    stop,
  };
}
