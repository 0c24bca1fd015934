import { Call, type Device } from '@twilio/voice-sdk';

/** Sound that we send to the carrier, and the carrier's way to a browser's peer connections. */
export type DeviceMedia = {
  /** A stream of our outgoing sound, anew for each call: the SDK stops its track when the call ends. */
  outgoing(): MediaStream;
  /** Makes peer connections that are known to whoever closes what the SDK leaves open. */
  PeerConnection: typeof RTCPeerConnection;
};

const TOKEN_REFRESH_MS = 60_000;
const SIGNALLING_TIMEOUT_MS = 30_000;
const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'h', 's'];
const SOUNDS = ['disconnect', 'incoming', 'outgoing', ...KEYS.map((key) => `dtmf${key}`)];

/** Options that the SDK reads and its types leave out. */
type Unlisted = { publishEvents: boolean };

/**
 * How the SDK's Device is opened. It gets our sound in place of a microphone, sees no input devices (or it would open one
 * whenever they change), fetches no sounds, and reports nothing about calls to anybody.
 */
export function deviceOptions({ outgoing, PeerConnection }: DeviceMedia): Device.Options & Unlisted {
  return {
    appName: 'Latchkey',
    // So that it can be declined at once: ignored, it would ring for long before the fallback number does.
    allowIncomingWhileBusy: true,
    closeProtection: false,
    codecPreferences: [Call.Codec.Opus, Call.Codec.PCMU],
    disableAudioContextSounds: true,
    enableImprovedSignalingErrorPrecision: true,
    enumerateDevices: async () =>
      (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind !== 'audioinput'),
    getUserMedia: () => Promise.resolve(outgoing()),
    logLevel: 'silent',
    maxCallSignalingTimeoutMs: SIGNALLING_TIMEOUT_MS,
    publishEvents: false,
    RTCPeerConnection: PeerConnection,
    sounds: Object.fromEntries(SOUNDS.map((name) => [name, SILENCE])),
    tokenRefreshMs: TOKEN_REFRESH_MS,
  };
}

/** A tenth of a second of nothing: the SDK loads all its sounds before it tells of a call, and waits for those it cannot. */
const SILENCE = silentWav(800);

function silentWav(samples: number): string {
  const bytes = new Uint8Array(44 + samples).fill(0x80, 44);
  const view = new DataView(bytes.buffer);
  const text = (at: number, word: string) => bytes.set(new TextEncoder().encode(word), at);
  text(0, 'RIFF');
  view.setUint32(4, 36 + samples, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 8000, true);
  view.setUint32(28, 8000, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, samples, true);
  return `data:audio/wav;base64,${btoa(String.fromCharCode(...bytes))}`;
}
