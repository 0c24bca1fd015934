import { describeFailure } from '../failure.ts';
import type { CallFact } from '../record/call-fact.ts';
import type { CallCommand } from './call-command.ts';
import type { CallEvent } from './call-event.ts';
import type { Handler } from './call-id.ts';
import type { CallPlan, Calling, Live } from './call-state.ts';
import { speakerOf } from './call-state.ts';
import { hangUp, pastOf, windUp } from './end-call.ts';
import { noWishes, withWish, type WishStamp } from './gate-wish.ts';
import { factOfCall, lineMsOf } from './fact-of-event.ts';
import { detectsMachines, farEndEnded, machineDetected } from './hear-carrier.ts';
import { seedOf } from './prepare-call.ts';
import { go, lossOf, stay, type Step, withFailure, withoutFailure, withoutLoss } from './step.ts';

/** The line has been told to dial and nobody has picked up yet. */
export function whileCalling(state: Calling, event: CallEvent): Step {
  switch (event.type) {
    case 'lineRang':
      return state.phase === 'ringing'
        ? stay(state)
        : go({ ...state, phase: 'ringing' }, [], [{ type: 'callRinging' }]);
    case 'lineAnswered':
      return answered(state, event);
    case 'dialFailed':
      return windUp(
        { ...state, past: pastOf(state), reason: 'failed', degraded: withFailure(state.degraded, event.failure) },
        [],
        [{ type: 'degraded', failure: event.failure }],
      );
    case 'hangUpRequested':
      return hangUp(state, event.by === 'app' ? 'app-closed' : 'cancelled');
    case 'deadlinePassed':
      return event.deadline === 'dial' ? hangUp(state, 'not-answered') : stay(state);
    case 'machineDetected':
      return machineDetected(state, event);
    case 'farEndEnded':
      return farEndEnded(state, event);
    default:
      return whileUp(state, event);
  }
}

/** Both sides can talk: the agent or the human serves the caller. */
export function whileLive(state: Live, event: CallEvent): Step {
  const { callId } = state.plan;
  switch (event.type) {
    case 'takeOverRequested':
      return moveGates(knowing(state, event.wish), 'human');
    case 'handBackRequested':
      // Nobody is handed to a voice that is not there.
      return state.voice.state === 'ready' ? moveGates(knowing(state, event.wish), 'agent') : stay(state);
    case 'muteRequested':
      return state.handler === 'human'
        ? go(state, [{ type: 'muteMicrophone', callId, muted: event.muted }])
        : stay(state);
    case 'microphoneMuted':
      return state.handler === 'human' ? go({ ...state, muted: event.muted }) : stay(state);
    case 'whisperRequested':
      // A note to a voice that is not there would be lost.
      return state.voice.state === 'ready'
        ? go(
            state,
            [{ type: 'tellVoiceWhisper', callId, whisper: event.whisper }],
            [{ type: 'whispered', text: event.whisper.text, lineMs: state.lineMs }],
          )
        : stay(state);
    case 'gatesChanged':
      return gatesChanged(knowing(state, event.wish), event);
    case 'gatesFailed':
      return degrade(state, event.failure);
    case 'hangUpRequested':
      return hangUp(state, event.by === 'app' ? 'app-closed' : 'human-hung-up');
    case 'agentHangUpRequested':
      return state.handler === 'agent' ? hangUp(state, 'agent-hung-up') : stay(state);
    case 'machineDetected':
      return machineDetected(state, event);
    case 'lineMeasured':
      return go({ ...state, lineMs: Math.max(state.lineMs, event.lineMs) });
    default:
      return whileUp(state, event);
  }
}

