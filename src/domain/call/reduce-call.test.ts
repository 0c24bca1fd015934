import { describe, expect, it } from 'vitest';
import type { CallEvent } from './call-event.ts';
import type { DEADLINE_MS } from './deadlines.ts';
import {
  callerHangsUp,
  callId,
  leadReady,
  picksUp,
  plan,
  rang,
  request,
  taken,
  tell,
  untilLive,
  voiceLost,
  voiceReady,
  voiceStarted,
} from './testing/call-stories.ts';

const deadline = (name: keyof typeof DEADLINE_MS): CallEvent => ({ type: 'deadlinePassed', callId, deadline: name });
const hangUp: CallEvent = { type: 'hangUpRequested', callId, by: 'human' };
const closed: CallEvent[] = [
  { type: 'voiceClosed', callId },
  { type: 'recordingClosed', callId, durationMs: 7_000 },
];
const turn = {
  turnId: 't1',
  side: 'agent',
  text: 'Hello.',
  startedMs: 3_000,
  endedMs: 4_000,
  interrupted: false,
} as const;

describe('a practice call', () => {
  it('prepares the lead and the voice side by side, and opens the record with what speaks before it dials', () => {
    expect(tell([request]).last.commands).toEqual(['setDeadline', 'prepareLead', 'prepareVoice']);
    for (const order of [
      [leadReady, voiceReady],
      [voiceReady, leadReady],
    ]) {
      const told = tell([request, ...order]);
      expect(told.state.phase).toBe('dialling');
      expect(told.last).toEqual({ commands: ['openStreams', 'dial', 'setDeadline'], facts: ['callRequested'] });
      expect(told.facts[0]).toMatchObject({ leadName: 'Dana Whitfield', voiceId: 'joe', languageModel: null });
    }
  });

  it('prepares the voice after the lead where only the scenario file knows the name', () => {
    const asked = tell([{ type: 'callRequested', plan: { ...plan, leadName: null } }]);
    expect(asked.last.commands).toEqual(['setDeadline', 'prepareLead']);
    const told = tell([{ type: 'callRequested', plan: { ...plan, leadName: null } }, leadReady]);
    expect(told.commands.at(-1)).toMatchObject({
      type: 'prepareVoice',
      seed: { leadName: 'Dana Whitfield' },
      resume: false,
    });
  });

  it('rings, is answered, and lets the voice begin', () => {
    expect(tell(untilLive).state).toMatchObject({ phase: 'live', handler: 'agent', answered: { lineMs: 2_000 } });
    expect(tell(untilLive).last).toEqual({
      commands: ['tellVoiceHandler', 'beginVoice'],
      facts: ['callAnswered', 'recordingStarted'],
    });
  });

  it('ends when the caller hangs up: the last turn and the recording first, callEnded last', () => {
    const told = tell([...untilLive, callerHangsUp, { type: 'turnFinished', callId, turn }, ...closed]);
    expect(told.state).toMatchObject({ phase: 'ended', reason: 'caller-hung-up' });
    expect(told.facts.slice(-3).map((fact) => fact.type)).toEqual(['turnFinished', 'recordingEnded', 'callEnded']);
  });

  it('still ends when neither the line nor the voice answers, and silences the line', () => {
    const told = tell([...untilLive, hangUp, deadline('hangUp'), deadline('windUp')]);
    expect(told.state).toMatchObject({ phase: 'ended', reason: 'human-hung-up' });
    expect(told.commands.map((command) => command.type)).toContain('restartLine');
  });

  it('keeps what was said even when it comes after the end', () => {
    const told = tell([...untilLive, callerHangsUp, deadline('windUp'), { type: 'turnFinished', callId, turn }]);
    expect(told.state.phase).toBe('ended');
    expect(told.last.facts).toEqual(['turnFinished']);
  });

  it('cancelled while it is prepared, keeps neither the lead nor the voice at it', () => {
    expect(tell([request, hangUp]).last.commands).toEqual(['dismissLead', 'closeVoice']);
  });

  it.each([
    ['while preparing', [request, hangUp], 'cancelled'],
    ['while ringing', [request, leadReady, voiceReady, rang, hangUp, callerHangsUp, ...closed], 'cancelled'],
    [
      'when nobody answers for 30 s',
      [request, leadReady, voiceReady, rang, deadline('dial'), callerHangsUp, ...closed],
      'not-answered',
    ],
    ['when the app is closed', [...untilLive, { ...hangUp, by: 'app' }, callerHangsUp, ...closed], 'app-closed'],
    [
      'when the agent says goodbye',
      [...untilLive, { type: 'agentHangUpRequested', callId }, callerHangsUp, ...closed],
      'agent-hung-up',
    ],
    [
      'when the line cannot dial',
      [request, leadReady, voiceReady, { type: 'dialFailed', callId, failure: { kind: 'line-busy' } }, ...closed],
      'failed',
    ],
    ['when the line window dies', [...untilLive, { type: 'hostLost', host: 'line', exitCode: 1 }, ...closed], 'failed'],
    [
      'when the lead process dies',
      [...untilLive, { type: 'hostLost', host: 'practice', exitCode: 1 }, callerHangsUp, ...closed],
      'failed',
    ],
    [
      'when the scenario is broken',
      [request, { type: 'leadNotPrepared', callId, failure: { kind: 'not-found', what: 'Scenario x' } }],
      'failed',
    ],
    ['when preparing takes too long', [request, leadReady, deadline('prepare')], 'failed'],
  ] as [string, CallEvent[], string][])('is recorded with its reason: %s', (_, story, reason) => {
    const told = tell(story);
    expect(told.state).toMatchObject({ phase: 'ended', reason });
    expect(told.facts[0]?.type).toBe('callRequested');
    expect(told.facts.at(-1)).toMatchObject({ type: 'callEnded', reason });
  });
});

