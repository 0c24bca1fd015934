import { useEffect, useState } from 'react';
import { useBridge } from '../bridge/bridge-context.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

const PATIENCE_MS = 6_000;

/** Before the first port is there. Says so only when it takes long. */
export function Waiting() {
  const bridge = useBridge();
  const [late, setLate] = useState(false);
  useEffect(
    () =>
      bridge.clock.after(PATIENCE_MS, () => {
        setLate(true);
      }),
    [bridge],
  );
  return (
    <main className="waiting" aria-busy="true">
      <h1 className="unseen">Latchkey is starting</h1>
      {late ? (
        <Notice
          tone="warning"
          says="Latchkey’s main process does not answer."
          help="It may still be starting. If it stays like this, quit Latchkey and start it again."
          action={
            <Button
              onClick={() => {
                bridge.ask();
              }}
            >
              Ask again
            </Button>
          }
        />
      ) : (
        <p className="faint">Starting…</p>
      )}
    </main>
  );
}
