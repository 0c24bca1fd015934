import { useCallback, useState } from 'react';
import type { Failure } from '../../../domain/failure.ts';
import { useBridge, useClient, useSnapshot } from './bridge-context.tsx';
import { useWish } from './use-wish.ts';

export type Handover = {
  takeOver: () => void;
  handBack: () => void;
  hangUp: () => void;
  /** What was asked for and has not shown in a snapshot yet. */
  pending: 'takeOver' | 'handBack' | 'hangUp' | null;
  canTakeOver: boolean;
  canHandBack: boolean;
  canHangUp: boolean;
  failure: Failure | null;
  /** The line was told directly although main did not confirm. */
  unconfirmed: boolean;
};

const HANG_UP_PHASES = new Set(['preparing', 'dialling', 'ringing', 'live']);

/**
 * Taking over, handing back and hanging up. The line is told first, on its own port, so that the gates move in the same
 * tick even when main hangs; then main is told, and what main publishes is what is shown.
 */
export function useHandover(): Handover {
  const bridge = useBridge();
  const client = useClient();
  const snapshot = useSnapshot();
  const hanging = useWish('call.hangUp');
  const [asked, setAsked] = useState<{ wish: 'takeOver' | 'handBack'; callId: string } | null>(null);
  const [trouble, setTrouble] = useState<{ failure: Failure; callId: string; told: boolean } | null>(null);
  const { callId, phase, handler } = snapshot;
  const live = phase === 'live' && callId !== null;

  const hand = useCallback(
    (wish: 'takeOver' | 'handBack') => {
      if (!callId) return;
      const told = bridge.postGate({ type: wish, callId });
      setAsked({ wish, callId });
      setTrouble(null);
      if (!client) {
        setTrouble({ failure: { kind: 'process-lost', part: 'main', exitCode: null }, callId, told });
        return;
      }
      void client.call(wish === 'takeOver' ? 'call.takeOver' : 'call.handBack', { callId }).then((answer) => {
        if (!answer.ok) setTrouble({ failure: answer.failure, callId, told });
        setAsked((before) => (before?.wish === wish ? null : before));
      });
    },
    [bridge, client, callId],
  );

  const shown = asked && asked.callId === callId && (asked.wish === 'takeOver') === (handler === 'agent') ? asked.wish : null;
  const failure = trouble?.callId === callId ? trouble.failure : hanging.failure;
  return {
    takeOver: () => {
      if (live && handler === 'agent') hand('takeOver');
    },
    handBack: () => {
      if (live && handler === 'human') hand('handBack');
    },
    hangUp: () => {
      if (callId && HANG_UP_PHASES.has(phase)) void hanging.send({ callId });
    },
    pending: hanging.busy ? 'hangUp' : shown,
    canTakeOver: live && handler === 'agent',
    canHandBack: live && handler === 'human',
    canHangUp: callId !== null && HANG_UP_PHASES.has(phase),
    failure,
    unconfirmed: trouble !== null && trouble.callId === callId && trouble.told,
  };
}
