import type { HeadlessCall } from '../../domain/practice/headless-report.ts';
import type { LatencySplit } from '../../domain/record/turn.ts';
import { atLeast, atMost, type Figure } from './bench-report.ts';
import { percentiles, type MeasuredLine, type Percentiles } from './measure-recording.ts';

export type MeasuredCall = { name: string; call: HeadlessCall; lines: MeasuredLine[] };

const of = (figures: Percentiles, which: 'p50' | 'p95') => ({
  n: figures.n,
  value: figures.n === 0 ? null : (figures as Exclude<Percentiles, { n: 0 }>)[which],
});
const share = (part: number, whole: number) => ({ n: whole, value: whole === 0 ? null : part / whole });
const present = (values: readonly (number | null | undefined)[]) =>
  values.filter((value): value is number => value !== null && value !== undefined);

/** Two measures of one reply belong together when they are this close on the line's clock. */
const SAME_REPLY_MS = 150;

/** How far our own meter is from the recording, reply by reply, in ms. */
function meterErrors({ call, lines }: MeasuredCall): number[] {
  const replies = call.turns.filter(({ latency }) => latency !== undefined);
  return lines.flatMap(({ offsetMs, voiceToVoiceMs }) => {
    if (voiceToVoiceMs === null) return [];
    const reply = replies.find(({ startedMs }) => Math.abs(startedMs - (offsetMs + voiceToVoiceMs)) < SAME_REPLY_MS);
    return reply?.latency ? [Math.abs(reply.latency.heardMs - voiceToVoiceMs)] : [];
  });
}

/** Whether we were cut off there: a short reply that came to its own end beside a hum was not silenced by it. */
const wasCutOff = ({ call }: MeasuredCall, { onsetMs, silentAfterMs }: MeasuredLine): boolean =>
  silentAfterMs !== null &&
  call.turns.some(
    ({ side, startedMs, endedMs, interrupted }) =>
      side === 'agent' && interrupted && startedMs <= onsetMs && onsetMs <= endedMs,
  );

/** Where the time of a reply goes: each stage’s end, ms after the caller’s last sound. No goals, an explanation. */
function stages(calls: readonly MeasuredCall[]): Figure[] {
  const splits = calls.flatMap(({ call }) => call.latencies.map(({ split }) => split));
  const names: (keyof LatencySplit)[] = [
    'silenceSeenMs',
    'recognisedMs',
    'firstWordMs',
    'firstSoundMs',
    'decidedMs',
    'heardMs',
  ];
  return names.flatMap((name) => {
    const figures = percentiles(present(splits.map((split) => split[name])));
    return (['p50', 'p95'] as const).map((which) => ({
      metric: `stage ${name} ${which}`,
      ...of(figures, which),
      unit: 'ms',
      goal: '–',
      ok: true,
    }));
  });
}

/** GOALS G2 to G7 and G22, from the recordings. With a language model G2 has its own limits. */
export function voiceFigures(calls: readonly MeasuredCall[], withModel: boolean): Figure[] {
  const lines = calls.flatMap((call) =>
    call.lines.map((line) => ({ ...line, scenario: call.name, cutOff: wasCutOff(call, line) })),
  );
  const finished = lines.filter(
    ({ kind, intoOurs, scenario }) => kind === 'turn' && !intoOurs && scenario.startsWith('turns'),
  );
  // The first line of each of these scenarios says hello and does not pause.
  const hesitant = lines.filter(
    ({ kind, intoOurs, scenario, name }) =>
      kind === 'turn' && !intoOurs && scenario.startsWith('thinking') && !/^h.1$/.test(name),
  );
  const interruptions = lines.filter(({ kind, intoOurs }) => kind === 'barge-in' && intoOurs);
  const hums = lines.filter(({ kind, intoOurs }) => kind === 'backchannel' && intoOurs);
  const latency = percentiles(present(finished.map(({ voiceToVoiceMs }) => voiceToVoiceMs)));
  const slow = present(finished.map(({ voiceToVoiceMs }) => voiceToVoiceMs)).filter((ms) => ms > 1_500).length;
  const limits = withModel ? { p50: 500, p95: 800 } : { p50: 350, p95: 600 };
  return [
    atMost('G2 voice to voice p50', of(latency, 'p50'), { limit: limits.p50, unit: 'ms' }),
    atMost('G2 voice to voice p95', of(latency, 'p95'), { limit: limits.p95, unit: 'ms' }),
    atMost(
      'G2 finished turns left unanswered or talked over',
      share(finished.filter(({ voiceToVoiceMs }) => voiceToVoiceMs === null).length, finished.length),
      { limit: 0.05, unit: '' },
    ),
    atMost('G3 turns slower than 1.5 s', share(slow, finished.length), { limit: 0.05, unit: '' }),
    atMost(
      'G4 barge-in to inaudible (ducked below -45 dBFS) p95',
      of(percentiles(present(interruptions.map(({ quietAfterMs }) => quietAfterMs))), 'p95'),
      { limit: 300, unit: 'ms' },
    ),
    atLeast(
      'G6 interruptions that silenced us',
      share(interruptions.filter(({ silentAfterMs }) => silentAfterMs !== null).length, interruptions.length),
      { limit: 0.97, unit: '' },
    ),
    atLeast('G6 hums we talked through', share(hums.filter(({ cutOff }) => !cutOff).length, hums.length), {
      limit: 0.8,
      unit: '',
    }),
    atMost(
      'G7 thinking callers talked over',
      share(hesitant.filter(({ talkedOver }) => talkedOver).length, hesitant.length),
      { limit: 0.1, unit: '' },
    ),
    atMost('G22 our meter against the recording p95', of(percentiles(calls.flatMap(meterErrors)), 'p95'), {
      limit: 20,
      unit: 'ms',
    }),
    ...stages(calls),
  ];
}
