// The part of the package that the product uses; it ships no types of its own.
declare module 'sherpa-onnx-node' {
  export type GeneratedAudio = { samples: Float32Array; sampleRate: number };
  export class OfflineTts {
    static createAsync(config: unknown): Promise<OfflineTts>;
    readonly sampleRate: number;
    readonly numSpeakers: number;
    generateAsync(request: {
      text: string;
      sid: number;
      speed: number;
      enableExternalBuffer: false;
      onProgress?: (progress: { samples: Float32Array; progress: number }) => 0 | 1;
    }): Promise<GeneratedAudio>;
  }
  export type OfflineStream = { acceptWaveform(wave: { samples: Float32Array; sampleRate: number }): void };
  export class OfflineRecognizer {
    static createAsync(config: unknown): Promise<OfflineRecognizer>;
    createStream(): OfflineStream;
    decodeAsync(stream: OfflineStream): Promise<{ text: string }>;
  }
  const sherpa: { version: string; OfflineTts: typeof OfflineTts; OfflineRecognizer: typeof OfflineRecognizer };
  export default sherpa;
}
