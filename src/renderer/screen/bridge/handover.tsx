import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import type { CallSnapshot } from '../../../domain/call/call-snapshot.ts';
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

const HANG_UP_PHASES = new Set(['preparing', 'offered', 'dialling', 'ringing', 'live']);

type HandWish = { wish: 'takeOver' | 'handBack'; callId: string };
type Trouble = { failure: Failure; callId: string; told: boolean };

/**
 * Moves the call between agent and human. The line is told first, on its own port, so that the gates move in the same
 * tick even when main hangs; then main is told, and what main publishes is what is shown.
 */
function useHanding() {
  const bridge = useBridge();
  const client = useClient();
  const [asked, setAsked] = useState<HandWish | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const hand = useCallback(
    ({ wish, callId }: HandWish) => {
      const { told, wish: stamp } = bridge.postGate({ type: wish, callId });
      setAsked({ wish, callId });
      setTrouble(null);
      if (!client) {
        setTrouble({ failure: { kind: 'process-lost', part: 'main', exitCode: null }, callId, told });
        return;
      }
      const asked = { callId, wish: stamp };
      void client.call(wish === 'takeOver' ? 'call.takeOver' : 'call.handBack', asked).then((answer) => {
        // Main that refuses has answered, and says why.
        const answered = answer.ok || answer.failure.kind === 'refused' || answer.failure.kind === 'not-found';
        if (!answer.ok) setTrouble({ failure: answer.failure, callId, told: told && !answered });
        setAsked((before) => (before?.wish === wish ? null : before));
      });
    },
    [bridge, client],
  );
  return { hand, asked, trouble };
}

/** What may be asked for now. */
function allowed({ phase, callId, handler }: CallSnapshot) {
  const live = phase === 'live' && callId !== null;
  return {
    canTakeOver: live && handler === 'agent',
    canHandBack: live && handler === 'human',
    canHangUp: callId !== null && HANG_UP_PHASES.has(phase),
  };
}

/** What came of the last wish, as far as it was about this call. */
function inView({ handler, callId }: CallSnapshot, asked: HandWish | null, trouble: Trouble | null) {
  // Once the snapshot shows the other handler, what was asked for has come about.
  const awaited = handler === 'agent' ? ('takeOver' as const) : ('handBack' as const);
  const pending = asked?.callId === callId && asked.wish === awaited ? awaited : null;
  const mine = trouble?.callId === callId ? trouble : null;
  return { pending, failure: mine?.failure ?? null, unconfirmed: mine?.told ?? false };
}

function useOneHandover(): Handover {
  const snapshot = useSnapshot();
  const hanging = useWish('call.hangUp');
  const { hand, asked, trouble } = useHanding();
  const callId = snapshot.callId ?? '';
  const may = allowed(snapshot);
  return {
    ...may,
    takeOver: () => {
      if (may.canTakeOver) hand({ wish: 'takeOver', callId });
    },
    handBack: () => {
      if (may.canHandBack) hand({ wish: 'handBack', callId });
    },
    hangUp: () => {
      if (may.canHangUp) void hanging.send({ callId });
    },
    ...inView(snapshot, asked, trouble),
    ...(hanging.busy ? { pending: 'hangUp' } : {}),
    ...(hanging.failure ? { failure: hanging.failure } : {}),
  };
}

const HandoverContext = createContext<Handover | null>(null);

/** One handover for the whole page, so that what a key began shows where the button is. */
export function HandoverProvider({ children }: { children: ReactNode }) {
  return <HandoverContext value={useOneHandover()}>{children}</HandoverContext>;
}

/** Taking over, handing back and hanging up, and what became of it. */
export function useHandover(): Handover {
  const handover = useContext(HandoverContext);
  if (!handover) throw new Error('A call was drawn outside HandoverProvider.');
  return handover;
}
