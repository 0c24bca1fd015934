import { Mic, MicOff } from 'lucide-react';
import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.tsx';

/** Whether the caller hears the human, as long as the human has the call; the button is null while they do not. */
export function useMute({ phase, handler, callId, muted }: CallSnapshot) {
  const mute = useWish('microphone.mute');
  const can = phase === 'live' && handler === 'human' && callId !== null;
  const toggle = () => {
    if (can && !mute.busy) void mute.send({ callId, muted: !muted });
  };
  const does = muted ? 'Let the caller hear you again' : 'Mute yourself';
  useKeys(can ? [{ key: 'm', shows: 'M', does, run: toggle }] : []);
  const Icon = muted ? MicOff : Mic;
  const button = can ? (
    <Button
      className="side-control"
      icon={<Icon className="icon" aria-hidden="true" />}
      busy={mute.busy}
      aria-pressed={muted}
      aria-keyshortcuts="m"
      onClick={toggle}
    >
      Mute <Kbd keys="M" />
    </Button>
  ) : null;
  return { button, failure: can ? mute.failure : null };
}
