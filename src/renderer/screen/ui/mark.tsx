import type { ReactNode } from 'react';

export type MarkTone = 'good' | 'warn' | 'bad' | 'idle' | 'busy' | 'live';

/** A state in a word, with a dot whose fill says the same as its colour. */
export function Mark(props: { tone: MarkTone; children: ReactNode }) {
  const hollow = props.tone === 'idle' || props.tone === 'bad' ? ' mark-hollow' : '';
  return (
    <span className={`mark mark-${props.tone}${hollow}`}>
      <span className="mark-dot" aria-hidden="true" />
      {props.children}
    </span>
  );
}
