// @vitest-environment happy-dom
import type { Call } from '@twilio/voice-sdk';
import { expect, it } from 'vitest';
import { silentLog } from '../../../base/log.ts';
import { ok } from '../../../base/result.ts';
import { createFakeClock } from '../../../base/testing/fake-clock.ts';
import type { ExchangeCommand } from '../../../domain/audio/exchange-command.ts';
import { createTwilioLine } from './twilio-line.ts';

/** A call of the SDK that rings here, as far as it is looked at while it does. */
function callFrom(callSid: string) {
  const rejected: string[] = [];
  const listeners = new Map<string, () => void>();
  const call = {
    parameters: { CallSid: callSid, From: '+15125550199', To: 'client:desk' },
    customParameters: new Map<string, string>(),
    status: () => 'pending',
    reject: () => void rejected.push(callSid),
    on: (name: string, listener: () => void) => listeners.set(name, listener),
  };
  return { call: call as unknown as Call, cancel: () => listeners.get('cancel')?.(), rejected };
}

function openLine() {
  const asked: ExchangeCommand[] = [];
  const offered: string[] = [];
  const waiting: (() => void)[] = [];
  const nothing = () => {};
  const line = createTwilioLine({
    clock: createFakeClock(),
    log: silentLog,
    line: {
      ask(command) {
        asked.push(command);
        return new Promise((resolve) => {
          waiting.push(() => resolve(ok({ lineMs: 0 })));
        });
      },
      give: nothing,
      obey: nothing,
    },
    telephone: { register: nothing, again: nothing, callOver: nothing, connect: () => new Promise(nothing) },
    sound: { hear: nothing, stop: nothing },
    closePeers: nothing,
    humanUnheard: () => false,
    offered: ({ callId }) => void offered.push(callId),
    degraded: nothing,
    recovered: nothing,
    told: nothing,
    legOpened: nothing,
  });
  const answer = () => waiting.splice(0).forEach((tell) => tell());
  return { line, asked, offered, answer };
}

it('a caller who gives up while the line takes the offer leaves it free, and is not offered', async () => {
  const { line, asked, offered, answer } = openLine();
  const first = callFrom('CA1');
  const offering = line.offer(first.call);
  first.cancel();
  expect(asked.at(-1)).toEqual({ type: 'carrierDid', callId: 'CA1', signal: { type: 'bye' } });
  answer();
  await offering;
  const second = callFrom('CA2');
  const next = line.offer(second.call);
  answer();
  await next;
  expect(second.rejected).toEqual([]);
  expect(offered).toEqual(['CA2']);
});
