import { Headphones } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { Level } from '../ui/level.tsx';
import { FailureNotice } from './failure-notice.tsx';
import { useLoopback } from './use-loopback.ts';

/** Lets somebody hear how they sound, a second late, and see how loud they are. */
export function LoopbackBox() {
  const { running, starting, levels, start, stop, failure } = useLoopback();
  return (
    <div className="stack-tight">
      <div className="row">
        <Button
          icon={<Headphones className="icon" aria-hidden="true" />}
          busy={starting}
          onClick={running ? stop : start}
        >
          {running ? 'Stop hearing yourself' : 'Hear yourself'}
        </Button>
        <span className="soft" role="status">
          {running ? 'Speak: you hear yourself a second later. It stops after two minutes.' : ''}
        </span>
      </div>
      {running ? (
        <div className="sound-levels">
          <span aria-hidden="true">You</span>
          <Level label="Your microphone" db={levels?.microphoneDb ?? null} />
          <span aria-hidden="true">Comes back</span>
          <Level label="What comes back" db={levels?.speakerDb ?? null} />
        </div>
      ) : null}
      <FailureNotice failure={failure} />
    </div>
  );
}
