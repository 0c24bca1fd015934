import type { AgentEar } from '../domain/practice/agent-ear.ts';
import type { PlayedStep, ReadyStep } from '../domain/practice/lead-step.ts';
import { stepDue, type Situation } from '../domain/practice/step-due.ts';
import { PACKET_MS, PACKET_SAMPLES } from './trunk-sender.ts';

/** Who decides what the lead does next: a script, or a persona that makes it up. Asked again every 20 ms. */
export type StepSource = {
  /** `undefined` while it is not known yet, `null` when there is nothing more to do. */
  next(situation: Situation): ReadyStep | null | undefined;
};

/** What the lead does in one packet's time. `sound` is 160 samples or fewer at 8 kHz. */
export type Move =
  | { do: 'nothing' }
  | { do: 'sound'; pcm: Int16Array }
  | { do: 'digit'; digit: string }
  | { do: 'hang-up'; outOfPatience: boolean };

type Playing = { step: Extract<ReadyStep, { act: 'sound' }>; startedMs: number; offset: number; missed: boolean };

/** Performs the steps one packet at a time, on the lead's packet clock, and keeps what was done. */
export function createPerformance(deps: { steps: StepSource; patienceMs: number }) {
  const played: PlayedStep[] = [];
  let floorSinceMs = 0;
  let idleSinceMs = 0;
  let playing: Playing | null = null;
  let upcoming: ReadyStep | null | undefined;

  function keep(step: ReadyStep, times: { startedMs: number; endedMs: number; missed: boolean }) {
    const kind = step.act === 'sound' ? step.kind : step.act;
    const text = step.act === 'sound' ? step.text : step.act === 'digit' ? step.digit : '';
    played.push({ index: step.index, name: step.name, act: step.act, kind, text, ...times });
    if (kind === 'turn' || kind === 'barge-in') floorSinceMs = times.endedMs;
    // What was left out took no time: the silence that counts for the next step goes on.
    if (!(times.missed && times.endedMs === times.startedMs)) idleSinceMs = times.endedMs;
    upcoming = undefined;
  }

  function perform(step: ReadyStep, nowMs: number, missed: boolean): Move {
    const at = { startedMs: nowMs, endedMs: nowMs, missed };
    switch (step.act) {
      case 'hang-up':
        keep(step, at);
        return { do: 'hang-up', outOfPatience: false };
      case 'digit':
        keep(step, at);
        return { do: 'digit', digit: step.digit };
      case 'silence':
        keep(step, { ...at, endedMs: nowMs + step.ms });
        return { do: 'nothing' };
      case 'sound':
        if (missed && (step.kind === 'backchannel' || step.kind === 'noise')) {
          keep(step, at);
          return { do: 'nothing' };
        }
        // Too late to interrupt: people then say it all the same.
        playing = { step, startedMs: nowMs, offset: 0, missed };
        return goOn();
    }
  }

  function goOn(): Move {
    if (!playing) return { do: 'nothing' };
    const { step, offset, startedMs, missed } = playing;
    const pcm = step.pcm.subarray(offset, offset + PACKET_SAMPLES);
    playing.offset += PACKET_SAMPLES;
    if (playing.offset >= step.pcm.length) {
      playing = null;
      keep(step, { startedMs, endedMs: startedMs + (step.pcm.length * PACKET_MS) / PACKET_SAMPLES, missed });
    }
    return { do: 'sound', pcm };
  }

  return {
    played: played as readonly PlayedStep[],
    next(nowMs: number, ear: AgentEar): Move {
      if (playing) return goOn();
      if (nowMs < idleSinceMs) return { do: 'nothing' };
      const situation: Situation = { nowMs, ear, floorSinceMs, idleSinceMs, patienceMs: deps.patienceMs };
      upcoming ??= deps.steps.next(situation);
      if (!upcoming) return { do: 'nothing' };
      const due = stepDue(upcoming, situation);
      if (due === 'out-of-patience') return { do: 'hang-up', outOfPatience: true };
      return due === 'wait' ? { do: 'nothing' } : perform(upcoming, nowMs, due === 'missed');
    },
    /** The call is over: what was being said is kept as far as it came. */
    stop(nowMs: number) {
      if (playing) keep(playing.step, { startedMs: playing.startedMs, endedMs: nowMs, missed: playing.missed });
      playing = null;
    },
  };
}
