/** The SDK leaves its peer connections open when a Device is destroyed in a call, and then they go on sending. */
export function trackPeerConnections() {
  const open = new Set<RTCPeerConnection>();
  class TrackedPeerConnection extends RTCPeerConnection {
    constructor(...given: ConstructorParameters<typeof RTCPeerConnection>) {
      super(...given);
      open.add(this);
    }
    override close(): void {
      open.delete(this);
      super.close();
    }
  }
  return {
    PeerConnection: TrackedPeerConnection,
    /** Closes what is left of a call that is over. */
    closeAll(): void {
      for (const connection of open) connection.close();
    },
  };
}
