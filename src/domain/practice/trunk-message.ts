/**
 * What travels between the practice line and the simulated lead, as a carrier's trunk would carry it. Packets are 20 ms
 * of 8 kHz µ-law (160 bytes); `timestamp` counts samples at 8 kHz as in RTP. They may come late, in bursts or not at all.
 */
export type TrunkMessage =
  | { type: 'invite'; callId: string }
  | { type: 'ringing' }
  | { type: 'answered' }
  | { type: 'declined' }
  | { type: 'packet'; seq: number; timestamp: number; payload: Uint8Array }
  | { type: 'digit'; digit: string }
  | { type: 'bye' };
