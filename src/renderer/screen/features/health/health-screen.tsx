import { RotateCw } from 'lucide-react';
import type { PartHealth } from '../../../../domain/health/part-health.ts';
import { useHappening } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useNow } from '../../bridge/use-now.ts';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { timeInWords, timeOfDay } from '../../ui/format.ts';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { hasStandIn, PART_WORDS, STATE_WORDS } from './part-words.ts';
import './health.css';

function Part({ health, now, onDone }: { health: PartHealth; now: number; onDone: () => void }) {
  const restart = useWish('part.restart');
  const words = PART_WORDS[health.part];
  const state = STATE_WORDS[health.state];
  const well = health.state === 'ready' || health.state === 'starting';
  const works = well || (health.failure !== undefined && hasStandIn(health.failure));
  return (
    <li className="part">
      <div className="part-head">
        <div className="grow">
          <h3>
            {words.name} {health.detail ? <span className="part-detail">{health.detail}</span> : null}
          </h3>
          <p className="soft">{works ? words.does : words.without}</p>
        </div>
        <span className="part-state">
          <Mark tone={state.tone}>{state.says}</Mark>
          <span className="faint small number">for {timeInWords(now - health.sinceWallMs)}</span>
        </span>
        <Button
          look={well ? 'quiet' : 'plain'}
          busy={restart.busy}
          icon={<RotateCw className="icon" aria-hidden="true" />}
          aria-label={`${words.helps}: ${words.name}`}
          onClick={() => void restart.send({ part: health.part }).then(onDone)}
        >
          {words.helps}
        </Button>
      </div>
      <FailureNotice failure={health.failure ?? null} quiet />
      {health.nextTryWallMs === undefined ? null : (
        <p className="soft small">
          It is tried again by itself, with the next words from {timeOfDay(health.nextTryWallMs)} on.
        </p>
      )}
      <FailureNotice failure={restart.failure} />
    </li>
  );
}

/** Every part of the machine: how it is, since when, what that means for a call, and the one button that helps. */
export function HealthScreen() {
  const list = useAnswer('health.list', null);
  const about = useAnswer('app.about', null);
  const now = useNow(10_000);
  useHappening('health.changed', list.refresh);
  const parts = list.value ?? [];
  const unwell = parts.filter((part) => part.state === 'degraded' || part.state === 'off').length;
  return (
    <Page title="Health" about={about.value ? `Latchkey ${about.value.version} · ${about.value.runtime}` : undefined}>
      <FailureNotice failure={list.failure} />
      {list.loading ? <p className="faint">Asking every part…</p> : null}
      {about.value?.fallbackRuntime ? (
        <Notice
          tone="info"
          quiet
          says="Latchkey runs on its fallback runtime."
          help="The usual one could not be downloaded. Everything works; it is older. The next start with a network tries again."
        />
      ) : null}
      {parts.length > 0 ? (
        <>
          <p role="status" className={unwell > 0 ? '' : 'soft'}>
            {unwell === 0
              ? 'Every part is well.'
              : `${unwell} of ${parts.length} parts ${unwell === 1 ? 'needs' : 'need'} attention.`}
          </p>
          <h2 className="unseen">Parts</h2>
          <ul className="card rows">
            {parts.map((health) => (
              <Part key={health.part} health={health} now={now} onDone={list.refresh} />
            ))}
          </ul>
        </>
      ) : null}
      {about.value ? (
        <p className="faint small">
          Records and settings: <code>{about.value.dataFolder}</code>
        </p>
      ) : null}
    </Page>
  );
}