/** What is the same while the line is up, answered or not. */
export function whileUp(state: Calling | Live, event: CallEvent): Step {
  switch (event.type) {
    case 'lineEnded': {
      const past = pastOf(state);
      const over = { ...state, reason: event.reason, past: { ...past, lineMs: Math.max(past.lineMs, event.lineMs) } };
      const { failure } = event;
      if (!failure) return windUp(over);
      return windUp({ ...over, degraded: withFailure(state.degraded, failure) }, [], [{ type: 'degraded', failure }]);
    }
    case 'voicePrepared':
      return voiceBack(state, event);
    case 'voiceNotPrepared':
      if (state.voice.state !== 'preparing' || event.failure.kind === 'process-lost') return stay(state);
      return withRing(degrade({ ...state, voice: { state: 'lost', last: state.voice.last } }, event.failure), state);
    case 'hostLost':
      return hostLost(state, event);
    case 'hostStarted':
      return hostStarted(state, event.host);
    case 'partDegraded': {
      const step = degrade(state, event.failure);
      return describeFailure(event.failure).toHuman ? withRing(step, state) : step;
    }
    case 'partRecovered':
      return recover(state, withoutFailure(state.degraded, event.failure), event.part);
    default:
      return noteFact(state, event);
  }
}

function answered(state: Calling, { lineMs, atWallMs }: Extract<CallEvent, { type: 'lineAnswered' }>): Step {
  const { plan, degraded, voice, lead, handler } = state;
  const { callId } = plan;
  const facts: CallFact[] = [
    { type: 'callAnswered', lineMs, ...(handler === 'human' ? { handler } : {}) },
    ...(detectsMachines(plan) ? [{ type: 'machineDetectionStarted' } as const] : []),
    ...(plan.recording ? [{ type: 'recordingStarted', file: `${callId}.wav` } as const] : []),
  ];
  const commands: CallCommand[] =
    voice.state === 'ready'
      ? beginVoice(plan, handler, lineMs)
      : handler === 'human'
        ? []
        : [
            { type: 'playBridge', callId },
            { type: 'ringHuman', callId },
          ];
  return go(
    {
      phase: 'live',
      plan,
      degraded,
      voice,
      lead,
      handler,
      wishes: noWishes,
      muted: false,
      answered: { lineMs, wallMs: atWallMs },
      lineMs,
    },
    commands,
    facts,
  );
}

/** It was prepared before anybody knew who would serve the caller in the end: who picked up, or had taken over. */
const beginVoice = ({ callId }: CallPlan, handler: Handler, lineMs: number): CallCommand[] => [
  { type: 'tellVoiceHandler', callId, handler, lineMs },
  { type: 'beginVoice', callId },
];

const knowing = (state: Live, wish: WishStamp | undefined): Live =>
  wish ? { ...state, wishes: withWish(state.wishes, wish) } : state;

const moveGates = (state: Live, handler: Handler): Step =>
  go(state, [{ type: 'setGates', callId: state.plan.callId, handler, knows: state.wishes }]);

function gatesChanged(state: Live, { handler, lineMs }: Extract<CallEvent, { type: 'gatesChanged' }>): Step {
  // Whichever way the gates have moved, nobody is muted any more.
  if (handler === state.handler) return stay(state.muted ? { ...state, muted: false } : state);
  const { callId } = state.plan;
  const isReady = state.voice.state === 'ready';
  const next: Live = { ...state, muted: false, lineMs: Math.max(state.lineMs, lineMs) };
  // The screen moves the gates before it asks. Nobody is left with a voice that is not there: the human has the call back,
  // and has never been without it as far as anybody counts.
  if (handler === 'agent' && !isReady) return moveGates(next, 'human');
  const why = handler === 'agent' ? 'hand-back' : isReady ? 'take-over' : 'voice-lost';
  return go({ ...next, handler }, isReady ? [{ type: 'tellVoiceHandler', callId, handler, lineMs }] : [], [
    { type: 'handlerChanged', handler, lineMs, why },
  ]);
}

