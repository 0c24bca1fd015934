import { describe, expect, it } from 'vitest';
import type { CallEvent } from './call-event.ts';
import type { EndReason } from './call-id.ts';
import {
  callId,
  incoming,
  outgoing,
  picksUp,
  rang,
  tell,
  voiceLost,
  voiceReady,
  voiceStarted,
} from './testing/call-stories.ts';

const request: CallEvent = { type: 'callRequested', plan: outgoing };
const offer = (answeredBy: 'agent' | 'human'): CallEvent => ({ type: 'callOffered', plan: incoming(answeredBy) });
const answer = (handler: 'agent' | 'human'): CallEvent => ({ type: 'answerRequested', callId, handler });
const names = (commands: { type: string }[]) => commands.map(({ type }) => type);

describe('a call that goes out', () => {
  it('is dialled with its permit once the voice is ready; there is no lead to prepare and no trunk', () => {
    const { commands, state } = tell([request, voiceReady]);
    expect(names(commands)).toEqual(['setDeadline', 'prepareVoice', 'openStreams', 'dial', 'setDeadline']);
    expect(commands.find(({ type }) => type === 'dial')).toEqual({
      type: 'dial',
      callId,
      to: { line: 'telephone', permit: outgoing.permit, detectMachines: true },
    });
    expect(commands.find(({ type }) => type === 'openStreams')).toMatchObject({ streams: ['audio', 'recording'] });
    expect(state.phase).toBe('dialling');
  });

  it('greets nobody by what the screen calls the number, now or after the voice process died', () => {
    const { commands } = tell([request, voiceReady, rang, picksUp, voiceLost, voiceStarted]);
    const seeds = commands.flatMap((command) => (command.type === 'prepareVoice' ? [command.seed.leadName] : []));
    expect(seeds).toEqual(['', '']);
  });

  it('is on record with its number and the rules that allowed it', () => {
    expect(tell([request, voiceReady]).facts[0]).toMatchObject({
      type: 'callRequested',
      line: 'telephone',
      direction: 'outgoing',
      number: outgoing.number,
      rule: outgoing.permit.ruleVersion,
    });
  });

  it('does not care for the simulated lead: that process may die', () => {
    const lost = { type: 'hostLost', host: 'practice', exitCode: 1 } as const;
    expect(tell([request, lost, voiceReady, rang, picksUp]).state.phase).toBe('live');
    expect(tell([request, voiceReady, rang, picksUp, lost]).state.phase).toBe('live');
  });

  it.each(['busy', 'rejected', 'not-answered'] as const)('ends as %s', (reason) => {
    const { facts } = tell([
      request,
      voiceReady,
      rang,
      { type: 'lineEnded', callId, reason, lineMs: 0 },
      { type: 'voiceClosed', callId },
    ]);
    expect(facts.at(-1)).toMatchObject({ type: 'callEnded', reason });
  });

  it('says why it failed', () => {
    const failure = { kind: 'telephone-unreachable', detail: 'no answer' } as const;
    const { state, facts } = tell([
      request,
      voiceReady,
      { type: 'lineEnded', callId, reason: 'failed', lineMs: 0, failure },
    ]);
    expect(state).toMatchObject({ phase: 'ending', degraded: [failure] });
    expect(facts.at(-1)).toEqual({ type: 'degraded', failure });
  });
});

