import type { Device } from '@twilio/voice-sdk';

/** What the SDK keeps to itself of its signalling, as far as it has to be ended from outside. */
type Signalling = { transport?: { _resetBackoffs?: () => void } | null };

/**
 * Ends a Device for good. One that was about to reconnect does so although it is destroyed, and would stay connected, so
 * that its waiting is ended as well. Its calls' peer connections are left open by the SDK: see `trackPeerConnections`.
 */
export function endDevice(device: Device): void {
  const { _stream: signalling } = device as unknown as { _stream?: Signalling | null };
  device.removeAllListeners();
  // It throws where its transport is half open, which is the very reason to end it.
  try {
    device.destroy();
  } catch {
    // Nothing of it is used any more.
  }
  signalling?.transport?._resetBackoffs?.();
}
