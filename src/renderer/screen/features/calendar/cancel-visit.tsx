import { X } from 'lucide-react';
import { useState } from 'react';
import type { CalendarEntry } from '../../../../domain/scheduling/calendar-page.ts';
import { dayThere, spanWords } from '../../bridge/appointment-words.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Cancels a visit once the person has confirmed it. */
export function CancelVisit({ entry, timeZone }: { entry: CalendarEntry; timeZone: string }) {
  const [asking, setAsking] = useState(false);
  const cancellation = useWish('appointment.cancel');
  const when = `${dayThere(entry.slot.startWallMs, timeZone)}, ${spanWords(entry.slot, timeZone)}`;
  const whose = entry.leadName === '' ? 'the visit' : `the visit of ${entry.leadName}`;
  const keep = () => {
    setAsking(false);
  };
  const cancel = async () => {
    const answer = await cancellation.send({ appointmentId: entry.appointmentId });
    if (answer.ok) keep();
  };
  return (
    <>
      <Button
        look="quiet"
        icon={<X className="icon" aria-hidden="true" />}
        aria-label={`Cancel ${whose}, ${when}`}
        onClick={() => {
          setAsking(true);
        }}
      >
        Cancel
      </Button>
      {asking ? (
        <Dialog
          title="Cancel this visit?"
          onClose={keep}
          actions={
            <>
              <Button autoFocus onClick={keep}>
                Keep it
              </Button>
              <Button look="danger" busy={cancellation.busy} onClick={() => void cancel()}>
                Cancel the visit
              </Button>
            </>
          }
        >
          <p>
            {entry.leadName || 'The visit'}, {when}. The time is free again at once.
          </p>
          {entry.line === 'telephone' ? <p>Nobody is told by itself: call them.</p> : null}
          <FailureNotice failure={cancellation.failure} />
        </Dialog>
      ) : null}
    </>
  );
}
