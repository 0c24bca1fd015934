type RtcStat = {
  type: string;
  id: string;
  packetsSent?: number;
  packetsLost?: number;
  nominated?: boolean;
  localCandidateId?: string;
  candidateType?: string;
};

export type PeerFigures = {
  /** Which share of the packets that went out the other side has missed; null where it has not said. */
  lostOut: number | null;
  /** Whether a relay (TURN) is in between; null before the way is found. */
  relayed: boolean | null;
};

function figuresOf(stats: readonly RtcStat[]): PeerFigures {
  const sent = stats.find(({ type }) => type === 'outbound-rtp')?.packetsSent ?? 0;
  const lost = stats.find(({ type }) => type === 'remote-inbound-rtp')?.packetsLost;
  const pair = stats.find(({ type, nominated }) => type === 'candidate-pair' && nominated);
  const candidate = pair && stats.find(({ id }) => id === pair.localCandidateId);
  return {
    lostOut: sent > 0 && lost !== undefined ? Math.min(1, Math.max(0, lost) / sent) : null,
    relayed: candidate ? candidate.candidateType === 'relay' : null,
  };
}

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
    /** Of the one that is open: what the other side tells of it, and which way its sound takes. */
    async figures(): Promise<PeerFigures | null> {
      const [connection] = open;
      return connection ? figuresOf([...(await connection.getStats()).values()] as RtcStat[]) : null;
    },
    /** Closes what is left of a call that is over. */
    closeAll(): void {
      for (const connection of open) connection.close();
    },
  };
}
