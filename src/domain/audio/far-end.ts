/** Who is at the other end of a call, as the exchange needs it: reached, heard, spoken to. */
export type FarEnd = {
  /** Asks for the call to be set up. */
  invite(callId: string): void;
  /** Picks up a call that the far end has placed. */
  accept(callId: string): void;
  hangUp(callId: string): void;
  /** Overwrites the block (16 kHz, any length) with what the far end says. */
  pull(incoming: Float32Array): void;
  /** What the far end is to hear (16 kHz, any length). */
  push(outgoing: Float32Array): void;
  /** Frames of 20 ms that did not come, since the call began. */
  framesLost(): number;
};

/** One block of a carrier's sound (16 kHz): `incoming` is what came, `outgoing` is overwritten with what is to go out. */
export type CarrierBlock = { readonly incoming: Float32Array; readonly outgoing: Float32Array };

export type CarrierEnd = FarEnd & {
  /** The block that the next `pull` and `push` are about; null where the carrier has no sound in this one. */
  face(block: CarrierBlock | null): void;
  /** As the carrier's own receiver counts them. */
  count(framesLost: number): void;
};

/**
 * A far end whose signalling and packets are the carrier's own business: what is asked of the call is told to whoever
 * speaks with the carrier, and its sound is on hand in each block, since one clock drives it and us.
 */
export function createCarrierEnd(ask: (what: 'invite' | 'accept' | 'hangUp', callId: string) => void): CarrierEnd {
  let block: CarrierBlock | null = null;
  let lost = 0;
  return {
    invite: (callId) => ask('invite', callId),
    accept: (callId) => ask('accept', callId),
    hangUp: (callId) => ask('hangUp', callId),
    face(next) {
      block = next;
    },
    count(framesLost) {
      lost = framesLost;
    },
    pull(incoming) {
      if (block) incoming.set(block.incoming);
      else incoming.fill(0);
    },
    push(outgoing) {
      block?.outgoing.set(outgoing);
    },
    framesLost: () => lost,
  };
}
