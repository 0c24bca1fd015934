import type { Clock } from '../../base/clock.ts';
import { ok, type Result } from '../../base/result.ts';
import type { CallCommand, Stream } from '../../domain/call/call-command.ts';
import type { CallEvent, Deadline } from '../../domain/call/call-event.ts';
import { describeFailure, type Failure } from '../../domain/failure.ts';
import type { PhoneNumber } from '../../domain/lead/phone-number.ts';
import type { Bridge } from './bridge-turn.ts';
import type { ViewEvent } from './call-view.ts';
import type { DeskCalendar } from './desk-calendar.ts';
import { inLeadsZone } from './lead-time-zone.ts';
import type { FactOutbox } from './fact-outbox.ts';
import type { Hosts } from './softphone-hosts.ts';

/** How long dialling waits for the store: a call is written down before it is placed, if the store can. */
const RECORD_FIRST_MS = 1_000;

export type PerformDeps<Native> = {
  hosts: Hosts<Native>;
  createChannel(): [Native, Native];
  outbox: FactOutbox;
  clock: Clock;
  push(event: CallEvent): void;
  look(callId: string, event: ViewEvent): void;
  keepBridge(bridge: Bridge): void;
  ringHuman(): void;
  calendar: Pick<DeskCalendar, 'open'>;
  /** See `lead-time-zone`. */
  leadTimeZone(number: string | null | undefined, desk: string): Promise<string>;
  /** Asks the gate again. */
  mayDial(callId: string, number: PhoneNumber): Result<unknown, Failure>;
};

export type Performer = {
  perform(command: CallCommand): void;
  /** Nothing is waited for any more. */
  forgetDeadlines(): void;
};

