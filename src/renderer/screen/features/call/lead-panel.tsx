import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { LeadEvidence } from '../../bridge/lead-evidence.tsx';
import { ObjectionList } from '../../bridge/objection-list.tsx';
import { hundredths, scoreWords } from '../../bridge/slot-words.ts';

/** How the score moved last, for a person: nothing where it never moved. */
function movedWords(before: number, now: number): string {
  if (hundredths(before) === hundredths(now)) return '';
  return `${now > before ? 'up' : 'down'} from ${hundredths(before)}`;
}

/** What the lead's own words have told so far, what that is worth, and what they had against going on. */
export function LeadPanel({
  snapshot,
}: {
  snapshot: Pick<CallSnapshot, 'qualification' | 'scoreBefore' | 'objections'>;
}) {
  const { qualification, scoreBefore, objections } = snapshot;
  return (
    <section className="panel" aria-labelledby="panel-lead">
      <h2 id="panel-lead">
        The lead
        {qualification ? (
          <span className={qualification.qualified ? 'panel-figure number lead-qualified' : 'panel-figure number'}>
            {scoreWords(qualification.score)}
          </span>
        ) : null}
      </h2>
      {qualification && qualification.shares.length > 0 ? (
        <>
          <p className="faint small" role="status">
            {[qualification.qualified ? 'Qualified' : 'Not qualified yet', movedWords(scoreBefore, qualification.score)]
              .filter(Boolean)
              .join(', ')}
          </p>
          <LeadEvidence shares={qualification.shares} />
        </>
      ) : (
        <p className="faint small">What the caller tells about their plans appears here, with their words.</p>
      )}
      {objections.length > 0 ? (
        <>
          <h3>Objections</h3>
          <ObjectionList objections={objections} />
        </>
      ) : null}
    </section>
  );
}