describe('a call that comes in', () => {
  it('is picked up by the agent as soon as its voice is ready, where the settings say so', () => {
    const rung = tell([offer('agent')]);
    expect(names(rung.commands)).toEqual(['setDeadline', 'prepareVoice']);
    expect(rung.state.phase).toBe('offered');
    const { last, state, facts } = tell([offer('agent'), voiceReady]);
    expect(last.commands).toEqual(['openStreams', 'acceptCall', 'setDeadline']);
    expect(state).toMatchObject({ phase: 'dialling', handler: 'agent' });
    expect(facts[0]).toMatchObject({ type: 'callRequested', direction: 'incoming' });
  });

  it('rings at the desk where the human answers, and goes on ringing when the voice is ready', () => {
    const { commands, state } = tell([offer('human'), voiceReady]);
    expect(names(commands)).toEqual(['setDeadline', 'prepareVoice', 'ringHuman']);
    expect(state.phase).toBe('offered');
  });

  it('is served by the human who picked it up, with the agent listening', () => {
    const { state, commands, facts } = tell([offer('human'), voiceReady, answer('human'), picksUp]);
    expect(facts).toContainEqual({ type: 'callAnswered', lineMs: 2_000, handler: 'human' });
    expect(state).toMatchObject({ phase: 'live', handler: 'human' });
    expect(commands).toContainEqual({ type: 'acceptCall', callId, handler: 'human' });
    expect(names(commands).at(-1)).toBe('beginVoice');
  });

  it('can be picked up before the voice is ready, and without one', () => {
    const { state, last } = tell([offer('human'), answer('human'), picksUp]);
    expect(state).toMatchObject({ phase: 'live', handler: 'human' });
    expect(last.commands).toEqual([]);
    expect(tell([offer('human'), answer('human'), picksUp, voiceReady]).last.commands).toContain('beginVoice');
  });

  it('can be given to the agent, who picks up once it can', () => {
    expect(tell([offer('human'), answer('agent')]).state).toMatchObject({ phase: 'offered', handler: 'agent' });
    expect(tell([offer('human'), answer('agent'), voiceReady]).last.commands).toContain('acceptCall');
  });

  it.each([
    ['human', 'agent'],
    ['agent', 'human'],
  ] as const)(
    'the voice hears who has the call before it begins: expected by the %s, picked up by the %s',
    (by, handler) => {
      const { last } = tell([offer(by), answer(handler), voiceReady, picksUp]);
      expect(last.commands).toEqual(['tellVoiceHandler', 'beginVoice']);
      const { commands } = tell([offer(by), answer(handler), voiceReady, picksUp]);
      expect(commands).toContainEqual({ type: 'tellVoiceHandler', callId, handler, lineMs: 2_000 });
    },
  );

  it('rings the human where the agent cannot answer', () => {
    const failure = { kind: 'model-missing', modelId: 'm', file: 'f' } as const;
    const { last, state } = tell([offer('agent'), { type: 'voiceNotPrepared', callId, failure }]);
    expect(last.commands).toEqual(['ringHuman']);
    expect(state).toMatchObject({ phase: 'offered', handler: 'human', degraded: [failure] });
  });

  it('waits for a voice that was lost while it rang', () => {
    const { last } = tell([offer('agent'), voiceLost, voiceStarted, voiceReady]);
    expect(last.commands).toContain('acceptCall');
  });

  it.each<[CallEvent, EndReason]>([
    [{ type: 'lineEnded', callId, reason: 'missed', lineMs: 0 }, 'missed'],
    [{ type: 'hangUpRequested', callId, by: 'human' }, 'rejected'],
    [{ type: 'deadlinePassed', callId, deadline: 'dial' }, 'missed'],
  ])('that nobody takes is on record: %j', (event, reason) => {
    const { facts } = tell([
      offer('human'),
      event,
      { type: 'lineEnded', callId, reason, lineMs: 0 },
      { type: 'voiceClosed', callId },
    ]);
    expect(facts.at(-1)).toMatchObject({ type: 'callEnded', reason });
  });

  it('is turned away beside the call that is up, which it does not disturb', () => {
    const told = tell([
      request,
      voiceReady,
      rang,
      picksUp,
      { type: 'callOffered', plan: { ...incoming('agent'), callId: 'c9' } },
    ]);
    expect(told.last).toEqual({ commands: ['declineOffer'], facts: [] });
    expect(told.commands.at(-1)).toMatchObject({ callId: 'c9' });
    expect(told.state).toMatchObject({ phase: 'live', plan: { callId } });
  });
});