describe('taking over', () => {
  it('moves the gates, and the record says so once the line confirms it', () => {
    expect(tell([...untilLive, { type: 'takeOverRequested', callId }]).last.commands).toEqual(['setGates']);
    const told = tell([...untilLive, { type: 'takeOverRequested', callId }, taken('human'), taken('human')]);
    expect(told.state).toMatchObject({ handler: 'human' });
    expect(told.facts.filter((fact) => fact.type === 'handlerChanged')).toEqual([
      { type: 'handlerChanged', handler: 'human', lineMs: 5_000, why: 'take-over' },
    ]);
  });

  it('is known from the line alone when the screen went straight to the gates', () => {
    expect(tell([...untilLive, taken('human')]).last).toEqual({
      commands: ['tellVoiceHandler'],
      facts: ['handlerChanged'],
    });
  });

  it('passes a wish of a screen on with all that is known of such wishes', () => {
    const taken: CallEvent = { type: 'takeOverRequested', callId, wish: { screen: 's1', count: 1 } };
    const moved: CallEvent = {
      type: 'gatesChanged',
      callId,
      handler: 'agent',
      lineMs: 6_000,
      wish: { screen: 's2', count: 4 },
    };
    const told = tell([...untilLive, taken, moved, { type: 'takeOverRequested', callId }]);
    expect(told.commands.filter(({ type }) => type === 'setGates')).toMatchObject([
      { handler: 'human', knows: { s1: 1 } },
      { handler: 'human', knows: { s1: 1, s2: 4 } },
    ]);
  });

  it.each(['takeOverRequested', 'handBackRequested'] as const)('%s means nothing before anybody answered', (type) => {
    expect(tell([request, leadReady, voiceReady, rang, { type, callId }]).last).toEqual({ commands: [], facts: [] });
  });

  it('does not let the agent hang up on the human', () => {
    expect(tell([...untilLive, taken('human'), { type: 'agentHangUpRequested', callId }]).state.phase).toBe('live');
  });
});

