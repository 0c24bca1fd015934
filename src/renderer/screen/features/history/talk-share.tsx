import type { CallMeasures } from '../../../../domain/agent/analytics/call-analysis.ts';
import { timeInWords } from '../../ui/format.ts';

/** How much of what was said each side said: as a bar, and in words, which alone are read out. */
export function TalkShare({ talk, name }: { talk: CallMeasures['talk']; name: string }) {
  const sides = [
    { side: 'caller', says: name || 'Caller', ms: talk.callerMs },
    { side: 'agent', says: 'Agent', ms: talk.agentMs },
    { side: 'human', says: 'You', ms: talk.humanMs },
  ].filter(({ ms }) => ms > 0);
  const all = sides.reduce((sum, { ms }) => sum + ms, 0);
  if (all === 0) return null;
  return (
    <>
      <h3>Who talked</h3>
      <div className="talk-bar" aria-hidden="true">
        {sides.map(({ side, ms }) => (
          <span key={side} className={`talk-${side}`} style={{ flexGrow: ms }} />
        ))}
      </div>
      <ul className="talk-words" aria-label="Who talked">
        {sides.map(({ side, says, ms }) => (
          <li key={side}>
            <span className={`talk-dot talk-${side}`} aria-hidden="true" />
            {says} <span className="number">{Math.round((ms / all) * 100)} %</span>{' '}
            <span className="number faint">{timeInWords(ms)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
