import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  useOPUS,
  usePCMU,
} from 'werift';
import { type Codec, createOpus, createPcmu, resample } from './codec.ts';
import { KEYS, type Pressing } from './keys.ts';

/** Hz of all that is played and received here. */
export const PEER_RATE = 48000;
export const FRAME_SAMPLES = PEER_RATE / 50;
const HOST = '127.0.0.1';
const FRAME_MS = 20;
/** -10 dBm0, what a telephone sends. */
const KEY_VOLUME = 10;

export type AudioCodec = 'opus' | 'PCMU';

/** Loss as a share of 1; may be changed while the call runs. */
export type MediaFaults = { lossIn: number; lossOut: number; blackhole: boolean; jitterOutMs: number };

/** `atMs` is performance.now() at arrival; `position` is samples on the sender's own timeline. */
export type Heard = { pcm: Int16Array; atMs: number; position: number };

export type PeerEvents = {
  onHeard(heard: Heard): void;
  onDigit(digit: string): void;
  onConnected(): void;
  /** The other end has not shown itself for so long that it counts as gone (RFC 7675). */
  onLost?(): void;
};

export type RtpPeer = {
  faults: MediaFaults;
  packets: { sent: number; received: number; lostIn: number; lostOut: number };
  offer(): Promise<string>;
  /** Also for a reinvite: a changed ICE password restarts ICE. */
  answer(offer: string): Promise<string>;
  acceptAnswer(sdp: string): Promise<void>;
  /** One frame of FRAME_SAMPLES; lost where nothing is connected yet, and where a key is pressed. */
  send(pcm: Int16Array): void;
  /** Sends keys as events (RFC 4733), in place of the next frames or beside them. Resolves when the last has ended. */
  press(keys: string, pressing: Pressing): Promise<void>;
  close(): Promise<void>;
};

/** A key that is being sent: what it is, since when on the sender's clock, and how many frames of it and of the pause are left. */
type Press = { event: number; since: number; frames: number; pause: number; beside: boolean; done: () => void };

const telephoneEvent = (clockRate: number, payloadType: number) =>
  new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate, payloadType });

// There is no trickle: what is said must hold every candidate, and none but this machine's.
const ownCandidates = (sdp: string) =>
  sdp
    .split('\r\n')
    .filter((line) => !line.startsWith('a=candidate:') || line.includes(` ${HOST} `))
    .join('\r\n');

