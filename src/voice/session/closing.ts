import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { callerGoesOn } from '../../domain/agent/half-turn.ts';
import type { Thought } from '../../domain/agent/thinker.ts';
import type { LineToVoice } from '../../domain/audio/audio-message.ts';
import { samplesToMs } from '../../domain/audio/pcm.ts';
import type { LatencySplit, Turn } from '../../domain/record/turn.ts';
import type { LineClock } from './line-clock.ts';
import type { Saying } from './replies.ts';
import { HUSH_REPORT_MS } from './session-deps.ts';
import type { Tell } from './tell.ts';
import type { Whispers } from './whispers.ts';

type ClosingDeps = {
  callId: string;
  thought: Thought;
  tell: Tell;
  line: LineClock;
  clock: Clock;
  log: Log;
  whispers: Pick<Whispers, 'noticed'>;
};
type Report = Extract<LineToVoice, { type: 'played' | 'finished' | 'hushed' }>;

/**
 * What becomes of a speech: captions while it is heard, then one turn on record and one exchange in the conversation,
 * both with the words that really went out.
 */
export function createClosing({ callId, thought, tell, line, clock, log, whispers }: ClosingDeps) {
  const latencies = new Map<string, LatencySplit>();
  const captions = new Map<string, string>();
  const hushing = new Map<string, (report: Report | undefined) => void>();
  let chain: Promise<void> = Promise.resolve();
  let duckedAt: number | undefined;
  const objectionsTold = new Set<string>();
  // Nothing is known at the start, and that is no news; after a crash all that was known is told again.
  let score = JSON.stringify(thought.qualification.shares.length === 0 ? thought.qualification : null);

  /** What is known of the lead may be more, or less, after each of their turns. */
  const scored = () => {
    const { qualification } = thought;
    const now = JSON.stringify(qualification);
    if (now === score) return;
    score = now;
    tell('lead.scored', { callId, qualification });
  };

  const objected = () => {
    for (const objection of thought.objections) {
      const now = JSON.stringify(objection);
      if (objectionsTold.has(now)) continue;
      objectionsTold.add(now);
      tell('objection.met', { callId, objection });
    }
  };

  /** Exchanges enter the conversation one after the other; the next reply waits for them. */
  const after = (work: () => Promise<void>) => {
    chain = chain
      .then(work)
      .then(scored)
      .then(objected)
      .catch((error: unknown) => {
        // A defect: what was said is missing from the conversation, but the next reply must not wait for it for ever.
        log.error('what was said was not remembered', { callId, error: String(error) });
      });
  };

  function record(saying: Saying, interrupted: boolean): void {
    const { speech, notes } = saying;
    // Also what nobody looked at while it was heard: the mind must know before it remembers the exchange.
    whispers.noticed(saying);
    const text = speech.heard();
    if (speech.soundingSince === undefined || !text) return;
    const intended = speech.intended();
    const latency = latencies.get(speech.turnId);
    const turn: Turn = {
      turnId: speech.turnId,
      side: 'agent',
      text,
      ...(intended === text ? {} : { intended }),
      startedMs: Math.round(samplesToMs(speech.soundingSince)),
      endedMs: Math.round(samplesToMs((speech.startedAt ?? speech.soundingSince) + speech.played)),
      interrupted,
      agent: notes.agent,
      source: notes.source,
      ...(latency ? { latency } : {}),
    };
    latencies.delete(speech.turnId);
    captions.delete(speech.turnId);
    tell('caption.changed', { callId, turnId: speech.turnId, side: 'agent', text, final: true });
    tell('turn.finished', { callId, turn });
  }

  /** What went wrong while it was thought. Of a reply that nobody heard it is no news. */
  function complain({ speech, notes }: Saying): void {
    if (speech.delivering) for (const failure of notes.failures) tell('part.degraded', { callId, failure });
  }

  /** The line says how much of a hushed speech went out, or keeps silent too long. */
  const hushReport = (speechId: string): Promise<Report | undefined> =>
    new Promise((resolve) => {
      const cancel = clock.after(HUSH_REPORT_MS, () => settle(undefined));
      const settle = (report: Report | undefined) => {
        cancel();
        hushing.delete(speechId);
        resolve(report);
      };
      hushing.set(speechId, settle);
    });

  return {
    settled: () => chain,
    /** The first sound of a speech went out; `split` where it answers the caller. */
    began({ speech, notes }: Saying, split: LatencySplit | undefined): void {
      if (split) {
        latencies.set(speech.turnId, split);
        tell('latency.measured', { callId, turnId: speech.turnId, split });
      }
      if (notes.asksForHuman) tell('human.requested', { callId });
      if (notes.agent) thought.speaks(notes.agent, notes.agentReason || notes.source);
    },
    caption({ speech }: Saying): void {
      const text = speech.begun();
      if (captions.get(speech.turnId) === text) return;
      captions.set(speech.turnId, text);
      tell('caption.changed', { callId, turnId: speech.turnId, side: 'agent', text, final: false });
    },
    report(report: Report): void {
      if (report.type !== 'played') hushing.get(report.speechId)?.(report);
    },
    /** Our voice was lowered / raised again while somebody speaks over it. */
    ducked(): void {
      duckedAt = line.lineMs();
    },
    cameBack(): void {
      duckedAt = undefined;
    },
    /** The whole speech was heard. */
    finish(saying: Saying): void {
      const { speech } = saying;
      record(saying, false);
      complain(saying);
      after(() =>
        thought.heard({
          turnId: speech.turnId,
          callerText: speech.callerText,
          callerTurnId: speech.callerTurnId,
          agentText: speech.heard(),
          interrupted: false,
        }),
      );
    },
    /** The speech was cut off: by the caller, who began to speak there; else by a change of hands or the end of the call. */
    interrupt(saying: Saying, callerStartedSample: number | undefined): void {
      const { speech } = saying;
      const hushedAt = line.lineMs();
      const loweredAt = duckedAt;
      duckedAt = undefined;
      // Listened for at once: the line may answer before what was said earlier has been dealt with.
      const reported = speech.delivering ? hushReport(speech.speechId) : Promise.resolve(undefined);
      after(async () => {
        const report = await reported;
        if (report) speech.report(report.samples, report.atSample);
        let goesOn = false;
        if (callerStartedSample !== undefined && speech.soundingSince !== undefined) {
          const onset = samplesToMs(callerStartedSample);
          const split = latencies.get(speech.turnId);
          const soundedMs = onset - samplesToMs(speech.soundingSince);
          goesOn = split !== undefined && callerGoesOn({ silentMs: split.heardMs, soundedMs });
          const hushed = report ? samplesToMs(report.atSample) : hushedAt;
          tell('caller.bargedIn', {
            callId,
            turnId: speech.turnId,
            lineMs: Math.round(onset),
            duckedMs: loweredAt === undefined ? null : Math.round(loweredAt - onset),
            hushedMs: Math.round(hushed - onset),
          });
        }
        record(saying, true);
        complain(saying);
        await thought.heard({
          turnId: speech.turnId,
          callerText: speech.callerText,
          callerTurnId: speech.callerTurnId,
          agentText: speech.heard(),
          interrupted: true,
          callerGoesOn: goesOn,
        });
      });
    },
    overheard(side: 'caller' | 'human', text: string, turnId = ''): void {
      after(() => thought.overheard({ side, text, turnId }));
    },
  };
}
