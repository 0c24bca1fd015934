import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { CallEvent } from '../../domain/call/call-event.ts';
import { readCarrierMessage } from '../../domain/telephony/carrier-message.ts';
import { eventsOfCarrier } from '../../domain/telephony/events-of-carrier.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { planIncoming } from './plan-telephone.ts';
import type { ViewEvent } from './call-view.ts';
import { partOfLineFailure } from './part-board.ts';
import type { Hosts } from './softphone-hosts.ts';

type HearDeps<Native> = {
  hosts: Hosts<Native>;
  clock: Clock;
  log: Log;
  push(event: CallEvent): void;
  settings: Pick<SettingsStore, 'get'>;
  about: { version: string };
  look(callId: string, event: ViewEvent): void;
};

/** Turns what the hosts tell into events of the call, and into what there is to look at. */
export function hearHosts<Native>({ hosts, clock, log, push, look, settings, about }: HearDeps<Native>): void {
  const { line, voice, practice, store } = hosts;
  line.on('call.offered', ({ callId, from }) =>
    push({ type: 'callOffered', plan: planIncoming({ callId, from, appVersion: about.version }, settings.get()) }),
  );
  line.on('leg.opened', (leg) => push({ type: 'legOpened', ...leg }));
  line.on('carrier.told', ({ callId, content }) => {
    const message = readCarrierMessage(content);
    if (message.ok) for (const event of eventsOfCarrier(callId, message.value)) push(event);
    else log.warn('a message of the carrier was not read', { callId, failure: message.failure });
  });
  line.on('call.ringing', ({ callId }) => push({ type: 'lineRang', callId }));
  line.on('call.answered', ({ callId, lineMs }) =>
    push({ type: 'lineAnswered', callId, lineMs, atWallMs: clock.wallTime() }),
  );
  line.on('call.ended', ({ callId, reason, lineMs, failure }) =>
    push({ type: 'lineEnded', callId, reason, lineMs, ...(failure ? { failure } : {}) }),
  );
  line.on('gates.changed', ({ callId, handler, lineMs, wish }) =>
    push({ type: 'gatesChanged', callId, handler, lineMs, ...(wish ? { wish } : {}) }),
  );
  line.on('microphone.muted', (event) => push({ type: 'microphoneMuted', ...event }));
  line.on('digit.received', (event) => {
    push({ type: 'digitReceived', ...event });
    look(event.callId, { type: 'key', key: event.digit });
  });
  line.on('audio.measured', ({ callId, lineMs }) => push({ type: 'lineMeasured', callId, lineMs }));
  line.on('part.degraded', ({ failure }) => push({ type: 'partDegraded', callId: null, failure }));
  line.on('part.recovered', ({ failure }) =>
    push({ type: 'partRecovered', part: partOfLineFailure(failure), failure }),
  );

  voice.on('turn.finished', ({ callId, turn }) => {
    push({ type: 'turnFinished', callId, turn });
    look(callId, { type: 'turn', turn });
  });
  voice.on('agent.transitioned', ({ callId, from, to, reason }) => {
    push({ type: 'agentTransitioned', callId, from, to, reason });
    look(callId, { type: 'agent', agent: to, reason });
  });
  voice.on('lead.scored', ({ callId, qualification }) => {
    push({ type: 'leadScored', callId, qualification });
    look(callId, { type: 'qualification', qualification });
  });
  voice.on('objection.met', ({ callId, objection }) => {
    push({ type: 'objectionMet', callId, objection });
    look(callId, { type: 'objection', objection });
  });
  voice.on('caller.bargedIn', (event) => push({ type: 'callerBargedIn', ...event }));
  voice.on('hangUp.requested', ({ callId }) => push({ type: 'agentHangUpRequested', callId }));
  voice.on('part.degraded', ({ callId, failure }) => push({ type: 'partDegraded', callId, failure }));
  voice.on('part.recovered', ({ failure }) => push({ type: 'partRecovered', part: 'checkpoints', failure }));
  voice.on('caption.changed', ({ callId, ...caption }) => look(callId, { type: 'caption', ...caption }));
  voice.on('whisper.used', ({ callId, whisperId, outcome }) =>
    look(callId, { type: 'whisperState', whisperId, state: outcome }),
  );
  voice.on('suggestion.made', ({ callId, ...suggestion }) => look(callId, { type: 'suggestion', suggestion }));
  voice.on('floor.changed', ({ callId, floor }) => look(callId, { type: 'floor', floor }));
  voice.on('latency.measured', ({ callId, turnId, split }) => look(callId, { type: 'latency', turnId, split }));

  practice.on('lead.preparing', (event) => push({ type: 'leadProgressed', ...event }));
  practice.on('part.degraded', ({ failure }) => push({ type: 'partDegraded', callId: null, failure }));
  store.on('part.degraded', ({ failure }) => push({ type: 'partDegraded', callId: null, failure }));
  store.on('part.recovered', ({ failure }) => push({ type: 'partRecovered', part: 'store', failure }));

  for (const host of [line, voice, practice, store]) {
    host.onChange((change) =>
      push(
        change.state === 'lost'
          ? { type: 'hostLost', host: host.name, exitCode: change.exitCode, onPurpose: change.onPurpose }
          : { type: 'hostStarted', host: host.name },
      ),
    );
  }
}
