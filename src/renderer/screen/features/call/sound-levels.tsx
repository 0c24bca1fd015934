import { useState } from 'react';
import { useHappening, useSettings } from '../../bridge/bridge-context.tsx';
import type { EventPayload } from '../../bridge/screen-words.ts';
import { useWish } from '../../bridge/use-wish.ts';
import { Level } from '../../ui/level.tsx';
import { VolumeSlider } from '../../ui/volume-slider.tsx';

/** How loud both ends are, second by second, and how loud the call is at the desk. A mute does not still the microphone's: it shows that the microphone works. */
export function SoundLevels({ callId, muted }: { callId: string; muted: boolean }) {
  const [measured, setMeasured] = useState<EventPayload<'audio.measured'> | null>(null);
  useHappening('audio.measured', setMeasured);
  const { settings } = useSettings();
  const keep = useWish('settings.set');
  const last = measured?.callId === callId ? measured : null;
  return (
    <section className="panel" aria-labelledby="panel-sound">
      <h2 id="panel-sound">Sound</h2>
      <div className="sound-levels">
        <span aria-hidden="true">Caller</span>
        <Level label="Caller" db={last?.callerDb ?? null} />
        <span aria-hidden="true">{muted ? 'You (muted)' : 'You'}</span>
        <Level label="Your microphone" db={last?.microphoneDb ?? null} />
        <span aria-hidden="true">Volume</span>
        <VolumeSlider
          label="Volume of the call"
          volume={settings.speakerVolume}
          onVolume={(speakerVolume) => void keep.send({ speakerVolume })}
        />
      </div>
    </section>
  );
}