/** Tells the hosts what `reduceCall` decided; what they answer comes back as events. */
export function createPerformer<Native>(deps: PerformDeps<Native>): Performer {
  const { hosts, push } = deps;
  const deadlines = new Map<Deadline, () => void>();
  const { voice, store, practice, line } = hosts;
  const otherSide = { audio: voice, trunk: practice, recording: store } as const;

  const openStream = (callId: string, stream: Stream) => {
    const [forLine, forOther] = deps.createChannel();
    line.give({ type: 'stream', stream, callId }, forLine);
    otherSide[stream].give({ type: 'stream', stream, callId }, forOther);
  };
  /** A command that must not fail: where it does, the part is degraded and the call goes on. */
  const must = (answer: Promise<Result<unknown, Failure>>, callId: string) =>
    void answer.then((result) => {
      if (!result.ok && result.failure.kind !== 'process-lost')
        push({ type: 'partDegraded', callId, failure: result.failure });
    });

  const prepareLead = async ({ callId, scenario, chance }: Extract<CallCommand, { type: 'prepareLead' }>) => {
    const answer = await practice.call('lead.prepare', { callId, scenario, seed: chance });
    if (answer.ok) push({ type: 'leadPrepared', callId, lead: answer.value });
    else push({ type: 'leadNotPrepared', callId, failure: answer.failure });
  };
  const prepareVoice = async ({ type: _type, ...input }: Extract<CallCommand, { type: 'prepareVoice' }>) => {
    const { callId } = input;
    // Before the mind of the call is made, which is given it.
    if (input.seed.calendar) deps.calendar.open(callId);
    const answer = await voice.call('call.prepare', {
      ...input,
      seed: await inLeadsZone(input.seed, deps.leadTimeZone),
    });
    if (!answer.ok) {
      push({ type: 'voiceNotPrepared', callId, failure: answer.failure });
      return;
    }
    const { voiceId, languageModel, bridge } = answer.value;
    deps.keepBridge(bridge);
    push({ type: 'voicePrepared', callId, speaker: { voiceId, languageModel } });
  };
  let hungUp = '';
  const dial = async ({ callId, to }: Extract<CallCommand, { type: 'dial' }>) => {
    await deps.outbox.flushed(RECORD_FIRST_MS);
    if (hungUp === callId) {
      // The line has never heard of this call, and must not ring anybody now.
      push({ type: 'lineEnded', callId, reason: 'cancelled', lineMs: 0 });
      return;
    }
    // What was true when the permit was given may not be true any more.
    const still = 'permit' in to ? deps.mayDial(callId, to.permit.number) : ok(null);
    const answer = still.ok ? await line.call('call.dial', { callId, to }) : still;
    if (!answer.ok) push({ type: 'dialFailed', callId, failure: answer.failure });
  };
  const accept = async ({ callId, handler }: Extract<CallCommand, { type: 'acceptCall' }>) => {
    const answer = await line.call('call.accept', { callId, handler });
    if (!answer.ok) push({ type: 'dialFailed', callId, failure: answer.failure });
  };
  const beginVoice = async (callId: string) => {
    const answer = await voice.call('call.begin', { callId });
    if (answer.ok || answer.failure.kind === 'process-lost') return;
    // The caller is on the line and nobody speaks: that is a matter for the human, whatever the reason.
    const detail = describeFailure(answer.failure).says;
    push({ type: 'partDegraded', callId, failure: { kind: 'engine-failed', engine: 'The agent', detail } });
  };
  const setGates = async ({ callId, handler, knows }: Extract<CallCommand, { type: 'setGates' }>) => {
    const answer = await line.call('gates.set', { callId, handler, knows });
    if (!answer.ok) push({ type: 'gatesFailed', callId, failure: answer.failure });
  };
  const mute = async ({ callId, muted }: Extract<CallCommand, { type: 'muteMicrophone' }>) => {
    const answer = await line.call('microphone.mute', { callId, muted });
    // A hand-back that overtook it is no trouble.
    if (!answer.ok && answer.failure.kind !== 'refused')
      push({ type: 'partDegraded', callId, failure: answer.failure });
  };
  const tellWhisper = async ({ callId, whisper }: Extract<CallCommand, { type: 'tellVoiceWhisper' }>) => {
    deps.look(callId, { type: 'whispered', whisper });
    const answer = await voice.call('whisper.give', { callId, ...whisper });
    const state = answer.ok ? answer.value.state : 'undelivered';
    deps.look(callId, { type: 'whisperState', whisperId: whisper.whisperId, state });
  };
  const closeRecording = async (callId: string) => {
    const answer = await store.call('recording.finish', { callId });
    push({ type: 'recordingClosed', callId, durationMs: answer.ok ? answer.value.durationMs : null });
  };

  const setDeadline = (callId: string, deadline: Deadline, afterMs: number) => {
    deadlines.get(deadline)?.();
    deadlines.set(
      deadline,
      deps.clock.after(afterMs, () => push({ type: 'deadlinePassed', callId, deadline })),
    );
  };

  const perform = (command: CallCommand): void => {
    const { callId } = command;
    switch (command.type) {
      case 'prepareLead':
        return void prepareLead(command);
      case 'dismissLead':
        return void practice.call('lead.dismiss', { callId });
      case 'prepareVoice':
        return void prepareVoice(command);
      case 'openStreams':
        return command.streams.forEach((stream) => openStream(callId, stream));
      case 'dial':
        return void dial(command);
      case 'declineOffer':
        return void line.call('call.hangUp', { callId });
      case 'acceptCall':
        return void accept(command);
      case 'beginVoice':
        return void beginVoice(callId);
      case 'setGates':
        return void setGates(command);
      case 'muteMicrophone':
        return void mute(command);
      case 'tellVoiceHandler':
        return must(voice.call('handler.set', { callId, handler: command.handler, lineMs: command.lineMs }), callId);
      case 'tellVoiceWhisper':
        return void tellWhisper(command);
      case 'playBridge':
        return must(line.call('clip.play', { callId, clip: 'bridge' }), callId);
      case 'ringHuman':
        return deps.ringHuman();
      case 'hangUpLine':
        hungUp = callId;
        // A line that does not answer is dealt with by the deadline of the call.
        return void line.call('call.hangUp', { callId });
      case 'restartLine':
        return line.restart();
      case 'closeVoice':
        return void voice.call('call.end', { callId }).then(() => push({ type: 'voiceClosed', callId }));
      case 'closeRecording':
        return void closeRecording(callId);
      case 'setDeadline':
        return setDeadline(callId, command.deadline, command.afterMs);
    }
  };
  return {
    perform,
    forgetDeadlines() {
      for (const cancel of deadlines.values()) cancel();
      deadlines.clear();
    },
  };
}