describe('a voice process that dies in a call', () => {
  it('is bridged at once, the human is rung, and it resumes over a stream of its own', () => {
    expect(tell([...untilLive, voiceLost]).last.commands).toEqual(['playBridge', 'ringHuman']);
    expect(tell([...untilLive, voiceLost, voiceStarted]).commands.at(-1)).toMatchObject({
      type: 'prepareVoice',
      resume: true,
      handler: 'agent',
    });
    const told = tell([...untilLive, voiceLost, voiceStarted, voiceReady]);
    expect(told.last).toEqual({ commands: ['openStreams', 'tellVoiceHandler', 'beginVoice'], facts: ['recovered'] });
    expect(told.state).toMatchObject({ phase: 'live', degraded: [] });
  });

  it('comes back as a listener where the human took over meanwhile', () => {
    const told = tell([...untilLive, voiceLost, voiceStarted, taken('human'), voiceReady]);
    expect(told.facts.at(-2)).toMatchObject({ type: 'handlerChanged', handler: 'human', why: 'voice-lost' });
    expect(told.commands.at(-2)).toMatchObject({ type: 'tellVoiceHandler', handler: 'human' });
  });

  it('is not handed a caller while it is away', () => {
    expect(
      tell([...untilLive, taken('human'), voiceLost, { type: 'handBackRequested', callId }]).last.commands,
    ).toEqual([]);
  });

  it('is not left with a caller whom the screen handed back straight at the gates', () => {
    const told = tell([...untilLive, taken('human'), voiceLost, taken('agent')]);
    expect(told.commands.at(-1)).toEqual({ type: 'setGates', callId, handler: 'human', knows: {} });
    expect(told.state).toMatchObject({ handler: 'human' });
    const back = tell([...untilLive, taken('human'), voiceLost, taken('agent'), taken('human')]);
    expect(back.state).toMatchObject({ handler: 'human' });
    // One take-over, whatever the gates did in between.
    expect(back.facts.filter(({ type }) => type === 'handlerChanged')).toMatchObject([{ handler: 'human' }]);
  });

  it('is asked again when it died before the call was dialled', () => {
    const told = tell([request, leadReady, voiceLost, voiceStarted, voiceReady]);
    expect(told.state.phase).toBe('dialling');
    expect(told.facts.map((fact) => fact.type)).toEqual(['callRequested', 'degraded', 'recovered']);
  });

  it('ends the call when it dies again and again before it is dialled', () => {
    const again = [voiceLost, voiceStarted];
    expect(tell([request, leadReady, ...again, ...again]).state.phase).toBe('preparing');
    expect(tell([request, leadReady, ...again, ...again, voiceLost]).state).toMatchObject({
      phase: 'ended',
      reason: 'failed',
      degraded: [{ kind: 'process-lost', part: 'voice' }],
    });
  });

  it('is not given up where somebody had it started anew', () => {
    const again: CallEvent[] = [{ ...voiceLost, onPurpose: true }, voiceStarted];
    const told = tell([request, leadReady, ...again, ...again, ...again, voiceReady]);
    expect(told.state.phase).toBe('dialling');
    expect(told.facts[1]).toMatchObject({ failure: { kind: 'process-lost', part: 'voice', onPurpose: true } });
  });

  it('is asked again when it was away from before the call was asked for', () => {
    const away: CallEvent = {
      type: 'voiceNotPrepared',
      callId,
      failure: { kind: 'process-lost', part: 'voice', exitCode: null },
    };
    const told = tell([request, away, leadReady, voiceStarted, voiceReady]);
    expect(told.commands.map(({ type }) => type).filter((type) => type === 'prepareVoice')).toHaveLength(2);
    expect(told.state.phase).toBe('dialling');
    expect(told.facts.map((fact) => fact.type)).toEqual(['callRequested']);
  });

  it('is bridged for a caller who picks up before it is back', () => {
    const told = tell([request, leadReady, voiceReady, rang, voiceLost, picksUp]);
    expect(told.last.commands).toEqual(['playBridge', 'ringHuman']);
  });
});

describe('a part that is in trouble in a call', () => {
  const failure = { kind: 'disk-full', path: '/records/latchkey.db' } as const;
  const degraded: CallEvent = { type: 'partDegraded', callId: null, failure };
  const recovered: CallEvent = { type: 'partRecovered', part: 'store', failure };

  it.each([
    ['in the call', [...untilLive, degraded, recovered]],
    ['before it is dialled', [request, degraded, recovered, leadReady, voiceReady]],
  ] as [string, CallEvent[]][])('is not told of any more once it is over (%s)', (_, story) => {
    const told = tell(story);
    expect(told.state).toMatchObject({ degraded: [] });
    expect(told.facts.slice(-2).map((fact) => fact.type)).toEqual(['degraded', 'recovered']);
    expect(tell([...story, recovered]).last.facts).toEqual([]);
  });

  it('was the language model, until it words a reply again', () => {
    const stopped: CallEvent = {
      type: 'partDegraded',
      callId,
      failure: { kind: 'language-model-failed', detail: 'it broke off' },
    };
    const reply = (source: 'rehearsed' | 'language-model'): CallEvent => ({
      type: 'turnFinished',
      callId,
      turn: { ...turn, source },
    });
    expect(tell([...untilLive, stopped, reply('rehearsed')]).state).toMatchObject({ degraded: [stopped.failure] });
    const told = tell([...untilLive, stopped, reply('language-model')]);
    expect(told.state).toMatchObject({ degraded: [] });
    expect(told.last.facts).toEqual(['turnFinished', 'recovered']);
  });
});

