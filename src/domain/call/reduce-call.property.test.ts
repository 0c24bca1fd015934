import { expect, it } from 'vitest';
import { createRandom, type Random } from '../../base/random.ts';
import type { CallFact } from '../record/call-fact.ts';
import type { CallCommand } from './call-command.ts';
import type { CallEvent } from './call-event.ts';
import { type CallState, idle } from './call-state.ts';
import { reduceCall } from './reduce-call.ts';
import type { Step } from './step.ts';
import { incoming, outgoing, plan } from './testing/call-stories.ts';

const SEQUENCES = 100_000;
const hosts = ['voice', 'line', 'practice', 'store'] as const;
const pick = <Item>(random: Random, items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

/** Any event, mostly of the current call, in any order. */
function anyEvent(random: Random, current: string): CallEvent {
  const callId = random() < 0.9 ? current : 'call-of-another-time';
  const lineMs = Math.floor(random() * 10_000);
  const failure = pick(random, [
    { kind: 'line-busy' },
    { kind: 'process-lost', part: 'voice', exitCode: 9 },
    { kind: 'engine-failed', engine: 'x', detail: 'y' },
  ] as const);
  return pick<() => CallEvent>(random, [
    () => ({
      type: 'callRequested',
      plan: { ...plan, callId: `${current}+`, leadName: random() < 0.5 ? null : 'Dana' },
    }),
    () => ({ type: 'callRequested', plan: { ...outgoing, callId: `${current}+` } }),
    () => ({ type: 'callOffered', plan: { ...incoming(pick(random, ['agent', 'human'])), callId: `${current}+` } }),
    () => ({ type: 'answerRequested', callId, handler: pick(random, ['agent', 'human'] as const) }),
    () => ({ type: 'takeOverRequested', callId }),
    () => ({ type: 'handBackRequested', callId }),
    () => ({ type: 'muteRequested', callId, muted: random() < 0.5 }),
    () => ({ type: 'microphoneMuted', callId, muted: random() < 0.7 }),
    () => ({ type: 'whisperRequested', callId, whisper: { whisperId: 'w', text: 'Ask about the roof' } }),
    () => ({ type: 'hangUpRequested', callId, by: pick(random, ['human', 'app'] as const) }),
    () => ({ type: 'dismissRequested', callId }),
    () => ({ type: 'leadProgressed', callId, done: 1, total: 3 }),
    () => ({ type: 'leadPrepared', callId, lead: { leadName: 'Dana', scenarioId: 's' } }),
    () => ({ type: 'leadPrepared', callId, lead: { leadName: 'Dana', scenarioId: 's' } }),
    () => ({ type: 'leadNotPrepared', callId, failure }),
    () => ({ type: 'voicePrepared', callId, speaker: { voiceId: 'v', languageModel: null } }),
    () => ({ type: 'voicePrepared', callId, speaker: { voiceId: 'v', languageModel: null } }),
    () => ({ type: 'voiceNotPrepared', callId, failure }),
    () => ({ type: 'dialFailed', callId, failure }),
    () => ({ type: 'lineRang', callId }),
    () => ({ type: 'lineAnswered', callId, lineMs, atWallMs: lineMs }),
    () => ({ type: 'lineEnded', callId, reason: 'caller-hung-up', lineMs }),
    () => ({ type: 'gatesChanged', callId, handler: pick(random, ['agent', 'human'] as const), lineMs }),
    () => ({ type: 'gatesFailed', callId, failure }),
    () => ({ type: 'digitReceived', callId, digit: '1', lineMs }),
    () => ({ type: 'lineMeasured', callId, lineMs }),
    () => ({
      type: 'turnFinished',
      callId,
      turn: { turnId: 't', side: 'caller', text: 'x', startedMs: 0, endedMs: lineMs, interrupted: false },
    }),
    () => ({ type: 'agentTransitioned', callId, from: null, to: 'a', reason: 'r' }),
    () => ({
      type: 'objectionMet',
      callId,
      objection: { kind: 'busy', turnId: 't', quote: 'x', outcome: 'followedUp' },
    }),
    () => ({ type: 'callerBargedIn', callId, turnId: 't', lineMs, duckedMs: null, hushedMs: 1 }),
    () => ({ type: 'agentHangUpRequested', callId }),
    () => ({ type: 'voiceClosed', callId }),
    () => ({ type: 'recordingClosed', callId, durationMs: random() < 0.5 ? null : 5 }),
    () => ({ type: 'partDegraded', callId: random() < 0.5 ? null : callId, failure }),
    () => ({ type: 'partRecovered', part: 'store', failure }),
    () => ({ type: 'hostLost', host: pick(random, hosts), exitCode: null }),
    () => ({ type: 'hostStarted', host: pick(random, hosts) }),
    () => ({
      type: 'deadlinePassed',
      callId,
      deadline: pick(random, ['prepare', 'dial', 'hangUp', 'windUp'] as const),
    }),
  ])();
}

const order = ['idle', 'preparing', 'offered', 'dialling', 'ringing', 'live', 'ending', 'ended'];
const idOf = (state: CallState) => (state.phase === 'idle' ? 'none' : state.plan.callId);

type Moment = { before: CallState; event: CallEvent; step: Step; deadlines: ReadonlySet<string> };

const waitOf = (state: CallState): string | null => {
  if (state.phase === 'ending') return state.stage === 'hanging-up' ? 'hangUp' : 'windUp';
  if (state.phase === 'preparing') return 'prepare';
  return ['offered', 'dialling', 'ringing'].includes(state.phase) ? 'dial' : null;
};
const has = (step: Step, type: CallFact['type']) => step.facts.some((fact) => fact.type === type);

/** What must never be so after an event, each by its name. */
const wrongs: Record<string, (moment: Moment) => boolean> = {
  'a phase went back': ({ before, step }) =>
    idOf(before) === idOf(step.state) && order.indexOf(step.state.phase) < order.indexOf(before.phase),
  'a call changed into another': ({ before, event, step }) =>
    idOf(before) !== idOf(step.state) &&
    step.state.phase !== 'idle' &&
    event.type !== 'callRequested' &&
    event.type !== 'callOffered',
  'an event of another call had an effect': ({ before, event, step }) =>
    'callId' in event &&
    event.callId !== null &&
    event.callId !== idOf(before) &&
    (step.state !== before || step.commands.length + step.facts.length > 0),
  'a command of another call': ({ step }) =>
    step.commands.some((command) => (command.type === 'declineOffer') === (command.callId === idOf(step.state))),
  'a call that comes in beside another rings on for nobody': ({ before, event, step }) =>
    event.type === 'callOffered' &&
    event.plan.callId !== idOf(step.state) &&
    (before.phase === 'idle' || !step.commands.some(({ type }) => type === 'declineOffer')),
  'a fact before the record was opened': ({ step }) => step.facts.length > 0 && step.state.phase === 'preparing',
  'the record was opened late': ({ step }) => step.facts.some((fact, at) => fact.type === 'callRequested' && at !== 0),
  'callEnded does not match the phase': ({ before, step }) =>
    has(step, 'callEnded') !== (step.state.phase === 'ended' && before.phase !== 'ended'),
  'the line clock ran backwards': ({ before, step: { state } }) =>
    state.phase === 'live' && before.phase === 'live' && state.lineMs < before.lineMs,
  'a handler changed without the record saying so': ({ before, step }) =>
    before.phase === 'live' &&
    step.state.phase === 'live' &&
    (before.handler !== step.state.handler) !== has(step, 'handlerChanged'),
  'the human was muted without having the call, or by somebody else than the line': ({
    before,
    event,
    step: { state },
  }) =>
    state.phase === 'live' &&
    state.muted &&
    (state.handler === 'agent' || !((before.phase === 'live' && before.muted) || event.type === 'microphoneMuted')),
  'a mute outlived a move of the gates': ({ event, step: { state } }) =>
    event.type === 'gatesChanged' && state.phase === 'live' && event.callId === state.plan.callId && state.muted,
  'a whisper went somewhere else than to the voice of a live call': ({ before, step }) =>
    has(step, 'whispered') !== step.commands.some(({ type }) => type === 'tellVoiceWhisper') ||
    (has(step, 'whispered') && (before.phase !== 'live' || before.voice.state !== 'ready')),
  'a telephone was dialled without the permit of this call': ({ step }) =>
    step.commands.some(
      (command) =>
        command.type === 'dial' &&
        command.to.line === 'telephone' &&
        command.to.permit.callId !== outgoing.permit.callId,
    ),
  'a call was picked up that was not offered': ({ before, step }) =>
    step.commands.some(({ type }) => type === 'acceptCall') && before.phase !== 'offered',
  'nothing ends this phase': ({ step: { state }, deadlines }) => {
    const wait = waitOf(state);
    return wait !== null && !deadlines.has(`${idOf(state)} ${wait}`);
  },
};

const check = (moment: Moment): string | null => Object.entries(wrongs).find(([, isSo]) => isSo(moment))?.[0] ?? null;

function noteDeadlines(commands: readonly CallCommand[], open: Set<string>): void {
  for (const command of commands) if (command.type === 'setDeadline') open.add(`${command.callId} ${command.deadline}`);
}

/** Whatever happened before: hang up, and the deadlines alone end the call. */
function endsByItself(start: CallState): boolean {
  let state = start;
  const callId = idOf(start);
  state = reduceCall(state, { type: 'hangUpRequested', callId, by: 'human' }).state;
  for (const deadline of ['hangUp', 'windUp'] as const)
    state = reduceCall(state, { type: 'deadlinePassed', callId, deadline }).state;
  return state.phase === 'ended' || state.phase === 'idle';
}

it(`holds for ${SEQUENCES} random sequences of events`, { timeout: 120_000 }, () => {
  const reached = new Set<string>();
  for (let seed = 0; seed < SEQUENCES; seed++) {
    const random = createRandom(seed);
    const length = 5 + Math.floor(random() * 25);
    let state: CallState = reduceCall(idle, { type: 'callRequested', plan }).state;
    const deadlines = new Set([`${plan.callId} prepare`]);
    let opened = 0;
    let endedFacts = 0;
    for (let at = 0; at < length; at++) {
      const event = anyEvent(random, state.phase === 'idle' ? 'call-x' : state.plan.callId);
      const step = reduceCall(state, event);
      noteDeadlines(step.commands, deadlines);
      const wrong = check({ before: state, event, step, deadlines });
      if (wrong) throw new Error(`seed ${seed}, event ${at} (${event.type}) in ${state.phase}: ${wrong}`);
      opened += step.facts.filter((fact) => fact.type === 'callRequested').length;
      endedFacts += step.facts.filter((fact) => fact.type === 'callEnded').length;
      if (endedFacts > opened) throw new Error(`seed ${seed}: ended a record that was not open`);
      state = step.state;
      reached.add(state.phase);
    }
    if (!endsByItself(state)) throw new Error(`seed ${seed}: a call that does not end in ${state.phase}`);
  }
  expect([...reached].sort()).toEqual([...order].sort());
});
