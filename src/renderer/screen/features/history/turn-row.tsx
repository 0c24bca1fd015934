import { latencyStages } from '../../../../domain/record/latency-stages.ts';
import type { Turn } from '../../../../domain/record/turn.ts';
import { clockTime, milliseconds } from '../../ui/format.ts';
import { LatencySplitView } from '../../ui/latency-strip.tsx';
import { unheard } from './timeline-rows.ts';

const SOURCES: Record<NonNullable<Turn['source']>, string> = {
  'language-model': 'language model',
  rehearsed: 'rehearsed',
  opener: 'opening',
  bridge: 'bridging sentence',
};

const WHO = { agent: 'Agent', human: 'You', caller: 'Caller' };

function NotHeard({ turn }: { turn: Turn }) {
  const missing = unheard(turn);
  if (missing)
    return (
      <p className="turn-missing">
        <span className="tag">{missing.begins ? 'meant, not heard' : 'meant'}</span> <del>{missing.text}</del>
      </p>
    );
  if (!turn.interrupted) return null;
  return (
    <p className="turn-missing">
      <span className="tag">interrupted</span>
    </p>
  );
}

type TurnRowProps = {
  turn: Turn;
  leadName: string;
  answeredAtMs: number;
  current: boolean;
  onJump: ((turn: Turn) => void) | null;
};

/** One turn as the other side heard it; what was meant and not heard is struck out. */
export function TurnRow({ turn, leadName, answeredAtMs, current, onJump }: TurnRowProps) {
  const who = (turn.side === 'caller' && leadName) || WHO[turn.side];
  const text = turn.text === '' ? <span className="faint">Nothing of it was heard</span> : turn.text;
  const time = clockTime(turn.startedMs - answeredAtMs);
  return (
    <li
      className={`turn turn-${turn.side}${current ? ' turn-current' : ''}`}
      aria-current={current ? 'true' : undefined}
      data-turn={turn.turnId}
      tabIndex={-1}
    >
      <span className="turn-time number">{time}</span>
      <span className="turn-who">
        <span className="turn-name" title={who}>
          {who}
        </span>
        {turn.source ? <span className="turn-source">{SOURCES[turn.source]}</span> : null}
      </span>
      <div className="turn-said">
        {onJump ? (
          <button
            type="button"
            className="turn-text"
            title="Play from here"
            onClick={() => {
              onJump(turn);
            }}
          >
            <span className="turn-words">{text}</span>
            <span className="unseen">, play from {time}</span>
          </button>
        ) : (
          <p className="turn-text">
            <span className="turn-words">{text}</span>
          </p>
        )}
        <NotHeard turn={turn} />
      </div>
      {turn.latency ? (
        <details className="turn-latency">
          <summary className="number">{milliseconds(turn.latency.heardMs)}</summary>
          <div className="turn-split">
            <LatencySplitView
              turn={{ id: turn.turnId, totalMs: turn.latency.heardMs, stages: latencyStages(turn.latency) }}
            />
          </div>
        </details>
      ) : (
        <span />
      )}
    </li>
  );
}
