import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { recordToAnalyse } from '../../domain/agent/analytics/analysed-record.ts';
import { type CallAnalyses, createCallAnalyses } from './analyse-calls.ts';
import type { FactOutbox } from './fact-outbox.ts';
import type { PartBoard } from './part-board.ts';
import type { Hosts } from './softphone-hosts.ts';

/** How long facts may take to reach the records before these are asked. */
const RECORDS_FIRST_MS = 30_000;

/** Has calls analysed by the voice process whenever it, the records and the line are free for it. */
export function createDeskAnalyses<Native>(deps: {
  hosts: Pick<Hosts<Native>, 'voice' | 'store'>;
  outbox: Pick<FactOutbox, 'append' | 'continueFrom' | 'flushed'>;
  board: Pick<PartBoard, 'report'>;
  isCallUp(): boolean;
  clock: Clock;
  log: Log;
}): CallAnalyses {
  const { outbox, board, isCallUp, clock, log } = deps;
  const { voice, store } = deps.hosts;
  let voiceIsThere = false;
  const analyses = createCallAnalyses({
    clock,
    log,
    isCallUp,
    isThere: () => voiceIsThere,
    async unanalysed(query) {
      // A call whose end is still on its way to the records would not be found there, and nobody would look again.
      await outbox.flushed(RECORDS_FIRST_MS);
      return store.call('calls.unanalysed', query);
    },
    analyse: (record) => voice.call('call.analyse', { record: recordToAnalyse(record) }),
    append(callId, nextSeq, fact) {
      outbox.continueFrom(callId, nextSeq);
      outbox.append(callId, fact);
    },
    report: (state, rest) => board.report('analysis', state, rest),
  });
  board.report('analysis', 'starting');
  store.onChange((change) => change.state === 'started' && void analyses.look());
  voice.onChange((change) => {
    voiceIsThere = change.state === 'started';
    if (voiceIsThere) void analyses.look();
  });
  return analyses;
}