function hostLost(state: Calling | Live, event: Extract<CallEvent, { type: 'hostLost' }>): Step {
  const { host } = event;
  const failure = lossOf(event);
  const noted = degrade(state, failure);
  if (host === 'voice') {
    const lost: Calling | Live = {
      ...state,
      degraded: withFailure(state.degraded, failure),
      voice: { state: 'lost', last: speakerOf(state.voice) },
    };
    const bridge: CallCommand[] = servedByAgent(state) ? [{ type: 'playBridge', callId: state.plan.callId }] : [];
    return withRing(go(lost, bridge, noted.facts), state);
  }
  const over = {
    ...state,
    past: pastOf(state),
    reason: 'failed' as const,
    degraded: withFailure(state.degraded, failure),
  };
  if (host === 'line') return windUp(over, [], noted.facts);
  if (host === 'practice' && state.plan.line === 'practice') {
    const step = hangUp({ ...state, degraded: over.degraded }, 'failed');
    return { ...step, facts: noted.facts };
  }
  return noted;
}

function hostStarted(state: Calling | Live, host: string): Step {
  const { callId } = state.plan;
  const degraded = withoutLoss(state.degraded, host);
  const facts: CallFact[] =
    degraded.length < state.degraded.length && host !== 'voice' ? [{ type: 'recovered', part: host }] : [];
  if (host === 'store') {
    // Also where it was lost before this call: then the recording's first stream went to nobody.
    const streams: CallCommand[] = state.plan.recording
      ? [{ type: 'openStreams', callId, streams: ['recording'] }]
      : [];
    return go({ ...state, degraded }, streams, facts);
  }
  if (host !== 'voice' || state.voice.state !== 'lost') return stay(state);
  const resume = state.phase === 'live';
  const seed = seedOf(state.plan, state.lead.leadName);
  return go({ ...state, voice: { state: 'preparing', last: state.voice.last } }, [
    { type: 'prepareVoice', callId, seed, resume, handler: state.handler },
  ]);
}

/** The voice is there again: it gets a stream of its own, learns who serves the caller, and takes up the conversation. */
function voiceBack(state: Calling | Live, { speaker }: Extract<CallEvent, { type: 'voicePrepared' }>): Step {
  if (state.voice.state !== 'preparing') return stay(state);
  const { callId } = state.plan;
  const next: Calling | Live = {
    ...state,
    voice: { state: 'ready', speaker },
    degraded: withoutLoss(state.degraded, 'voice'),
  };
  return go(
    next,
    [
      { type: 'openStreams', callId, streams: ['audio'] },
      ...(state.phase === 'live' ? beginVoice(state.plan, state.handler, state.lineMs) : []),
    ],
    [{ type: 'recovered', part: 'voice' }],
  );
}

const servedByAgent = (state: Calling | Live): boolean => state.phase === 'live' && state.handler === 'agent';

const withRing = (step: Step, state: Calling | Live): Step =>
  servedByAgent(state)
    ? { ...step, commands: [...step.commands, { type: 'ringHuman', callId: state.plan.callId }] }
    : step;

function degrade(state: Calling | Live, failure: Parameters<typeof withFailure>[1]): Step {
  const degraded = withFailure(state.degraded, failure);
  return degraded === state.degraded ? go(state) : go({ ...state, degraded }, [], [{ type: 'degraded', failure }]);
}

/** `degraded` is what is left. */
const recover = (state: Calling | Live, degraded: Live['degraded'], part: string): Step =>
  degraded.length === state.degraded.length
    ? stay(state)
    : go({ ...state, degraded }, [], [{ type: 'recovered', part }]);

function noteFact(state: Calling | Live, event: CallEvent): Step {
  const fact = factOfCall(event);
  if (!fact) return stay(state);
  if (state.phase !== 'live') return go(state, [], [fact]);
  const next = { ...state, lineMs: Math.max(state.lineMs, lineMsOf(event) ?? 0) };
  // A reply in its own words is the proof that the language model is there again.
  const thinks = event.type === 'turnFinished' && event.turn.source === 'language-model';
  const degraded = thinks ? withoutMindTrouble(state.degraded) : state.degraded;
  const step = recover(next, degraded, 'language-model');
  return { ...step, facts: [fact, ...step.facts] };
}

const withoutMindTrouble = (failures: Live['degraded']): Live['degraded'] =>
  failures.filter(({ kind }) => !kind.startsWith('language-model-'));
