import { Call } from '@twilio/voice-sdk';
import type { Clock } from '../../../base/clock.ts';
import type { Log } from '../../../base/log.ts';
import { failed, ok, type Result } from '../../../base/result.ts';
import type { CarrierSignal, ExchangeEvent } from '../../../domain/audio/exchange-command.ts';
import { permitStands } from '../../../domain/compliance/dial-permit.ts';
import type { DialTarget } from '../../../contract/line.ts';
import type { LineSide } from '../../../contract/line-side.ts';
import type { Failure } from '../../../domain/failure.ts';
import { followCall } from './follow-call.ts';
import { createKeySender, type KeySender } from './key-sender.ts';
import type { Line } from './line.ts';
import type { Telephone } from './telephone.ts';

type Asked = Extract<ExchangeEvent, { type: 'carrierAsked' }>;
type Target = Extract<DialTarget, { line: 'telephone' }>;
/** `to`: null for a call that came in. */
type Up = { callId: string; to: Target | null; call: Call | null; keys: KeySender | null; wanted: boolean };

export type TwilioLine = {
  dial(callId: string, to: Target): Promise<Result<null, Failure>>;
  /** Somebody calls. Refused where a call is up; otherwise it is offered to main. */
  offer(call: Call): Promise<void>;
  sendDigits(callId: string, digits: string): Result<null, Failure>;
  /** Whether a call of the carrier's is up, or rings. */
  readonly isUp: boolean;
  /** What the exchange asks of the carrier. */
  asked(event: Asked): void;
  /** Why the call of this id failed, where that is known; forgotten once it is told. */
  failureOf(callId: string): Failure | null;
};

/**
 * The line over Twilio: the exchange holds the call, its gates and its sound; the SDK's Device signals. This carries what
 * each of the two does to the other.
 */
export function createTwilioLine(deps: {
  clock: Clock;
  log: Log;
  line: Line;
  telephone: Telephone;
  sound: { hear(stream: MediaStream): void; stop(): void };
  closePeers(): void;
  humanUnheard(): boolean;
  offered(call: { callId: string; from: string; to: string }): void;
  degraded(failure: Failure): void;
  recovered(failure: Failure): void;
  told(callId: string, content: unknown): void;
  legOpened: LineSide['legOpened'];
}): TwilioLine {
  const { clock, log, line, telephone, sound } = deps;
  let up: Up | null = null;
  const failures = new Map<string, Failure>();

  const did = (callId: string, signal: CarrierSignal) => void line.ask({ type: 'carrierDid', callId, signal });

  function follow(mine: Up, call: Call): void {
    const { callId } = mine;
    mine.call = call;
    mine.keys = createKeySender(clock, (run) => call.sendDigits(run));
    followCall(call, {
      did(signal) {
        did(callId, signal);
        if (['bye', 'busy', 'declined', 'lost'].includes(signal.type)) finish(mine);
      },
      sounds: sound.hear,
      failed: (failure) => void failures.set(callId, failure),
      humanUnheard: deps.humanUnheard,
      degraded: deps.degraded,
      recovered: deps.recovered,
      told: (content) => deps.told(callId, content),
      named: (callSid) => deps.legOpened({ callId, leg: 'desk', callSid }),
    });
  }

  function finish(mine: Up): void {
    if (up !== mine) return;
    up = null;
    mine.keys?.stop();
    sound.stop();
    deps.closePeers();
    telephone.callOver();
  }

  async function invite(mine: Up): Promise<void> {
    const { callId, to } = mine;
    if (!to || !permitStands(to.permit, { callId, wallMs: clock.wallTime() })) {
      failures.set(callId, { kind: 'refused', reason: 'The permit for this call has run out. Dial again.' });
      did(callId, { type: 'lost' });
      finish(mine);
      return;
    }
    const answer = await telephone.connect(to);
    if (!answer.ok) {
      failures.set(callId, answer.failure);
      did(callId, { type: 'lost' });
      finish(mine);
      return;
    }
    follow(mine, answer.value);
    if (!mine.wanted) answer.value.disconnect();
  }

  function hangUp(mine: Up): void {
    mine.wanted = false;
    const { call } = mine;
    if (!call) return;
    if (call.status() === Call.State.Pending) call.reject();
    else call.disconnect();
  }

  return {
    async dial(callId, to) {
      if (up) return failed({ kind: 'line-busy' });
      const mine: Up = { callId, to, call: null, keys: null, wanted: true };
      up = mine;
      const answer = await line.ask({ type: 'dial', callId, over: 'carrier' });
      if (answer.ok) return ok(null);
      if (up === mine) up = null;
      return answer;
    },
    async offer(call) {
      const callId = call.parameters['CallSid'] ?? '';
      if (up) {
        // The carrier's function rings the fallback number then.
        call.reject();
        return;
      }
      const mine: Up = { callId, to: null, call: null, keys: null, wanted: true };
      up = mine;
      const asked = line.ask({ type: 'offer', callId });
      // From now on, not from the answer on: the caller may give up in between.
      follow(mine, call);
      const answer = await asked;
      if (up !== mine) return;
      if (!answer.ok) {
        up = null;
        call.reject();
        log.warn('an incoming call could not be offered', { failure: answer.failure });
        return;
      }
      deps.offered({ callId, from: call.parameters['From'] ?? '', to: call.parameters['To'] ?? '' });
      deps.legOpened({ callId, leg: 'desk', callSid: callId });
      const caller = call.customParameters.get('CallerCallSid');
      if (caller) deps.legOpened({ callId, leg: 'far-end', callSid: caller });
    },
    sendDigits(callId, digits) {
      if (up?.callId !== callId || !up.keys) return failed({ kind: 'not-found', what: `Call ${callId}` });
      return up.keys.send(digits);
    },
    get isUp() {
      return up !== null;
    },
    asked({ callId, ask }) {
      if (up?.callId !== callId) return;
      if (ask === 'invite') void invite(up);
      else if (ask === 'accept') up.call?.accept();
      else hangUp(up);
    },
    failureOf(callId) {
      const failure = failures.get(callId) ?? null;
      failures.delete(callId);
      return failure;
    },
  };
}
