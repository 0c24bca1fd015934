import { Mic, MicOff } from 'lucide-react';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.tsx';

/** Whether the caller hears the human who has the call. */
export function MuteButton({ callId, muted }: { callId: string; muted: boolean }) {
  const mute = useWish('microphone.mute');
  const toggle = () => {
    if (!mute.busy) void mute.send({ callId, muted: !muted });
  };
  useKeys([{ key: 'm', shows: 'M', does: muted ? 'Let the caller hear you again' : 'Mute yourself', run: toggle }]);
  return (
    <>
      <Button
        className="side-control"
        icon={muted ? <MicOff className="icon" aria-hidden="true" /> : <Mic className="icon" aria-hidden="true" />}
        busy={mute.busy}
        aria-pressed={muted}
        aria-keyshortcuts="m"
        onClick={toggle}
      >
        Mute <Kbd keys="M" />
      </Button>
      <FailureNotice failure={mute.failure} />
    </>
  );
}