describe('a store that dies in a call', () => {
  it('gets a new recording stream when it is back', () => {
    const told = tell([
      ...untilLive,
      { type: 'hostLost', host: 'store', exitCode: 9 },
      { type: 'hostStarted', host: 'store' },
    ]);
    expect(told.commands.at(-1)).toEqual({ type: 'openStreams', callId, streams: ['recording'] });
    expect(told.last.facts).toEqual(['recovered']);
  });

  it('gets one, too, when it was away from before the call was dialled', () => {
    expect(tell([...untilLive, { type: 'hostStarted', host: 'store' }]).last).toEqual({
      commands: ['openStreams'],
      facts: [],
    });
  });
});

describe('a whisper', () => {
  const whispers: CallEvent = {
    type: 'whisperRequested',
    callId,
    whisper: { whisperId: 'w1', text: 'Ask about the roof' },
  };

  it('goes to the voice of a live call and on record, whoever serves the caller', () => {
    for (const before of [untilLive, [...untilLive, taken('human')]]) {
      const told = tell([...before, whispers]);
      expect(told.last).toEqual({ commands: ['tellVoiceWhisper'], facts: ['whispered'] });
      expect(told.commands.at(-1)).toMatchObject({ whisper: { whisperId: 'w1' } });
      expect(told.facts.at(-1)).toMatchObject({ text: 'Ask about the roof' });
    }
  });

  it.each([
    ['there is no call', []],
    ['it rings', [request, leadReady, voiceReady, rang]],
    ['the voice is lost', [...untilLive, voiceLost]],
    ['the call is over', [...untilLive, callerHangsUp]],
  ])('is nothing where %s', (_when, before) => {
    expect(tell([...before, whispers]).last).toEqual({ commands: [], facts: [] });
  });
});

describe('a muted human', () => {
  const mute = (muted: boolean): CallEvent => ({ type: 'muteRequested', callId, muted });
  const told = (muted: boolean): CallEvent => ({ type: 'microphoneMuted', callId, muted });
  const human = [...untilLive, taken('human')];

  it('is one once the line says so, and no longer when it says the opposite', () => {
    expect(tell([...human, mute(true)]).commands.at(-1)).toEqual({ type: 'muteMicrophone', callId, muted: true });
    expect(tell([...human, mute(true)]).state).toMatchObject({ muted: false });
    expect(tell([...human, mute(true), told(true)]).state).toMatchObject({ muted: true });
    expect(tell([...human, mute(true), told(true), mute(false), told(false)]).state).toMatchObject({ muted: false });
  });

  it('is none after a hand-back, nor at the next take-over', () => {
    const back = [...human, told(true), taken('agent', 6_000)];
    expect(tell(back).state).toMatchObject({ muted: false });
    expect(tell([...back, taken('human', 7_000)]).state).toMatchObject({ muted: false });
  });

  it('is none either where the hand-back found no voice: the gates have moved all the same', () => {
    const { state, last } = tell([...human, told(true), voiceLost, taken('agent', 6_000)]);
    expect(state).toMatchObject({ handler: 'human', muted: false });
    expect(last.commands).toEqual(['setGates']);
    expect(tell([...human, told(true), taken('human', 6_000)]).state).toMatchObject({ muted: false });
  });

  it('cannot be while the agent has the call', () => {
    expect(tell([...untilLive, mute(true)]).last.commands).toEqual([]);
    expect(tell([...untilLive, told(true)]).state).toMatchObject({ muted: false });
  });
});
