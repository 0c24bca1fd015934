import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startTwilioRest, type TwilioRest } from '../../../e2e/doubles/twilio-rest/start-twilio-rest.ts';
import { silentLog } from '../../base/log.ts';
import { failed, ok } from '../../base/result.ts';
import { createFakeClock, type FakeClock } from '../../base/testing/fake-clock.ts';
import type { UnpricedCall } from '../../contract/store.ts';
import type { CallFact } from '../../domain/record/call-fact.ts';
import { addCarrierFact, type CarrierRecord, noCarrier } from '../../domain/record/carrier-record.ts';
import { createLegPrices } from './leg-prices.ts';
import { createTwilioAccount } from './twilio-account.ts';
import { accountKeys } from './twilio-client.ts';

const sid = (of: string) => `CA${of.padStart(32, '0')}`;
const MINUTE = 60_000;

let twilio: TwilioRest;
let clock: FakeClock;
beforeEach(async () => {
  twilio = await startTwilioRest();
  clock = createFakeClock();
});
afterEach(() => twilio.stop());

/** The records of calls that are over, kept as the store keeps them, and what was appended to them. */
function open(calls: Omit<UnpricedCall, 'legs' | 'endedWallMs'>[], legs: CallFact[]) {
  const facts: CallFact[] = [];
  let carrier = legs.reduce((record: CarrierRecord, fact) => addCarrierFact(record, fact as never), noCarrier);
  const endedWallMs = clock.wallTime();
  const account = createTwilioAccount(accountKeys(twilio.account.sid, twilio.account.authToken), {
    fetch: twilio.fetch,
  });
  let looks = 0;
  let broken = false;
  const prices = createLegPrices({
    clock,
    log: silentLog,
    account: () => account,
    unpriced(sinceWallMs) {
      looks++;
      if (broken) return Promise.resolve(failed({ kind: 'deadline-passed', what: 'The records', afterMs: 5_000 }));
      const open = carrier.legs.some(({ price }) => price === null) && endedWallMs > sinceWallMs;
      return Promise.resolve(ok(open ? calls.map((call) => ({ ...call, endedWallMs, legs: carrier.legs })) : []));
    },
    append(_callId, _nextSeq, more) {
      facts.push(...more);
      carrier = more.reduce((record, fact) => addCarrierFact(record, fact as never), carrier);
    },
  });
  /** Moves time on and looks, as its own timer does. */
  const lookAfter = async (ms: number) => {
    await clock.advance(ms);
    await prices.look();
  };
  return { prices, facts, lookAfter, looks: () => looks, breakRecords: (are: boolean) => void (broken = are) };
}

const outgoing = { callId: 'call-1', direction: 'outgoing', nextSeq: 9 } as const;
const desk: CallFact = { type: 'legOpened', leg: 'desk', callSid: sid('d') };
const far: CallFact = { type: 'legOpened', leg: 'far-end', callSid: sid('f') };

test('A call is priced minutes after it, each leg once', async () => {
  const desk1 = { sid: sid('d'), seconds: 61 };
  twilio.endLeg({ ...desk1, price: null });
  twilio.endLeg({ sid: sid('f'), seconds: 58, price: '-0.0140' });
  const { facts, lookAfter } = open([outgoing], [desk, far]);
  await lookAfter(0);
  expect(twilio.asked).toEqual([]);
  await lookAfter(MINUTE);
  expect(facts).toEqual([
    { type: 'legEnded', leg: 'desk', callSid: sid('d'), connectedSeconds: 61 },
    { type: 'legEnded', leg: 'far-end', callSid: sid('f'), connectedSeconds: 58 },
    { type: 'legPriced', leg: 'far-end', callSid: sid('f'), price: '-0.0140', currency: 'USD' },
  ]);
  twilio.endLeg({ ...desk1, price: '-0.0040' });
  await lookAfter(MINUTE);
  expect(twilio.asked).toHaveLength(2);
  await lookAfter(MINUTE);
  expect(facts.slice(3)).toEqual([
    { type: 'legPriced', leg: 'desk', callSid: sid('d'), price: '-0.0040', currency: 'USD' },
  ]);
  await lookAfter(60 * MINUTE);
  expect(twilio.asked).toHaveLength(3);
});

