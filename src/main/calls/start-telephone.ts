import type { Clock } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { CallEvent } from '../../domain/call/call-event.ts';
import { type CallState, isCallUp } from '../../domain/call/call-state.ts';
import type { Failure } from '../../domain/failure.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { DeskTelephone } from '../telephony/desk-telephone.ts';
import { planOutgoing } from './plan-telephone.ts';

/** Calls a number, as a person wrote it, if the gate allows it and the telephone is connected. */
export type StartCall = (written: string) => Result<{ callId: string }, Failure>;

export function createStartCall(deps: {
  clock: Clock;
  ids: { callId(): string };
  about: { version: string };
  settings: Pick<SettingsStore, 'get'>;
  telephone: DeskTelephone;
  queue: { state(): CallState; push(event: CallEvent): void };
}): StartCall {
  const { clock, ids, about, settings, telephone, queue } = deps;
  return (written) => {
    if (isCallUp(queue.state())) return failed({ kind: 'line-busy' });
    const callId = ids.callId();
    const request = { callId, appVersion: about.version, written, wallMs: clock.wallTime() };
    const plan = planOutgoing(request, settings.get());
    if (!plan.ok) return plan;
    const { ready } = telephone;
    if (!ready.ok) return ready;
    queue.push({ type: 'callRequested', plan: plan.value });
    return ok({ callId });
  };
}
