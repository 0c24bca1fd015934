import { rmsDb } from '../../../domain/audio/level.ts';

/** Answers how loud a node's newest 128 ms are, in dBFS, whenever it is asked. */
export function tapLevel(node: AudioNode): () => number {
  const analyser = new AnalyserNode(node.context, { fftSize: 2048 });
  node.connect(analyser);
  const window = new Float32Array(analyser.fftSize);
  return () => {
    analyser.getFloatTimeDomainData(window);
    return rmsDb(window);
  };
}
