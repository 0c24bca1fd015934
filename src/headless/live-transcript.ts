import type { Clock } from '../base/clock.ts';
import type { CallSnapshot, Caption } from '../domain/call/call-snapshot.ts';
import { describeFailure } from '../domain/failure.ts';
import type { LatencySplit } from '../domain/record/turn.ts';

export type Terminal = {
  write(text: string): void;
  /** Whether a line can be written over. */
  readonly rewritable: boolean;
  readonly columns: number;
};

const REWRITE = '\r\u001b[2K';
const STAGES = [
  ['silenceSeenMs', 'silence seen'],
  ['recognisedMs', 'recognised'],
  ['decidedMs', 'decided'],
  ['firstWordMs', 'first word'],
  ['firstSoundMs', 'first sound'],
] as const satisfies readonly (readonly [keyof LatencySplit, string])[];

/** Writes a call as it happens, one line for each thing said, from the snapshots that a screen would show. */
export function createTranscript(deps: { clock: Clock; terminal: Terminal; label: string }) {
  const { clock, terminal, label } = deps;
  const rewritable = terminal.rewritable && label === '';
  const written = { finals: new Set<string>(), latencies: 0, degraded: 0, phase: '', agent: '', progress: '' };
  let partial = '';

  const put = (text: string) => {
    terminal.write(`${partial === '' ? '' : REWRITE}${label}${text}\n`);
    partial = '';
  };
  const putPartial = (text: string) => {
    if (!rewritable) return;
    partial = text.length < terminal.columns ? text : `${text.slice(0, terminal.columns - 2)}…`;
    terminal.write(`${REWRITE}${partial}`);
  };
  const time = (snapshot: CallSnapshot) => {
    const ms = snapshot.answeredAtWallMs === null ? 0 : Math.max(0, clock.wallTime() - snapshot.answeredAtWallMs);
    return `${String(Math.floor(ms / 60_000)).padStart(2)}:${((ms % 60_000) / 1000).toFixed(1).padStart(4, '0')}`;
  };
  const captionLine = (snapshot: CallSnapshot, caption: Caption) => {
    const who =
      caption.side === 'caller' ? snapshot.leadName : caption.side === 'agent' ? (caption.agent ?? 'agent') : 'you';
    return `${time(snapshot)}  ${who.padEnd(18)} ${caption.text}`;
  };

  return {
    show(snapshot: CallSnapshot) {
      showProgress(snapshot);
      if (snapshot.phase !== written.phase) showPhase(snapshot);
      if (snapshot.agent !== null && snapshot.agent !== written.agent) {
        written.agent = snapshot.agent;
        put(`       · ${snapshot.agent}${snapshot.agentReason === '' ? '' : `: ${snapshot.agentReason}`}`);
      }
      for (const failure of snapshot.degraded.slice(written.degraded)) put(`       ! ${describeFailure(failure).says}`);
      written.degraded = Math.max(written.degraded, snapshot.degraded.length);
      showCaptions(snapshot);
      for (const { split } of snapshot.latencies.slice(written.latencies)) put(latencyLine(split));
      written.latencies = snapshot.latencies.length;
    },
  };

  function showProgress({ progress }: CallSnapshot) {
    const text = progress && progress.total > 0 ? `       ${progress.what} ${progress.done} of ${progress.total}` : '';
    if (text === '' || text === written.progress) return;
    written.progress = text;
    if (rewritable) putPartial(text);
    else put(text);
  }
  function showPhase(snapshot: CallSnapshot) {
    written.phase = snapshot.phase;
    if (snapshot.phase === 'ringing') put(`       ringing ${snapshot.leadName} …`);
    if (snapshot.phase === 'live')
      put(`${time(snapshot)}  ${snapshot.leadName} picked up · ${mindOf(snapshot)} · voice ${snapshot.voiceId}`);
    if (snapshot.phase === 'ended') put(`${time(snapshot)}  ${endingOf(snapshot.endReason)}`);
  }
  function showCaptions(snapshot: CallSnapshot) {
    for (const caption of snapshot.captions) {
      if (!caption.final || written.finals.has(caption.turnId)) continue;
      written.finals.add(caption.turnId);
      if (caption.text !== '') put(captionLine(snapshot, caption));
    }
    const open = snapshot.captions.findLast((caption) => !caption.final && caption.text !== '');
    if (open) putPartial(captionLine(snapshot, open));
  }
}

export const mindOf = (call: Pick<CallSnapshot, 'mind' | 'languageModel'>) =>
  call.mind === 'language-model'
    ? `language model ${call.languageModel ?? ''}`
    : 'rehearsed replies (no language model)';

function latencyLine(split: LatencySplit): string {
  const stages = STAGES.flatMap(([key, name]) => (split[key] === null ? [] : [`${name} ${Math.round(split[key])}`]));
  return `       ↳ heard after ${Math.round(split.heardMs)} ms${stages.length === 0 ? '' : ` (${stages.join(' · ')})`}`;
}

/** How the call ended, for the person at the terminal. */
export const endingOf = (reason: CallSnapshot['endReason']): string => ENDINGS[reason ?? 'failed'];

const ENDINGS: Record<NonNullable<CallSnapshot['endReason']>, string> = {
  'caller-hung-up': 'The lead hung up.',
  'agent-hung-up': 'The agent hung up.',
  'human-hung-up': 'You hung up.',
  'not-answered': 'Nobody answered.',
  busy: 'The line was busy.',
  rejected: 'The call was declined.',
  missed: 'Nobody here picked up.',
  machine: 'An answering machine picked up.',
  failed: 'The call failed.',
  'app-closed': 'The call was ended.',
  cancelled: 'The call was cancelled.',
};
