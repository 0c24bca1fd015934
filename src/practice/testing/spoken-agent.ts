import type { Clock } from '../../base/clock.ts';
import type { Port } from '../../base/port.ts';
import { encodeMuLaw } from '../../domain/audio/mu-law.ts';
import type { TrunkMessage } from '../../domain/practice/trunk-message.ts';

/** Our side of the call, scripted: loud between these ms after the lead picked up, silent otherwise. */
export type AgentVoice = readonly (readonly [fromMs: number, toMs: number])[];

export type SpokenAgent = {
  /** All that came from the lead, with the ms after it picked up. */
  readonly received: readonly { atMs: number; message: TrunkMessage }[];
  readonly answered: boolean;
  say(fromMs: number, toMs: number): void;
  hangUp(): void;
};

/** A scripted agent at the near end of the trunk, sending a packet every 20 ms by the same clock as the lead. */
export function callTheLead(deps: { clock: Clock; port: Port; voice: AgentVoice }): SpokenAgent {
  const { clock, port } = deps;
  const voice = [...deps.voice];
  const received: { atMs: number; message: TrunkMessage }[] = [];
  const loud = encodeMuLaw(Int16Array.from({ length: 160 }, (_, i) => 4_000 * Math.sin(i / 3)));
  const silent = encodeMuLaw(new Int16Array(160));
  let answeredAt: number | null = null;
  let ended = false;
  let seq = 0;
  const post = (message: TrunkMessage) => {
    port.post(message);
  };
  const send = () => {
    if (ended) return;
    const atMs = clock.now() - (answeredAt ?? 0);
    const payload = voice.some(([from, to]) => atMs >= from && atMs < to) ? loud : silent;
    post({ type: 'packet', seq, timestamp: seq * 160, payload });
    seq += 1;
    clock.after(20, send);
  };
  port.onMessage((raw) => {
    const message = raw as TrunkMessage;
    received.push({ atMs: answeredAt === null ? 0 : clock.now() - answeredAt, message });
    if (message.type === 'bye') ended = true;
    if (message.type !== 'answered') return;
    answeredAt = clock.now();
    send();
  });
  post({ type: 'invite', callId: 'call-1' });
  return {
    received,
    get answered() {
      return answeredAt !== null;
    },
    say: (fromMs, toMs) => voice.push([fromMs, toMs]),
    hangUp() {
      ended = true;
      post({ type: 'bye' });
    },
  };
}
