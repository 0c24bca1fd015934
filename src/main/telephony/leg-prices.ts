import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { ok, type Result } from '../../base/result.ts';
import type { UnpricedCall } from '../../contract/store.ts';
import type { Failure } from '../../domain/failure.ts';
import type { CallFact } from '../../domain/record/call-fact.ts';
import type { LegRecord } from '../../domain/record/carrier-record.ts';
import { Currency, Price } from '../../domain/telephony/carrier-message.ts';
import { type Asked, PRICE_WITHIN_MS, priceDueInMs } from '../../domain/telephony/price-schedule.ts';
import type { CallCost, TwilioAccount } from './twilio-account.ts';

/** After a refusal, or without a network, nothing is asked for so long. */
const TROUBLE_MS = 10 * 60_000;

type Ask = Pick<TwilioAccount, 'callCost' | 'dialledLegs'>;

export type LegPricesDeps = {
  clock: Clock;
  log: Log;
  /** null where no telephone is set up. */
  account(): Ask | null;
  unpriced(sinceWallMs: number): Promise<Result<UnpricedCall[], Failure>>;
  append(callId: string, nextSeq: number, facts: readonly CallFact[]): void;
};

export type LegPrices = {
  /**
   * A call is over, or the records are there: asks for what is due, and by itself again for what has no price yet.
   * Resolves when nobody is being asked.
   */
  look(): Promise<void>;
  stop(): void;
};

type Leg = Pick<LegRecord, 'leg' | 'callSid'>;

/** Asks the carrier, minutes after a call, how long its legs were connected and what it charges: facts like all others. */
export function createLegPrices({ clock, log, account, unpriced, append }: LegPricesDeps): LegPrices {
  const asked = new Map<string, NonNullable<Asked>>();
  let looking: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let cancel = () => {};

  const lookIn = (ms: number) => {
    cancel();
    if (!stopped) cancel = clock.after(ms, () => void look());
  };
  const dueInMs = ({ callId, endedWallMs }: UnpricedCall) =>
    priceDueInMs(asked.get(callId) ?? null, { endedWallMs, wallMs: clock.wallTime() });

  function look(): Promise<void> {
    if (looking) again = true;
    else looking = rounds();
    return looking;
  }

  async function rounds(): Promise<void> {
    let nextMs: number | null = TROUBLE_MS;
    try {
      do {
        again = false;
        nextMs = await round();
      } while (again);
    } finally {
      looking = null;
      if (nextMs !== null) lookIn(nextMs);
    }
  }

  /** Answers in how many ms there is something to do again; null for never, until somebody looks. */
  async function round(): Promise<number | null> {
    const twilio = account();
    if (!twilio) return null;
    const calls = await unpriced(clock.wallTime() - PRICE_WITHIN_MS);
    if (!calls.ok) return TROUBLE_MS;
    for (const call of calls.value)
      if (!stopped && dueInMs(call) === 0 && !(await price(twilio, call))) return TROUBLE_MS;
    const open = new Set(calls.value.map(({ callId }) => callId));
    for (const callId of asked.keys()) if (!open.has(callId)) asked.delete(callId);
    return calls.value.length === 0 ? null : Math.min(...calls.value.map(dueInMs));
  }

  /** Whether the carrier answered. */
  async function price(twilio: Ask, call: UnpricedCall): Promise<boolean> {
    const { callId, nextSeq } = call;
    const answer = await factsOf(twilio, call);
    if (!answer.ok) {
      log.warn('the carrier was asked in vain what a call costs', { callId, failure: answer.failure });
      return false;
    }
    asked.set(callId, { times: (asked.get(callId)?.times ?? 0) + 1, lastWallMs: clock.wallTime() });
    if (answer.value.length > 0) append(callId, nextSeq, answer.value);
    return true;
  }

  return {
    look,
    stop() {
      stopped = true;
      cancel();
    },
  };
}

async function factsOf(twilio: Ask, call: UnpricedCall): Promise<Result<CallFact[], Failure>> {
  const found = await forgottenLegs(twilio, call);
  if (!found.ok) return found;
  const facts: CallFact[] = found.value.map((leg) => ({ type: 'legOpened', ...leg }));
  for (const leg of [...call.legs, ...found.value.map(unknown)]) {
    if (leg.connectedSeconds !== null && leg.price !== null) continue;
    const cost = await twilio.callCost(leg.callSid);
    if (cost.ok) facts.push(...newsOf(leg, cost.value));
    // The carrier forgets calls after some months; a leg that it does not know costs nothing that could be asked for.
    else if (cost.failure.kind !== 'twilio-refused') return cost;
  }
  return ok(facts);
}

/** What of a leg was not known yet. */
function newsOf({ leg, callSid, connectedSeconds, price }: LegRecord, cost: CallCost): CallFact[] {
  const facts: CallFact[] = [];
  if (connectedSeconds === null && cost.durationSeconds !== null)
    facts.push({ type: 'legEnded', leg, callSid, connectedSeconds: cost.durationSeconds });
  const charge = Price.safeParse(cost.price);
  const currency = Currency.safeParse(cost.currency?.toUpperCase());
  if (price === null && charge.success && currency.success)
    facts.push({ type: 'legPriced', leg, callSid, price: charge.data, currency: currency.data });
  return facts;
}

const unknown = (leg: Leg): LegRecord => ({ ...leg, connectedSeconds: null, price: null, currency: null });

/**
 * The legs that nobody has told the app of: the far end's of a call that was placed, where the message that names it never
 * came, and the fallback number's of one that came in and was not answered here.
 */
async function forgottenLegs(twilio: Ask, { direction, legs }: UnpricedCall): Promise<Result<Leg[], Failure>> {
  const [dials, dialled] =
    direction === 'incoming' ? (['far-end', 'fallback'] as const) : (['desk', 'far-end'] as const);
  const dialling = legs.find(({ leg }) => leg === dials);
  if (!dialling || legs.some(({ leg }) => leg === dialled)) return ok([]);
  const found = await twilio.dialledLegs(dialling.callSid);
  if (!found.ok) return found;
  const unheard = found.value.filter((callSid) => !legs.some((leg) => leg.callSid === callSid));
  return ok(unheard.map((callSid) => ({ leg: dialled, callSid })));
}
