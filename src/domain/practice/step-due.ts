import { lastHeardMs, speechBeganMs, voicedBetween, type AgentEar } from './agent-ear.ts';
import type { ReadyStep } from './lead-step.ts';

/** So much quiet after our voice is the end of our turn; people wait about as long. */
export const TURN_GAP_MS = 700;
/** Less of our voice than this is no turn: a breath, a word we broke off. */
const LEAST_TURN_MS = 300;
/** We are in the middle of speaking when our last sound is not longer ago than this. */
export const STILL_SPEAKING_MS = 160;

/** Where the call stands, as the lead sees it. Times are ms on the lead's packet clock, which starts when it picks up. */
export type Situation = {
  nowMs: number;
  ear: AgentEar;
  /** When the lead last had the floor: the end of its last turn or barge-in; 0 at first. A hum does not count. */
  floorSinceMs: number;
  /** The end of the last thing the lead did. */
  idleSinceMs: number;
  patienceMs: number;
};

export type Due =
  | 'wait'
  | 'now'
  /** It was meant for the middle of our speech, and that is over. */
  | 'missed'
  /** We said nothing for so long that nobody would stay. */
  | 'out-of-patience';

/** Whether the next step is due. */
export function stepDue(step: Pick<ReadyStep, 'moment'>, situation: Situation): Due {
  const quietMs = situation.nowMs - Math.max(lastHeardMs(situation.ear) ?? 0, situation.idleSinceMs);
  switch (step.moment.after) {
    case 'silence':
      return quietMs >= step.moment.ms ? 'now' : 'wait';
    case 'our-turn':
      if (weHaveSpoken(situation) && quietMs >= step.moment.pauseMs) return 'now';
      return quietMs >= situation.patienceMs ? 'out-of-patience' : 'wait';
    case 'onset-of-our-speech':
      return dueInSpeech(step.moment.ms, situation, quietMs);
  }
}

function dueInSpeech(ms: number, situation: Situation, quietMs: number): Due {
  const { ear, nowMs, floorSinceMs, patienceMs } = situation;
  const began = speechBeganMs(ear, floorSinceMs, TURN_GAP_MS);
  const speaking = nowMs - (lastHeardMs(ear) ?? -Infinity) <= STILL_SPEAKING_MS;
  if (began !== null && speaking && nowMs - began >= ms) return 'now';
  if (weHaveSpoken(situation) && quietMs >= TURN_GAP_MS) return 'missed';
  return quietMs >= patienceMs ? 'out-of-patience' : 'wait';
}

const weHaveSpoken = ({ ear, floorSinceMs, nowMs }: Situation): boolean =>
  voicedBetween(ear, floorSinceMs, nowMs) >= LEAST_TURN_MS;
