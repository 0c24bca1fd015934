import { Hand, PhoneCall, Undo2 } from 'lucide-react';
import type { CallSnapshot } from '../../../domain/call/call-snapshot.ts';
import type { Handover } from '../bridge/handover.tsx';
import { useNow } from '../bridge/use-now.ts';
import { Button } from '../ui/button.tsx';
import { clockTime } from '../ui/format.ts';
import { Kbd } from '../ui/kbd.tsx';

function stripSays({ phase, handler, leadName }: CallSnapshot): string {
  if (phase === 'offered') return `${leadName || 'Somebody'} is calling: open the Call screen`;
  return `${handler === 'human' ? 'You are live with' : 'On the line:'} ${leadName}`;
}

/** A live call stays within reach on every other screen. */
export function CallStrip({ snapshot, handover }: { snapshot: CallSnapshot; handover: Handover }) {
  const now = useNow(1_000);
  const human = snapshot.handler === 'human' && snapshot.phase !== 'offered';
  return (
    <section className={human ? 'call-strip call-strip-human' : 'call-strip'} aria-label="Call on the line">
      <PhoneCall className="icon" aria-hidden="true" />
      <a className="grow" href="#/call">
        {stripSays(snapshot)}
      </a>
      <span className="number">
        {snapshot.answeredAtWallMs === null ? '' : clockTime(now - snapshot.answeredAtWallMs)}
      </span>
      {handover.canTakeOver ? (
        <Button
          look="primary"
          busy={handover.pending === 'takeOver'}
          icon={<Hand className="icon" aria-hidden="true" />}
          onClick={handover.takeOver}
          aria-keyshortcuts="t"
        >
          Take over <Kbd keys="T" />
        </Button>
      ) : null}
      {handover.canHandBack ? (
        <Button
          busy={handover.pending === 'handBack'}
          icon={<Undo2 className="icon" aria-hidden="true" />}
          onClick={handover.handBack}
          aria-keyshortcuts="b"
        >
          Hand back <Kbd keys="B" />
        </Button>
      ) : null}
    </section>
  );
}
