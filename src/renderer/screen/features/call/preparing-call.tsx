import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { callLineWords } from '../../bridge/call-line-words.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useHandover } from '../../bridge/handover.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Progress } from '../../ui/progress.tsx';

function aboutCall(snapshot: CallSnapshot): string | undefined {
  if (snapshot.line === 'telephone') return callLineWords(snapshot);
  return snapshot.scenarioTitle ? `Practice: ${snapshot.scenarioTitle}` : undefined;
}

/** Before dialling: models are loaded and voices rendered, so that nobody waits once the line is open. */
export function PreparingCall({ snapshot }: { snapshot: CallSnapshot }) {
  const handover = useHandover();
  // A preparation of one step has no middle to show.
  const progress = snapshot.progress && snapshot.progress.total > 1 ? snapshot.progress : null;
  return (
    <Page
      title={snapshot.leadName ? `Preparing the call to ${snapshot.leadName}` : 'Preparing the call'}
      about={aboutCall(snapshot)}
    >
      <section className="card card-pad stack">
        <div className="row">
          <Progress
            label={snapshot.progress?.what ?? 'Getting ready'}
            done={progress?.done ?? 0}
            total={progress?.total ?? 0}
            {...(progress ? { shows: `${progress.done} of ${progress.total}` } : {})}
          />
          <Button onClick={handover.hangUp} busy={handover.pending === 'hangUp'} disabled={!handover.canHangUp}>
            Cancel
          </Button>
        </div>
        <p className="faint small">
          {snapshot.line === 'telephone'
            ? 'It is dialled once the agent’s voice is ready.'
            : 'The opening sentence and the lead’s voice are rendered ahead. It is faster the second time.'}
        </p>
        <FailureNotice failure={handover.failure} />
        {snapshot.degraded.map((failure, at) => (
          <FailureNotice key={`${failure.kind} ${at}`} failure={failure} />
        ))}
      </section>
    </Page>
  );
}
