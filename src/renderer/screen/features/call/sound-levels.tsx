import { useState } from 'react';
import { useHappening } from '../../bridge/bridge-context.tsx';
import type { EventPayload } from '../../bridge/screen-words.ts';
import { Level } from '../../ui/level.tsx';

/** How loud both ends are, second by second. A mute does not still the microphone's: it shows that the microphone works. */
export function SoundLevels({ callId, muted }: { callId: string; muted: boolean }) {
  const [measured, setMeasured] = useState<EventPayload<'audio.measured'> | null>(null);
  useHappening('audio.measured', setMeasured);
  const last = measured?.callId === callId ? measured : null;
  return (
    <section className="panel" aria-labelledby="panel-sound">
      <h2 id="panel-sound">Sound</h2>
      <div className="sound-levels">
        <span aria-hidden="true">Caller</span>
        <Level label="Caller" db={last?.callerDb ?? null} />
        <span aria-hidden="true">{muted ? 'You (muted)' : 'You'}</span>
        <Level label="Your microphone" db={last?.microphoneDb ?? null} />
      </div>
    </section>
  );
}
