import { useState } from 'react';
import type { Failure } from '../../../../domain/failure.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Part } from './part.tsx';
import { TokenField } from './token-field.tsx';

type UndoPartProps = {
  authToken: string;
  onToken: (authToken: string) => void;
  onUndo: () => void;
  running: boolean;
  failure: Failure | null;
};

/** Takes back what was made, after asking once. */
export function UndoPart({ authToken, onToken, onUndo, running, failure }: UndoPartProps) {
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
  };
  return (
    <Part title="Undo">
      <p className="soft">
        Removes from your Twilio account what Latchkey made there, and lets your number do what it did before. Records
        of calls stay on this machine.
      </p>
      <FailureNotice failure={failure} />
      <div>
        <Button
          look="danger"
          disabled={running}
          onClick={() => {
            setAsking(true);
          }}
        >
          Undo the set-up…
        </Button>
      </div>
      {asking ? (
        <Dialog
          title="Undo the set-up of the telephone?"
          onClose={close}
          actions={
            <>
              <Button onClick={close}>Keep it</Button>
              <Button
                look="danger"
                disabled={authToken.trim() === ''}
                onClick={() => {
                  close();
                  onUndo();
                }}
              >
                Undo
              </Button>
            </>
          }
        >
          <p>Latchkey places and takes no more calls over the telephone then. You can set it up again at any time.</p>
          <TokenField value={authToken} onChange={onToken}>
            Needed to remove things from your account; forgotten afterwards.
          </TokenField>
        </Dialog>
      ) : null}
    </Part>
  );
}
