import { ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { type AgentEar, deafEar, hearPacket } from '../../domain/practice/agent-ear.ts';
import type { FinishedCall } from '../../domain/practice/judge-call.ts';
import type { CallRecord } from '../../domain/record/call-record.ts';
import type { EndReason } from '../../domain/call/call-id.ts';
import type { Turn } from '../../domain/record/turn.ts';
import { PACKET_MS } from '../../practice/trunk-sender.ts';
import type { LoadedScenario } from '../../practice/scenario-library.ts';
import type { DrivenThought } from './drive-thought.ts';
import { createTextAgent, type TextAgent } from './text-agent.ts';
import { createTextLead, type LeadAct, type TextLead } from './text-lead.ts';
import { createTextRecord } from './text-record.ts';

/** A lead and an agent that neither of them ends by then would talk for ever. */
const LONGEST_CALL_MS = 10 * 60_000;

export type TextCallDeps = {
  callId: string;
  thought: DrivenThought;
  opener: { text: string; agent: string };
  languageModel: string | null;
  seed: number;
  startWallMs: number;
  /** Told how far the call is: what the agent takes for the time follows it. */
  onTime(sincePickUpMs: number): void;
  onTurn(turn: Turn): void;
  signal: AbortSignal;
};
export type TextCall = { finished: FinishedCall; record: CallRecord };

/** A whole call in text, on its own milliseconds, from picking up to hanging up: as fast as the thinking is. */
export async function runTextCall(loaded: LoadedScenario, deps: TextCallDeps): Promise<Result<TextCall, Failure>> {
  const { scenario } = loaded;
  const lead = await createTextLead(loaded, deps.seed, deps.signal);
  if (!lead.ok) return lead;
  const record = createTextRecord({
    callId: deps.callId,
    scenarioId: scenario.id,
    leadName: scenario.lead.name,
    languageModel: deps.languageModel,
    startWallMs: deps.startWallMs,
  });
  const agent = createTextAgent({ ...deps, record });
  const over = scenario.lead.declines ? declined : await converse({ lead: lead.value, agent, deps });
  record.add({ type: 'callEnded', reason: over.reason, lineMs: over.endedMs }, over.endedMs);
  const whole = record.record();
  const { played, stepCount } = lead.value;
  const { ear, endedBy, answer, endedMs, outOfPatience } = over;
  const heardWords = heardBy(whole.turns, lead.value);
  return ok({
    record: whole,
    finished: { ear, endedBy, answer, endedMs, outOfPatience, played, stepCount, heardWords },
  });
}

type Over = Pick<FinishedCall, 'ear' | 'endedBy' | 'answer' | 'endedMs' | 'outOfPatience'> & { reason: EndReason };
const declined: Over = {
  ear: deafEar,
  endedBy: 'lead',
  answer: 'declined',
  endedMs: 0,
  outOfPatience: false,
  reason: 'rejected',
};

type Line = { lead: TextLead; agent: TextAgent; deps: Pick<TextCallDeps, 'onTime' | 'signal'> };

async function converse({ lead, agent, deps }: Line): Promise<Over> {
  let ear: AgentEar = deafEar;
  const ended = async (endedBy: FinishedCall['endedBy'], nowMs: number, outOfPatience = false): Promise<Over> => {
    lead.stop(nowMs);
    await agent.end(nowMs);
    const reason = endedBy === 'agent' ? 'agent-hung-up' : endedBy === 'lead' ? 'caller-hung-up' : 'app-closed';
    return { ear, endedBy, answer: 'picked-up', endedMs: nowMs, outOfPatience, reason };
  };
  for (let nowMs = 0; nowMs < LONGEST_CALL_MS && !deps.signal.aborted; nowMs += PACKET_MS) {
    deps.onTime(nowMs);
    if ((await agent.tick(nowMs)) === 'hangs-up') return ended('agent', nowMs);
    ear = hearPacket(ear, { atMs: nowMs, lengthMs: PACKET_MS, db: agent.isSpeaking(nowMs) ? -20 : -120 });
    for (const act of lead.next(nowMs, ear)) {
      if (act.act === 'hangs-up') return ended('lead', nowMs, act.outOfPatience);
      await pass(act, agent, nowMs);
    }
  }
  return ended('nobody', LONGEST_CALL_MS);
}

async function pass(act: Exclude<LeadAct, { act: 'hangs-up' }>, agent: TextAgent, nowMs: number): Promise<void> {
  if (act.act === 'digit') agent.pressed(act.digit, nowMs);
  // A hum and a noise stop nobody, and are no words.
  else if (!act.takesTheFloor) return;
  else if (act.act === 'begins') await agent.callerBegins(nowMs);
  else agent.callerSaid(act);
}

/** Our words after each turn of the lead, as `recogniseAnswers` sorts them in sound. */
function heardBy(turns: readonly Turn[], { played }: TextLead): Map<number, string> {
  const steps = played.filter(({ kind }) => kind === 'turn' || kind === 'barge-in');
  const heard = new Map<number, string>([[-1, ''], ...steps.map(({ index }) => [index, ''] as const)]);
  for (const { side, text, startedMs } of turns) {
    if (side === 'caller') continue;
    const index = steps.findLast(({ endedMs }) => endedMs <= startedMs)?.index ?? -1;
    heard.set(index, `${heard.get(index) ?? ''} ${text}`.trim());
  }
  return heard;
}
