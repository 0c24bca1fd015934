import { Lightbulb } from 'lucide-react';
import type { Suggestion } from '../../../../domain/call/call-snapshot.ts';

/** What the human could say next, while they have the call. The caller's next turn replaces it. */
export function SuggestionCard({ suggestion }: { suggestion: Suggestion | null }) {
  return (
    <div role="status" aria-label="Suggestion">
      {suggestion === null ? null : (
        <p className="suggestion">
          <Lightbulb className="icon" aria-hidden="true" />
          <span>
            <small>You could say – nobody hears this</small>
            <span>{suggestion.text}</span>
          </span>
        </p>
      )}
    </div>
  );
}
