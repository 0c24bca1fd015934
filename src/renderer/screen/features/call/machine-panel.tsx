import { Brain, Ear, Hourglass, MessageSquareText, Volume1, Volume2, VolumeX, type LucideIcon } from 'lucide-react';
import type { FloorStatus } from '../../../../domain/call/call-id.ts';
import type { CallSnapshot } from '../../../../domain/call/call-snapshot.ts';
import { latencyStages, medianLatency } from '../../../../domain/record/latency-stages.ts';
import { agentReasonWords } from '../../bridge/agent-reason-words.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { milliseconds } from '../../ui/format.ts';
import { LatencyStrip } from '../../ui/latency-strip.tsx';
import { AppointmentPanel } from './appointment-panel.tsx';
import { LeadPanel } from './lead-panel.tsx';
import { SoundLevels } from './sound-levels.tsx';

const FLOOR: Record<FloorStatus, { says: string; icon: LucideIcon }> = {
  waiting: { says: 'Waiting', icon: Hourglass },
  listening: { says: 'Listening to the caller', icon: Ear },
  thinking: { says: 'The agent is thinking', icon: Brain },
  speaking: { says: 'The agent is speaking', icon: Volume2 },
  ducked: { says: 'Lowered its voice to listen', icon: Volume1 },
};

/** Who speaks, or what is waited for. The machine hears the caller while the human has the call, too. */
function floorWords({ handler, floor }: CallSnapshot) {
  if (handler === 'agent') return FLOOR[floor];
  const says = floor === 'listening' ? 'Silent: the caller speaks' : 'Silent: you have the call';
  return { says, icon: VolumeX };
}

function Latency({ snapshot }: { snapshot: CallSnapshot }) {
  const turns = snapshot.latencies.map(({ turnId, split }) => ({
    id: turnId,
    totalMs: split.heardMs,
    stages: latencyStages(split),
  }));
  const median = medianLatency(snapshot.latencies.map(({ split }) => split));
  return (
    <section className="panel" aria-labelledby="panel-latency">
      <h2 id="panel-latency">
        Voice to voice
        {median === null ? null : <span className="panel-figure number">median {milliseconds(median)}</span>}
      </h2>
      {turns.length === 0 ? (
        <p className="faint small">From the caller’s last sound to our first. Measured with the first reply.</p>
      ) : (
        <LatencyStrip turns={turns} />
      )}
    </section>
  );
}

/** The right side of a live call: what the machine is doing, who it is now, where its words come from, how fast it is. */
export function MachinePanel({ snapshot }: { snapshot: CallSnapshot }) {
  const human = snapshot.handler === 'human';
  const floor = floorWords(snapshot);
  const reason = agentReasonWords(snapshot.agentReason);
  return (
    // It scrolls where the keypad leaves it little room, and then the keyboard has to get in.
    <aside className="machine" aria-label="The machine" tabIndex={0}>
      <section className="panel">
        <div className={`floor floor-${human ? 'silent' : snapshot.floor}`}>
          <floor.icon className="icon" aria-hidden="true" />
          <span>{floor.says}</span>
        </div>
        <dl className="facts">
          <div>
            <dt>Agent</dt>
            <dd>{snapshot.agent ?? snapshot.captions.findLast(({ agent }) => agent !== null)?.agent ?? '–'}</dd>
          </div>
          {reason ? (
            <div>
              <dt>Because</dt>
              <dd>{reason}</dd>
            </div>
          ) : null}
          <div>
            <dt>Words from</dt>
            <dd>
              {snapshot.mind === 'language-model' ? (
                (snapshot.languageModel ?? 'a language model')
              ) : (
                <span className="tag tag-warn mind-rehearsed">
                  <MessageSquareText className="icon" aria-hidden="true" /> Rehearsed replies
                </span>
              )}
            </dd>
          </div>
          <div>
            <dt>Voice</dt>
            <dd>{snapshot.voiceId || '–'}</dd>
          </div>
        </dl>
      </section>
      {snapshot.phase === 'live' && snapshot.callId !== null ? (
        <SoundLevels callId={snapshot.callId} muted={snapshot.muted} />
      ) : null}
      <LeadPanel snapshot={snapshot} />
      <AppointmentPanel snapshot={snapshot} />
      <Latency snapshot={snapshot} />
      {snapshot.degraded.length > 0 ? (
        <section className="panel stack" aria-labelledby="panel-degraded">
          <h2 id="panel-degraded">Not as it should be</h2>
          {snapshot.degraded.map((failure, at) => (
            <FailureNotice key={`${failure.kind} ${at}`} failure={failure} />
          ))}
        </section>
      ) : null}
    </aside>
  );
}
