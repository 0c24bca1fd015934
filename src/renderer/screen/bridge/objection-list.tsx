import type { Objection } from '../../../domain/agent/objections/objection.ts';
import { OBJECTION_WORDS, OUTCOME_WORDS } from './objection-words.ts';

/** What the caller had against going on, each in their own words, and what became of it. */
export function ObjectionList({ objections }: { objections: readonly Objection[] }) {
  return (
    <ul className="evidence" aria-label="Objections">
      {objections.map(({ turnId, kind, outcome, quote }) => (
        <li key={turnId}>
          <span className="evidence-fact">
            <strong>{OBJECTION_WORDS[kind]}</strong> <span className="soft">{OUTCOME_WORDS[outcome]}</span>
          </span>
          <q className="faint small">{quote}</q>
        </li>
      ))}
    </ul>
  );
}