test('It looks again by itself when the next price is due, and not when all are known', async () => {
  twilio.endLeg({ sid: sid('d'), seconds: 61, price: '-0.0040' });
  twilio.endLeg({ sid: sid('f'), seconds: 58, price: '-0.0140' });
  const { prices, looks, lookAfter } = open([outgoing], [desk, far]);
  await lookAfter(0);
  await clock.advance(MINUTE - 1);
  expect(looks()).toBe(1);
  await clock.advance(1);
  expect(looks()).toBe(2);
  prices.stop();
});

test('The far end’s leg is found where the message that names it never came', async () => {
  twilio.endLeg({ sid: sid('d'), seconds: 61, price: '-0.0040' });
  twilio.endLeg({ sid: sid('f'), parentSid: sid('d'), seconds: 58, price: '-0.0140' });
  const { facts, lookAfter } = open([outgoing], [desk]);
  await lookAfter(MINUTE);
  expect(facts).toContainEqual(far);
  expect(facts).toContainEqual({
    type: 'legPriced',
    leg: 'far-end',
    callSid: sid('f'),
    price: '-0.0140',
    currency: 'USD',
  });
});

test('The fallback number’s leg of a call that was not answered here is found, and the app’s is not counted again', async () => {
  twilio.endLeg({ sid: sid('f'), seconds: 41, price: '-0.0085' });
  twilio.endLeg({ sid: sid('d'), parentSid: sid('f'), status: 'no-answer', seconds: null, price: null });
  twilio.endLeg({ sid: sid('b'), parentSid: sid('f'), seconds: 30, price: '-0.0140' });
  const { facts, lookAfter } = open([{ ...outgoing, direction: 'incoming' }], [desk, far]);
  await lookAfter(MINUTE);
  expect(facts.filter(({ type }) => type !== 'legEnded')).toEqual([
    { type: 'legOpened', leg: 'fallback', callSid: sid('b') },
    { type: 'legPriced', leg: 'desk', callSid: sid('d'), price: '0', currency: 'USD' },
    { type: 'legPriced', leg: 'far-end', callSid: sid('f'), price: '-0.0085', currency: 'USD' },
    { type: 'legPriced', leg: 'fallback', callSid: sid('b'), price: '-0.0140', currency: 'USD' },
  ]);
  await lookAfter(60 * MINUTE);
  expect(twilio.asked).toHaveLength(4);
});

test('Records that cannot be read are looked at again later', async () => {
  twilio.endLeg({ sid: sid('d'), seconds: 61, price: '-0.0040' });
  twilio.endLeg({ sid: sid('f'), seconds: 58, price: '-0.0140' });
  const { facts, lookAfter, breakRecords } = open([outgoing], [desk, far]);
  breakRecords(true);
  await lookAfter(MINUTE);
  breakRecords(false);
  await clock.advance(10 * MINUTE);
  await vi.waitFor(() => expect(facts).toHaveLength(4));
});

test('Without a network nothing is lost: it is asked later, and goes on where it stopped', async () => {
  twilio.endLeg({ sid: sid('d'), seconds: 61, price: '-0.0040' });
  twilio.endLeg({ sid: sid('f'), seconds: 58, price: '-0.0140' });
  twilio.setFault(() => 'cut-before');
  const { facts, lookAfter } = open([outgoing], [desk, far]);
  await lookAfter(MINUTE);
  expect(facts).toEqual([]);
  twilio.setFault(null);
  await lookAfter(10 * MINUTE);
  expect(facts).toHaveLength(4);
});

test('A leg that Twilio does not know holds up no other', async () => {
  twilio.endLeg({ sid: sid('f'), seconds: 58, price: '-0.0140' });
  const { facts, lookAfter } = open([outgoing], [desk, far]);
  await lookAfter(MINUTE);
  expect(facts.map(({ type }) => type)).toEqual(['legEnded', 'legPriced']);
});

test('A price that never comes is not asked for for ever', async () => {
  twilio.endLeg({ sid: sid('d'), seconds: 0, price: null });
  const { lookAfter } = open([{ ...outgoing, direction: 'incoming' }], [desk]);
  await lookAfter(MINUTE);
  await lookAfter(3 * 24 * 60 * MINUTE);
  const asked = twilio.asked.length;
  expect(asked).toBeGreaterThan(0);
  await lookAfter(3 * 24 * 60 * MINUTE);
  expect(twilio.asked).toHaveLength(asked);
});
