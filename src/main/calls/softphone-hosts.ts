import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { lineContract } from '../../contract/line.ts';
import { practiceContract } from '../../contract/practice.ts';
import { storeContract } from '../../contract/store.ts';
import { voiceContract } from '../../contract/voice.ts';
import { type HostStarter, type SupervisedHost, superviseHost } from './supervise-host.ts';

export type HostStarters<Native> = {
  voice: HostStarter<Native>;
  store: HostStarter<Native>;
  practice: HostStarter<Native>;
  line: HostStarter<Native>;
};

export type Hosts<Native> = {
  voice: SupervisedHost<typeof voiceContract, Native>;
  store: SupervisedHost<typeof storeContract, Native>;
  practice: SupervisedHost<typeof practiceContract, Native>;
  line: SupervisedHost<typeof lineContract, Native>;
};

/** The four processes around main, each with the calls that it must answer in time to count as alive. */
export function superviseHosts<Native>(
  starters: HostStarters<Native>,
  deps: { clock: Clock; log: Log },
): Hosts<Native> {
  return {
    voice: superviseHost(voiceContract, {
      ...deps,
      name: 'voice',
      startHost: starters.voice,
      vital: ['call.begin', 'handler.set', 'call.end'],
    }),
    store: superviseHost(storeContract, { ...deps, name: 'store', startHost: starters.store, vital: ['fact.append'] }),
    practice: superviseHost(practiceContract, { ...deps, name: 'practice', startHost: starters.practice, vital: [] }),
    line: superviseHost(lineContract, {
      ...deps,
      name: 'line',
      startHost: starters.line,
      // Not `gates.set`: the screen's own way to the gates works while the window hangs, and taking over must end no call.
      vital: ['call.dial', 'call.hangUp'],
    }),
  };
}
