import { Bot, Phone, PhoneOff } from 'lucide-react';
import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { writtenNumber } from '../../../../domain/lead/phone-number.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useHandover } from '../../bridge/handover.tsx';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { Page } from '../../ui/page.tsx';

/** Somebody calls: who it is, and who picks up. */
export function OfferedCall({ snapshot }: { snapshot: CallSnapshot }) {
  const handover = useHandover();
  const picking = useWish('call.answer');
  const { callId, leadName, number } = snapshot;
  const answer = (handler: 'human' | 'agent') => {
    if (callId !== null && !picking.busy) void picking.send({ callId, handler });
  };
  useKeys([
    {
      key: 'a',
      shows: 'A',
      does: 'Answer the call yourself',
      run: () => {
        answer('human');
      },
    },
    {
      key: 'g',
      shows: 'G',
      does: 'Let the agent answer',
      run: () => {
        answer('agent');
      },
    },
  ]);
  const written = number === null ? '' : writtenNumber(number);
  const waits = snapshot.handler === 'agent';
  return (
    <Page title={`${leadName || 'Somebody'} is calling`} about={written === leadName ? undefined : written}>
      <section className="card card-pad stack" role="alert">
        <p>{waits ? 'The agent picks up as soon as its voice is ready.' : 'It rings.'}</p>
        <div className="row">
          <Button
            look="primary"
            big
            icon={<Phone className="icon" aria-hidden="true" />}
            busy={picking.busy}
            aria-keyshortcuts="a"
            onClick={() => {
              answer('human');
            }}
          >
            Answer <Kbd keys="A" />
          </Button>
          <Button
            big
            icon={<Bot className="icon" aria-hidden="true" />}
            disabled={waits}
            aria-keyshortcuts="g"
            onClick={() => {
              answer('agent');
            }}
          >
            Let the agent answer <Kbd keys="G" />
          </Button>
          <Button
            look="danger"
            icon={<PhoneOff className="icon" aria-hidden="true" />}
            busy={handover.pending === 'hangUp'}
            aria-keyshortcuts="h"
            onClick={handover.hangUp}
          >
            Decline <Kbd keys="H" />
          </Button>
        </div>
        <FailureNotice failure={picking.failure ?? handover.failure} />
        {snapshot.degraded.map((failure, at) => (
          <FailureNotice key={`${failure.kind} ${at}`} failure={failure} />
        ))}
      </section>
    </Page>
  );
}
