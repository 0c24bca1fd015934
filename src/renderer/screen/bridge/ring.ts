import { ringTone } from '../../../domain/audio/ring-tone.ts';

type SinkContext = AudioContext & { setSinkId?: (sink: string) => Promise<void> };

/**
 * Rings on this speaker until the answered function is called; on the system's own where that one is gone. '' and
 * 'default' are the system's choice.
 */
export function startRinging(ringerId: string): () => void {
  if (typeof AudioContext === 'undefined') return () => {};
  const context: SinkContext = new AudioContext();
  const tone = ringTone(context.sampleRate);
  const sound = context.createBuffer(1, tone.length, context.sampleRate);
  sound.getChannelData(0).set(tone);
  const source = context.createBufferSource();
  source.buffer = sound;
  source.loop = true;
  source.connect(context.destination);
  let over = false;
  const ring = () => {
    if (!over) source.start();
  };
  const chosen = ringerId === 'default' ? '' : ringerId;
  if (chosen === '' || !context.setSinkId) ring();
  else void context.setSinkId(chosen).then(ring, ring);
  return () => {
    over = true;
    void context.close();
  };
}
