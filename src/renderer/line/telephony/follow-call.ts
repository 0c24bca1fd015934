import { Call } from '@twilio/voice-sdk';
import type { CarrierSignal } from '../../../domain/audio/exchange-command.ts';
import type { Failure } from '../../../domain/failure.ts';
import { failureOfError, signalOfError } from '../../../domain/telephony/carrier-trouble.ts';

export type CallListener = {
  did(signal: CarrierSignal): void;
  /** The far end's sound; it may come before the answer, and anew after a reconnection. */
  sounds(stream: MediaStream): void;
  failed(failure: Failure): void;
  degraded(failure: Failure): void;
  recovered(failure: Failure): void;
  /** A message of ours from the carrier's function; unparsed. */
  told(content: unknown): void;
  /** The carrier's name for this leg of a call that we place. */
  named(callSid: string): void;
  /** Whether the human has the call and their microphone gives nothing. */
  humanUnheard(): boolean;
};

/** Ten seconds without any change in a sound: somebody is silent, or muted. That is no fault of the line. */
const CALLER_SILENT = 'constant-audio-output-level';
/** Nor is it while the human only listens. */
const DESK_SILENT = 'constant-audio-input-level';
type Trouble = { code: number; message: string };
const RECONNECTING: Failure = { kind: 'call-reconnecting' };

/** Turns what the SDK's call does into what the line goes by. It ends in exactly one of bye, busy, declined and lost. */
export function followCall(call: Call, listener: CallListener): void {
  let over = false;
  let answered = false;
  let trouble: Trouble | null = null;
  let deskSilent = false;
  const open = new Map<string, Failure>();
  const end = (signal: CarrierSignal) => {
    if (over) return;
    over = true;
    for (const failure of open.values()) listener.recovered(failure);
    const failure = trouble && signal.type === 'lost' ? failureOfError(trouble) : null;
    if (failure) listener.failed(failure);
    listener.did(signal);
  };
  const begins = (key: string, failure: Failure) => {
    if (over || open.has(key)) return;
    open.set(key, failure);
    listener.degraded(failure);
  };
  const ends = (key: string) => {
    const failure = open.get(key);
    open.delete(key);
    if (failure && !over) listener.recovered(failure);
  };
  /** The SDK warns once for a silence, in which the call may change hands. */
  const judgeSilence = () => {
    if (deskSilent && listener.humanUnheard()) begins(DESK_SILENT, { kind: 'call-quality', warning: DESK_SILENT });
    else ends(DESK_SILENT);
  };
  let named = call.direction === Call.CallDirection.Incoming;
  const name = () => {
    const callSid = call.parameters['CallSid'];
    if (named || !callSid) return;
    named = true;
    listener.named(callSid);
  };
  const attach = () => {
    // After its end it would drown out the call that is up by then.
    const stream = over ? null : call.getRemoteStream();
    if (stream) listener.sounds(stream);
  };

  call.on('ringing', (early: boolean) => {
    name();
    listener.did({ type: 'ringing', early });
  });
  call.on('accept', () => {
    answered = true;
    name();
    attach();
    listener.did({ type: 'answered' });
  });
  call.on('audio', (element: HTMLAudioElement) => {
    // The line itself plays the caller; without an element the browser lets no sound through.
    element.muted = true;
    attach();
  });
  call.on('reconnecting', () => {
    // What has only rung is not had back: that it is lost comes next.
    if (answered) begins('connection', RECONNECTING);
  });
  call.on('reconnected', () => {
    ends('connection');
    attach();
  });
  call.on('warning', (name: string) => {
    if (name === DESK_SILENT) {
      deskSilent = true;
      judgeSilence();
    } else if (name !== CALLER_SILENT) begins(name, { kind: 'call-quality', warning: name });
  });
  call.on('warning-cleared', (name: string) => {
    if (name === DESK_SILENT) deskSilent = false;
    ends(name);
  });
  call.on('sample', ({ totals }: { totals: { packetsLost: number } }) => {
    judgeSilence();
    if (!over) listener.did({ type: 'counted', framesLost: totals.packetsLost });
  });
  call.on('messageReceived', ({ content }: { content: unknown }) => {
    listener.told(content);
  });
  call.on('error', (error: Trouble) => {
    trouble = error;
    if (call.status() === Call.State.Closed) end(signalOfError(error));
    // What did not end the call in the same breath is no reason for its end minutes later.
    else
      queueMicrotask(() => {
        if (trouble === error) trouble = null;
      });
  });
  call.on('transportClose', () => {
    // Before the answer nothing of the call can be had back, and the SDK waits for ever.
    if (answered) return;
    trouble = { code: 31009, message: 'the connection was lost while it rang' };
    end({ type: 'lost' });
  });
  call.on('cancel', () => {
    end({ type: 'bye' });
  });
  call.on('reject', () => {
    end({ type: 'declined' });
  });
  call.on('disconnect', () => {
    // Of a connection that broke the SDK tells the end first or the reason, and both in the same breath.
    const before = trouble;
    queueMicrotask(() => {
      trouble ??= before;
      end(trouble ? signalOfError(trouble) : { type: 'bye' });
    });
  });
}