/** One end of a WebRTC audio call over 127.0.0.1. */
export function createRtpPeer(events: PeerEvents, codecs: readonly AudioCodec[] = ['opus', 'PCMU']): RtpPeer {
  const faults: MediaFaults = { lossIn: 0, lossOut: 0, blackhole: false, jitterOutMs: 0 };
  const packets = { sent: 0, received: 0, lostIn: 0, lostOut: 0 };
  const connection = new RTCPeerConnection({
    codecs: {
      audio: [
        ...codecs.map((name) =>
          name === 'opus' ? useOPUS({ parameters: 'minptime=10;useinbandfec=1', payloadType: 111 }) : usePCMU(),
        ),
        telephoneEvent(48000, 110),
        telephoneEvent(8000, 126),
      ],
      video: [],
    },
    iceServers: [],
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [HOST],
    iceFilterStunResponse: () => !faults.blackhole,
  });
  const track = new MediaStreamTrack({ kind: 'audio' });
  const transceiver = connection.addTransceiver(track, { direction: 'sendrecv' });
  const decoders = new Map<number, Codec>();
  let encoder: { codec: Codec; payloadType: number } | null = null;
  let sequence = 0;
  let timestamp = 0;
  let firstTimestamp: number | null = null;
  let lastDigitAt: number | null = null;
  const presses: Press[] = [];

  const codecOf = (mimeType: string) => (/opus/i.test(mimeType) ? createOpus() : createPcmu());
  const connected = () => connection.connectionState === 'connected';
  const parameters = (payloadType: number) => transceiver.codecs.find((one) => one.payloadType === payloadType);

  const settle = () => {
    if (encoder) return;
    const chosen = transceiver.codecs.find((one) => !/telephone-event/i.test(one.mimeType));
    if (!chosen) throw new Error('The offer and this double have no codec in common.');
    encoder = { codec: codecOf(chosen.mimeType), payloadType: chosen.payloadType };
  };

  const receiveDigit = ({ header, payload }: RtpPacket) => {
    // RFC 4733: the end is said three times under one timestamp.
    const ended = ((payload[1] ?? 0) & 0x80) !== 0;
    if (!ended || lastDigitAt === header.timestamp) return;
    lastDigitAt = header.timestamp;
    events.onDigit(KEYS[payload[0] ?? 0] ?? '?');
  };

  const receive = (packet: RtpPacket) => {
    if (faults.blackhole) return;
    if (Math.random() < faults.lossIn) {
      packets.lostIn++;
      return;
    }
    const { payloadType, timestamp: stamp } = packet.header;
    const known = parameters(payloadType);
    if (!known || packet.payload.length === 0) return;
    if (/telephone-event/i.test(known.mimeType)) {
      receiveDigit(packet);
      return;
    }
    const codec = decoders.get(payloadType) ?? codecOf(known.mimeType);
    decoders.set(payloadType, codec);
    packets.received++;
    firstTimestamp ??= stamp;
    // `| 0` carries the 32-bit clock over its wrap.
    const position = Math.round((((stamp - firstTimestamp) | 0) * PEER_RATE) / codec.clock);
    const pcm = resample(codec.decode(packet.payload), codec.rate, PEER_RATE);
    events.onHeard({ pcm, atMs: performance.now(), position });
  };

  type Packet = { payloadType: number; marker?: boolean; stamp: number };
  const write = (payload: Buffer, { payloadType, marker = false, stamp }: Packet) => {
    // Counted before it is lost: a hole in the numbers is how the other end knows.
    sequence = (sequence + 1) & 0xffff;
    if (faults.blackhole || Math.random() < faults.lossOut) {
      packets.lostOut++;
      return;
    }
    const { sender } = transceiver;
    const { ssrc } = sender;
    const header = new RtpHeader({ payloadType, sequenceNumber: sequence, timestamp: stamp, marker, ssrc });
    const go = () => {
      if (!connected()) return;
      packets.sent++;
      // The sender writes the payload type of its own codec over ours, and has done so when this returns.
      const { codec } = sender;
      const spoken = parameters(payloadType);
      if (spoken) sender.codec = spoken;
      track.writeRtp(new RtpPacket(header, payload));
      if (codec) sender.codec = codec;
    };
    if (faults.jitterOutMs > 0) setTimeout(go, Math.random() * faults.jitterOutMs);
    else go();
  };

  /** One packet for the frame that is due, all under the stamp of the key's beginning; the last is said three times. */
  const writePress = (press: Press, { codec }: { codec: Codec }) => {
    const isFirst = press.since < 0;
    if (isFirst) press.since = timestamp;
    const known = transceiver.codecs.find(
      ({ mimeType, clockRate }) => /telephone-event/i.test(mimeType) && clockRate === codec.clock,
    );
    if (!known) throw new Error('The other end takes no telephone events.');
    press.frames--;
    const isLast = press.frames === 0;
    const lasted = Math.min(0xffff, ((timestamp - press.since) >>> 0) + codec.clock / 50);
    const payload = Buffer.from([press.event, (isLast ? 0x80 : 0) | KEY_VOLUME, lasted >> 8, lasted & 0xff]);
    for (let copy = 0; copy < (isLast ? 3 : 1); copy++)
      write(payload, { payloadType: known.payloadType, marker: isFirst, stamp: press.since });
  };

  /** Whether the frame that is due is left out for a key. */
  const pressed = (sender: { codec: Codec }): boolean => {
    const [press] = presses;
    if (!press) return false;
    if (press.frames > 0) {
      writePress(press, sender);
      return !press.beside;
    }
    if (press.pause-- > 0) return false;
    presses.shift();
    press.done();
    return pressed(sender);
  };

  connection.onTrack.subscribe((remote) => void remote.onReceiveRtp.subscribe(receive));
  connection.connectionStateChange.subscribe((state) => {
    if (state === 'connected') events.onConnected();
    if (state === 'disconnected' || state === 'failed') events.onLost?.();
  });

  return {
    faults,
    packets,
    async offer() {
      await connection.setLocalDescription(await connection.createOffer());
      return ownCandidates(connection.localDescription?.sdp ?? '');
    },
    async answer(offer) {
      await connection.setRemoteDescription({ type: 'offer', sdp: offer });
      await connection.setLocalDescription(await connection.createAnswer());
      settle();
      return ownCandidates(connection.localDescription?.sdp ?? '');
    },
    async acceptAnswer(sdp) {
      await connection.setRemoteDescription({ type: 'answer', sdp });
      settle();
    },
    send(pcm) {
      if (!encoder || !connected()) return;
      timestamp = (timestamp + encoder.codec.clock / 50) >>> 0;
      if (pressed(encoder)) return;
      const payload = encoder.codec.encode(resample(pcm, PEER_RATE, encoder.codec.rate));
      write(payload, { payloadType: encoder.payloadType, stamp: timestamp });
    },
    async press(keys, { ms, pauseMs, beside = false }) {
      await Promise.all(
        Array.from(keys, (key) => {
          const event = KEYS.indexOf(key);
          if (event < 0) throw new Error(`There is no key ${key}.`);
          const frames = Math.max(1, Math.round(ms / FRAME_MS));
          const pause = Math.round(pauseMs / FRAME_MS);
          return new Promise<void>((done) => presses.push({ event, since: -1, frames, pause, beside, done }));
        }),
      );
    },
    async close() {
      for (const { done } of presses.splice(0)) done();
      encoder?.codec.close();
      encoder = null;
      for (const codec of decoders.values()) codec.close();
      decoders.clear();
      await connection.close();
    },
  };
}
