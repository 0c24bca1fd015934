import { MessageChannel } from 'node:worker_threads';
import { silentLog } from '../../../src/base/log.ts';
import { createRealClock } from '../../../src/base/real-clock.ts';
import { fromWebPort, type WebPort } from '../../../src/contract/channel.ts';
import { practiceContract } from '../../../src/contract/practice.ts';
import { connect } from '../../../src/contract/wire.ts';
import type { Result } from '../../../src/base/result.ts';
import type { Failure } from '../../../src/domain/failure.ts';
import type { PracticeReport } from '../../../src/domain/practice/practice-report.ts';
import { startWorkerHost } from '../../../src/headless/worker-host.ts';
import type { Script } from '../twilio-edge/scripts.ts';
import { connectTrunk } from './connect-trunk.ts';

export type TelephoneLead = {
  /** Renders the lead's voice; what comes of it is this lead at the far end of a leg, for one call. Throws where there is no such scenario. */
  prepare(callId: string, scenario: string): Promise<Script>;
  /** Once the call is over: what was expected, and what came of it. */
  report(callId: string): Promise<PracticeReport>;
  close(): void;
};

/**
 * The practice process of the product in a thread of the test, with its own voice, recogniser and 20 ms clock, at the far
 * end of an emulated telephone instead of a practice trunk. `scenarios` is the folder that is looked into first.
 */
export function startTelephoneLead(scenarios: string): TelephoneLead {
  const host = startWorkerHost(new URL('../../../src/practice/index.ts', import.meta.url), {
    part: 'practice',
    env: { ...process.env, LATCHKEY_SCENARIOS: scenarios, LATCHKEY_OLLAMA_URL: 'none' },
    log: silentLog,
    printed: (text) => process.stderr.write(text),
  });
  const lead = connect(host.control, practiceContract, { clock: createRealClock(), log: silentLog, part: 'practice' });
  return {
    async prepare(callId, scenario) {
      valueOf(await lead.call('lead.prepare', { callId, scenario, seed: -1 }));
      return (call) => {
        const { port1, port2 } = new MessageChannel();
        host.give({ type: 'stream', stream: 'trunk', callId }, port2);
        connectTrunk(call, fromWebPort(port1 as unknown as WebPort));
      };
    },
    report: async (callId) => valueOf(await lead.call('report.get', { callId })),
    close: host.kill,
  };
}

function valueOf<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new Error(`The lead at the far end could not do it: ${JSON.stringify(result.failure)}`);
  return result.value;
}
