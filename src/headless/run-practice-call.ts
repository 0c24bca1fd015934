import { copyFile } from 'node:fs/promises';
import type { Clock } from '../base/clock.ts';
import type { Result } from '../base/result.ts';
import type { CallSnapshot } from '../domain/call/call-snapshot.ts';
import type { Failure } from '../domain/failure.ts';
import type { HeadlessCall } from '../domain/practice/headless-report.ts';
import type { PracticeReport } from '../domain/practice/practice-report.ts';
import type { Scenario } from '../domain/practice/scenario.ts';
import type { CallRecord } from '../domain/record/call-record.ts';
import type { Softphone } from '../main/softphone.ts';
import { judgeRecord } from './eval/judge-record.ts';
import { toldBy } from './eval/told-by-record.ts';

export type PracticeRun = {
  softphone: Softphone;
  clock: Clock;
  scenario: string;
  /** The scenario itself, where the record is to be held against what it expects, and not only what the lead heard. */
  judged?: Scenario;
  /** null: the scenario's own. */
  seed: number | null;
  /** Where the recording is copied to. */
  wav: string | null;
  show(snapshot: CallSnapshot): void;
  /** Aborted when the person wants to go: the call is ended politely. */
  signal: AbortSignal;
};

/** A whole practice call, from starting the processes to the report. Never rejects over what can go wrong in a call. */
export async function runPracticeCall(run: PracticeRun): Promise<HeadlessCall> {
  const { softphone } = run;
  await startProcesses(softphone);
  const call = await followCall(run);
  await softphone.close();
  return call;
}

/** Resolves when every process is there: before that nothing can be asked of them. */
export function startProcesses(softphone: Softphone): Promise<void> {
  const waiting = Object.values(softphone.hosts).map(
    (host) =>
      new Promise<void>((resolve) => {
        const stop = host.onChange((change) => {
          if (change.state !== 'started') return;
          stop();
          resolve();
        });
      }),
  );
  softphone.start();
  return Promise.all(waiting).then(() => undefined);
}

/** One call on a softphone that runs already and goes on running. */
export async function followCall(run: PracticeRun): Promise<HeadlessCall> {
  const started = await run.softphone.startPractice(run.scenario, run.seed ?? -1);
  return started.ok ? follow(run, started.value.callId) : notStarted(run, started.failure);
}

async function follow(run: PracticeRun, callId: string): Promise<HeadlessCall> {
  const last = await untilOver(run, callId);
  const { store, practice } = run.softphone.hosts;
  const [record, report] = [await store.call('call.get', { callId }), await practice.call('report.get', { callId })];
  const talkMs = record.ok ? record.value.talkMs : 0;
  const wav = await copyRecording(run, callId, talkMs);
  const practiceReport = report.ok && record.ok ? withRecord(run, report.value, record.value) : null;
  const failure = wav.failure ?? troubleOf(last, report);
  return {
    callId,
    scenarioId: practiceReport?.scenarioId ?? run.scenario,
    leadName: last.leadName,
    seed: run.seed,
    endReason: last.endReason,
    talkMs,
    mind: last.mind,
    languageModel: last.languageModel,
    voiceId: last.voiceId,
    turns: record.ok ? record.value.turns : [],
    latencies: last.latencies,
    practice: practiceReport,
    degraded: last.degraded,
    wav: wav.path,
    failure,
    passed: failure === null && hasPassed(last, practiceReport),
  };
}

/** What the lead heard was judged where it was heard; what the call has come to stands in its record. */
function withRecord({ judged }: PracticeRun, report: PracticeReport, record: CallRecord): PracticeReport {
  if (!judged) return report;
  const told = toldBy(record);
  return {
    ...report,
    expectations: [...report.expectations, ...judgeRecord(judged, { record, said: report.said, ...told })],
  };
}

function untilOver({ softphone, show, signal }: PracticeRun, callId: string): Promise<CallSnapshot> {
  const hangUp = () => void softphone.hangUp(callId, 'human');
  signal.addEventListener('abort', hangUp, { once: true });
  if (signal.aborted) hangUp();
  return new Promise((resolve) => {
    const look = (snapshot: CallSnapshot) => {
      if (snapshot.callId !== callId) return;
      show(snapshot);
      if (snapshot.phase !== 'ended') return;
      stop();
      signal.removeEventListener('abort', hangUp);
      resolve(snapshot);
    };
    const stop = softphone.onSnapshot(look);
    look(softphone.snapshot());
  });
}

/** Why a call broke, or why nobody can say whether it went well. */
function troubleOf(last: CallSnapshot, report: Result<PracticeReport, Failure>): Failure | null {
  if (last.endReason === 'failed') return last.degraded.at(-1) ?? null;
  return report.ok || !wentThrough(last) ? null : report.failure;
}

/** Both sides may end a call that has passed; a person or a defect may not. */
const hasPassed = (last: CallSnapshot, report: PracticeReport | null): boolean =>
  report !== null && wentThrough(last) && report.expectations.every(({ held }) => held);

const wentThrough = ({ endReason }: CallSnapshot): boolean =>
  ['caller-hung-up', 'agent-hung-up', 'not-answered', 'rejected'].includes(endReason ?? '');

async function copyRecording(
  { softphone, wav }: PracticeRun,
  callId: string,
  talkMs: number,
): Promise<{ path: string | null; failure: Failure | null }> {
  const path = (await softphone.findRecording(callId)) ?? null;
  if (wav === null) return { path, failure: null };
  if (path === null)
    return {
      path,
      failure: talkMs === 0 ? null : { kind: 'not-found', what: 'The recording of this call' },
    };
  try {
    await copyFile(path, wav);
    return { path: wav, failure: null };
  } catch (error) {
    return {
      path,
      failure: {
        kind: 'refused',
        reason: `The recording could not be written to ${wav}: ${error instanceof Error ? error.message : String(error)}.`,
      },
    };
  }
}

function notStarted(run: PracticeRun, failure: Failure): HeadlessCall {
  return {
    callId: '',
    scenarioId: run.scenario,
    leadName: '',
    seed: run.seed,
    endReason: null,
    talkMs: 0,
    mind: 'rehearsed',
    languageModel: null,
    voiceId: '',
    turns: [],
    latencies: [],
    practice: null,
    degraded: [],
    wav: null,
    failure,
    passed: false,
  };
}
