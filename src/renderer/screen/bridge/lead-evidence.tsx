import type { Qualification } from '../../../domain/agent/qualification/score.ts';
import { SLOT_WORDS, valueWords } from './slot-words.ts';

/** What is known about a lead, each fact with the sentence that proves it, and what it brings to the score. */
export function LeadEvidence({ shares }: Pick<Qualification, 'shares'>) {
  return (
    <ul className="evidence" aria-label="What is known about the lead">
      {shares.map(({ evidence, points }) => (
        <li key={evidence.slot}>
          <span className="evidence-fact">
            <span className="soft">{SLOT_WORDS[evidence.slot]}</span> <strong>{valueWords(evidence)}</strong>
            <span className="number faint" title="What this brings to the score">
              {points > 0 ? ` +${Math.round(points * 100)}` : ' ±0'}
            </span>
          </span>
          <q className="faint small">{evidence.quote}</q>
        </li>
      ))}
    </ul>
  );
}
