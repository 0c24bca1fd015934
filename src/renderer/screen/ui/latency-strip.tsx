import { useState } from 'react';
import { milliseconds } from './format.ts';

export type StripTurn = { id: string; totalMs: number; stages: readonly { says: string; ms: number }[] };

/** Full height of the strip, and from where on a reply counts as slow, ms. */
const FULL_MS = 1_000;
const SLOW_MS = 800;

/** So many bars fit without becoming too small to be hit. */
const SHOWN = 10;

const spoken = (turn: StripTurn, number: number) =>
  `Reply ${number}: ${milliseconds(turn.totalMs)}; ${turn.stages.map((stage) => `${stage.says} ${milliseconds(stage.ms)}`).join(', ')}`;

/** Where the time of one reply went. */
export function LatencySplitView({ turn }: { turn: StripTurn }) {
  return (
    <div className="split">
      <div className="split-bar" aria-hidden="true">
        {turn.stages.map((stage, at) => (
          <div key={stage.says} className={`stage-${at + 1}`} style={{ flexGrow: stage.ms }} />
        ))}
      </div>
      <dl className="split-list">
        {turn.stages.map((stage, at) => (
          <div key={stage.says}>
            <span className={`split-key stage-${at + 1}`} aria-hidden="true" />
            <dt>{stage.says}</dt>
            <dd className="number">{milliseconds(stage.ms)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** One quiet bar for each reply; the one that is pointed at, focused or pressed is taken apart below. */
export function LatencyStrip({ turns }: { turns: readonly StripTurn[] }) {
  const [pressed, setPressed] = useState<string | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const last = turns.at(-1);
  const first = Math.max(0, turns.length - SHOWN);
  const shown = turns.find((turn) => turn.id === pointed) ?? turns.find((turn) => turn.id === pressed) ?? last;
  if (!shown) return null;
  return (
    <div className="stack">
      <div className="strip" role="group" aria-label="Latency of each reply">
        {turns.slice(first).map((turn, at) => (
          <button
            key={turn.id}
            type="button"
            className="strip-turn"
            aria-label={spoken(turn, first + at + 1)}
            aria-pressed={turn.id === shown.id}
            onClick={() => {
              setPressed(turn.id === pressed ? null : turn.id);
            }}
            onMouseEnter={() => {
              setPointed(turn.id);
            }}
            onMouseLeave={() => {
              setPointed(null);
            }}
            onFocus={() => {
              setPointed(turn.id);
            }}
            onBlur={() => {
              setPointed(null);
            }}
          >
            <div
              className={turn.totalMs > SLOW_MS ? 'strip-bar slow' : 'strip-bar'}
              style={{ height: `${Math.min(100, (turn.totalMs / FULL_MS) * 100)}%` }}
            />
          </button>
        ))}
      </div>
      <p className="small soft">
        {shown === last ? 'Last reply' : `Reply ${turns.indexOf(shown) + 1}`}:{' '}
        <strong className="number">{milliseconds(shown.totalMs)}</strong>
      </p>
      <LatencySplitView turn={shown} />
    </div>
  );
}
