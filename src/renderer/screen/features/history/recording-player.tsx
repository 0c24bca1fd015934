import { Pause, Play } from 'lucide-react';
import { clockTime } from '../../ui/format.ts';
import { useKeys } from '../../ui/keys.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Player } from './use-player.ts';

const STEP_MS = 5_000;

/** Plays the recording: the caller on the left, what went out on the right. */
export function RecordingPlayer({ player, url }: { player: Player; url: string }) {
  const { positionMs, durationMs } = player;
  useKeys([
    { key: ' ', shows: 'Space', does: 'Play or pause the recording', run: player.toggle, onRelease: true },
    {
      key: 'ArrowLeft',
      shows: '←',
      does: 'Back 5 seconds',
      run: () => {
        player.seek(positionMs - STEP_MS);
      },
    },
    {
      key: 'ArrowRight',
      shows: '→',
      does: 'Forward 5 seconds',
      run: () => {
        player.seek(Math.min(durationMs, positionMs + STEP_MS));
      },
    },
  ]);
  return (
    <div className="player" role="group" aria-label="Recording">
      {/* The words are on the page, in step with the sound. */}
      <audio ref={player.audio} src={url} preload="metadata" />
      <button
        type="button"
        className="player-button"
        onClick={player.toggle}
        aria-label={player.playing ? 'Pause' : 'Play'}
        aria-keyshortcuts="Space"
      >
        {player.playing ? <Pause className="icon" aria-hidden="true" /> : <Play className="icon" aria-hidden="true" />}
      </button>
      <span className="number small">{clockTime(positionMs)}</span>
      <input
        className="player-range"
        type="range"
        aria-label="Position in the recording"
        aria-valuetext={`${clockTime(positionMs)} of ${clockTime(durationMs)}`}
        min={0}
        max={Math.max(1, Math.round(durationMs))}
        step={100}
        value={Math.min(positionMs, durationMs)}
        onChange={(event) => {
          player.seek(Number(event.target.value));
        }}
      />
      <span className="number small">{clockTime(durationMs)}</span>
      <span className="faint small player-sides">Left: caller · right: us</span>
      {player.trouble === null ? null : (
        <Notice
          tone="error"
          says={`The recording cannot be played: ${player.trouble}`}
          help="The text below is complete."
        />
      )}
    </div>
  );
}
