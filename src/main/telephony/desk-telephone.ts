import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import type { FactOutbox } from '../calls/fact-outbox.ts';
import type { PartBoard } from '../calls/part-board.ts';
import type { Hosts } from '../calls/softphone-hosts.ts';
import type { MintedToken } from './access-token.ts';
import { createLegPrices } from './leg-prices.ts';
import type { TokenPurpose } from './token-from-set-up.ts';
import { createTokenKeeper } from './token-keeper.ts';
import type { TwilioAccount } from './twilio-account.ts';

export type TelephoneMeans = {
  /** Whether the set-up has been done, so that a telephone is to be expected. */
  isSetUp(): boolean;
  /** A token from the keys of the set-up; for calls, where nothing else is said. */
  mint(purpose?: TokenPurpose): Result<MintedToken, Failure>;
  /** The account, as the key for calls may ask it; null without that key. */
  account(): TwilioAccount | null;
};

/** A token that was refused is made anew at once, and then ever more rarely: a revoked key stays revoked. */
const RENEW_MS = [0, 2_000, 10_000, 60_000] as const;

/** How long facts may take to reach the records before these are asked. */
const RECORDS_FIRST_MS = 30_000;

/** For compositions without a carrier. */
export const noTelephone: TelephoneMeans = {
  isSetUp: () => false,
  mint: () => failed({ kind: 'refused', reason: 'There is no telephone here.' }),
  account: () => null,
};

export type DeskTelephone = {
  /** Registers with the keys there are now; without keys the telephone is off. After every change of them. */
  connect(): void;
  /** The machine was asleep, or the network is another one. */
  wake(): void;
  /** A call is over: the carrier is asked later what it costs. */
  callOver(): void;
  /** Whether a call could be placed now. */
  readonly ready: Result<null, Failure>;
  stop(): void;
};

/** Keeps the line registered with the carrier: makes its tokens here, where the key is, and hands only those over. */
export function createDeskTelephone<Native>(deps: {
  hosts: Pick<Hosts<Native>, 'line' | 'store'>;
  outbox: Pick<FactOutbox, 'append' | 'continueFrom' | 'flushed'>;
  board: PartBoard;
  clock: Clock;
  log: Log;
  means: TelephoneMeans;
}): DeskTelephone {
  const { board, clock, log, outbox } = deps;
  const { isSetUp, mint } = deps.means;
  const { line, store } = deps.hosts;
  let state: 'off' | 'registering' | 'ready' | 'lost' = 'off';
  let failure: Failure | null = null;
  let refusals = 0;
  let cancelRenewal = () => {};

  const hand = (token: string | null) => void line.call('telephone.register', { token });
  const keeper = createTokenKeeper({
    clock,
    mint,
    onToken: ({ token }) => hand(token),
    onFailure(found) {
      failure = found;
      board.report('telephone', 'degraded', { failure: found });
      log.warn('no token could be made', { failure: found });
    },
  });

  const prices = createLegPrices({
    clock,
    log,
    account: deps.means.account,
    async unpriced(sinceWallMs) {
      // A call whose end is still on its way to the records would not be found there, and nobody would look again.
      await outbox.flushed(RECORDS_FIRST_MS);
      return store.call('calls.unpriced', { sinceWallMs });
    },
    append(callId, nextSeq, facts) {
      outbox.continueFrom(callId, nextSeq);
      for (const fact of facts) outbox.append(callId, fact);
    },
  });
  store.onChange((change) => change.state === 'started' && void prices.look());

  const connect = () => {
    if (isSetUp()) {
      keeper.start();
      return;
    }
    keeper.stop();
    cancelRenewal();
    failure = null;
    if (state !== 'off') hand(null);
    state = 'off';
  };

  line.on('telephone.changed', (next) => {
    state = next.state;
    failure = next.state === 'lost' ? next.failure : null;
    switch (next.state) {
      case 'off':
        board.report('telephone', 'off', { detail: '' });
        return;
      case 'registering':
        board.report('telephone', 'starting', { detail: '' });
        return;
      case 'ready':
        refusals = 0;
        board.report('telephone', 'ready', { detail: next.edge });
        return;
      case 'lost':
        board.report('telephone', 'degraded', { failure: next.failure });
    }
  });
  line.on('telephone.tokenNeeded', () => {
    cancelRenewal();
    const after = RENEW_MS[Math.min(refusals++, RENEW_MS.length - 1)]!;
    cancelRenewal = clock.after(after, () => keeper.renew());
  });
  line.onChange((change) => {
    if (change.state === 'started') connect();
    else if (isSetUp()) board.report('telephone', 'starting', { detail: '' });
  });

  return {
    connect,
    wake() {
      if (!isSetUp()) return;
      // A fresh token makes the line look whether anybody is still there.
      refusals = 0;
      keeper.renew();
    },
    callOver: () => void prices.look(),
    get ready(): Result<null, Failure> {
      if (state === 'ready') return ok(null);
      if (failure) return failed(failure);
      return failed({
        kind: 'refused',
        reason: isSetUp()
          ? 'The telephone is still connecting. Try again in a moment.'
          : 'The telephone is not set up. Open Telephone, under Settings, and enter the Twilio keys.',
      });
    },
    stop() {
      cancelRenewal();
      keeper.stop();
      prices.stop();
    },
  };
}
