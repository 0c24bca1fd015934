import { Volume2 } from 'lucide-react';
import { describeFailure } from '../../../domain/failure.ts';
import { Button } from '../ui/button.tsx';
import { Level } from '../ui/level.tsx';
import { Mark } from '../ui/mark.tsx';
import { useSettings } from './bridge-context.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { LoopbackBox } from './loopback-box.tsx';
import type { Sound, SoundCheck } from './use-sound.ts';

/** Where a voice begins to be usable. */
const QUIET_DB = -45;

function levelWords(db: number | null): { says: string; tone: 'good' | 'warn' | 'idle' } {
  if (db === null) return { says: 'No microphone was heard', tone: 'idle' };
  return db < QUIET_DB
    ? { says: `Very quiet (${Math.round(db)} dB)`, tone: 'warn' }
    : { says: `Heard you (${Math.round(db)} dB)`, tone: 'good' };
}

function Outcome({ result }: { result: SoundCheck }) {
  const level = levelWords(result.microphoneDb);
  return (
    <div className="stack-tight" role="status">
      <div className="row">
        <Level label="Microphone level" db={result.microphoneDb} />
        <Mark tone={level.tone}>{level.says}</Mark>
      </div>
      <p className="row">
        <Mark tone={result.speaker ? 'good' : 'idle'}>
          {result.speaker ? 'The tone was played' : 'The tone could not be played'}
        </Mark>
      </p>
      {result.says ? <p className="soft">{result.says}</p> : null}
    </div>
  );
}

function Missing({ devices }: { devices: NonNullable<Sound['devices']> }) {
  return (
    <>
      {devices.microphones.length === 0 ? (
        <p>
          {describeFailure({ kind: 'microphone-missing' }).says} The agent does not need one. To be heard after a
          take-over, connect one, or let a WAV file speak for you.
        </p>
      ) : null}
      {devices.speakers.length === 0 ? (
        <p>No speaker was found. You will not hear the call; its captions show every word.</p>
      ) : null}
    </>
  );
}

/** Plays a tone, listens for two seconds and says what came of it; where there is no microphone, a WAV file can speak. */
export function SoundCheckBox({ sound }: { sound: Sound }) {
  const { settings } = useSettings();
  const { devices, result } = sound;
  return (
    <div className="stack">
      {devices ? <Missing devices={devices} /> : null}
      <div className="row">
        <Button busy={sound.checking} icon={<Volume2 className="icon" aria-hidden="true" />} onClick={sound.check}>
          {sound.checking ? 'Say something…' : 'Play a tone and listen'}
        </Button>
        <Button busy={sound.choosing} onClick={() => void sound.chooseFile()}>
          Choose a WAV file as microphone
        </Button>
        <Button look="quiet" onClick={sound.look}>
          Look for devices again
        </Button>
      </div>
      {result ? <Outcome result={result} /> : null}
      <LoopbackBox />
      {settings.microphoneFile ? (
        <p className="soft">
          Speaking for you: <code>{settings.microphoneFile}</code>
        </p>
      ) : null}
      <FailureNotice failure={sound.checkFailure ?? sound.chooseFailure ?? sound.devicesFailure} />
    </div>
  );
}
