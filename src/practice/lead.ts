import type { Clock } from '../base/clock.ts';
import type { Port } from '../base/port.ts';
import { createRandom } from '../base/random.ts';
import { decodeMuLaw } from '../domain/audio/mu-law.ts';
import { deafEar, hearPacket, loudnessDb, type AgentEar } from '../domain/practice/agent-ear.ts';
import type { FinishedCall } from '../domain/practice/judge-call.ts';
import type { Scenario } from '../domain/practice/scenario.ts';
import type { TrunkMessage } from '../domain/practice/trunk-message.ts';
import { createPerformance, type StepSource } from './performance.ts';
import { createTrunkSender, PACKET_MS } from './trunk-sender.ts';

/** What the lead heard of us: 8 kHz sound, with the moment it arrived after the lead picked up. */
export type HeardSound = { atMs: number; pcm: Int16Array };

export type EndedCall = Pick<FinishedCall, 'ear' | 'played' | 'answer' | 'endedBy' | 'endedMs' | 'outOfPatience'>;

export type Lead = {
  /** Resolves when the call is over, whoever ended it. */
  readonly finished: Promise<EndedCall>;
  /** What was heard so far, if it `remembers`. */
  readonly heard: readonly HeardSound[];
};

export type LeadDeps = {
  clock: Clock;
  /** The far end of the trunk. */
  port: Port;
  scenario: Pick<Scenario, 'lead' | 'line'>;
  steps: StepSource;
  seed: number;
  /** Keeps what it hears, for its recogniser. */
  remembers: boolean;
};

/** Ten minutes of packets: of a longer call, the words of the first ten are judged. */
const MOST_REMEMBERED = 30_000;

/** The simulated lead: waits for an invite, rings, answers, performs its steps on a 20 ms clock, and tells what happened. */
export function createLead(deps: LeadDeps): Lead {
  const { clock, port } = deps;
  const heard: HeardSound[] = [];
  let ear: AgentEar = deafEar;
  let pickedUpAt: number | null = null;
  let declined = false;
  let cancelTimer = () => {};
  let finish: (ended: Pick<EndedCall, 'endedBy' | 'outOfPatience'>) => void = () => {};
  const performance = createPerformance({ steps: deps.steps, patienceMs: deps.scenario.lead.patienceMs });
  const sinceAnswer = () => (pickedUpAt === null ? 0 : clock.now() - pickedUpAt);

  const finished = new Promise<EndedCall>((resolve) => {
    finish = (ended) => {
      cancelTimer();
      // The port may outlive the call, and must not keep the lead and its sound.
      stopListening();
      stopWatching();
      performance.stop(sinceAnswer());
      const answer = declined ? 'declined' : pickedUpAt === null ? null : 'picked-up';
      resolve({ ear, played: performance.played, answer, endedMs: sinceAnswer(), ...ended });
      finish = () => {};
    };
  });

  const answer = () => {
    post(port, { type: 'answered' });
    pickedUpAt = clock.now();
    cancelTimer = speakOnTheClock(deps, {
      startedAt: pickedUpAt,
      nextMove: (nowMs) => performance.next(nowMs, ear),
      hangUp(outOfPatience) {
        post(port, { type: 'bye' });
        finish({ endedBy: 'lead', outOfPatience });
      },
    });
  };
  const ring = () => {
    post(port, { type: 'ringing' });
    cancelTimer = clock.after(deps.scenario.lead.answersAfterMs, () => {
      if (!deps.scenario.lead.declines) return answer();
      declined = true;
      post(port, { type: 'declined' });
      finish({ endedBy: 'lead', outOfPatience: false });
    });
  };
  const hear = (payload: Uint8Array) => {
    if (pickedUpAt === null) return;
    const pcm = decodeMuLaw(payload);
    ear = hearPacket(ear, { atMs: sinceAnswer(), lengthMs: PACKET_MS, db: loudnessDb(pcm) });
    if (deps.remembers && heard.length < MOST_REMEMBERED) heard.push({ atMs: sinceAnswer(), pcm });
  };
  const stopListening = port.onMessage((raw) => {
    const message = raw as TrunkMessage;
    if (message.type === 'invite') ring();
    if (message.type === 'packet') hear(message.payload);
    if (message.type === 'bye') finish({ endedBy: 'agent', outOfPatience: false });
  });
  const stopWatching = port.onClose(() => {
    finish({ endedBy: 'nobody', outOfPatience: false });
  });
  return { finished, heard };
}

type Mouth = {
  startedAt: number;
  nextMove(nowMs: number): ReturnType<ReturnType<typeof createPerformance>['next']>;
  hangUp(outOfPatience: boolean): void;
};

/** Sends one packet every 20 ms from `startedAt`, without drifting. Answers what stops it. */
function speakOnTheClock(deps: LeadDeps, mouth: Mouth): () => void {
  const { clock, port } = deps;
  const sender = createTrunkSender({ clock, random: createRandom(deps.seed), port, trunk: deps.scenario.line });
  let ticks = 0;
  let cancel = () => {};
  const tick = () => {
    const move = mouth.nextMove(ticks * PACKET_MS);
    if (move.do === 'hang-up') {
      mouth.hangUp(move.outOfPatience);
      return;
    }
    if (move.do === 'digit') post(port, { type: 'digit', digit: move.digit });
    sender.send(move.do === 'sound' ? move.pcm : null);
    ticks += 1;
    cancel = clock.after(mouth.startedAt + ticks * PACKET_MS - clock.now(), tick);
  };
  cancel = clock.after(0, tick);
  return () => {
    cancel();
  };
}

const post = (port: Port, message: TrunkMessage) => {
  port.post(message);
};
