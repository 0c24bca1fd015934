import type { Clock } from '../../base/clock.ts';
import type { Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { type HeldToken, tokenDueInMs } from '../../domain/telephony/token-schedule.ts';
import type { MintedToken } from './access-token.ts';

type KeeperDeps = {
  clock: Clock;
  /** Makes a token from what the vault holds; a failure is told and tried again, each time later. */
  mint: () => Result<MintedToken, Failure>;
  onToken: (token: MintedToken) => void;
  onFailure: (failure: Failure) => void;
};

export type TokenKeeper = {
  /** Makes a token now and keeps a fresh one from then on. Starting twice is starting anew: after new keys, say. */
  start(): void;
  /** Looks at the clock again: after sleep, when timers have stood still and the token may have ended. */
  wake(): void;
  /** Makes one now, whatever is left of the last: the other side called it expired or wrong. */
  renew(): void;
  stop(): void;
};

/** Keeps a fresh access token with the line: made well before the last one ends, and with growing waits after failures. */
export function createTokenKeeper({ clock, mint, onToken, onFailure }: KeeperDeps): TokenKeeper {
  let held: HeldToken = null;
  let failures = 0;
  let cancel: (() => void) | null = null;

  const plan = () => {
    cancel?.();
    cancel = clock.after(tokenDueInMs(held, clock.wallTime(), failures), make);
  };
  const make = () => {
    const minted = mint();
    if (minted.ok) {
      held = { mintedAtWallMs: clock.wallTime(), expiresAtWallMs: minted.value.expiresAtWallMs };
      failures = 0;
    } else failures += 1;
    plan();
    if (minted.ok) onToken(minted.value);
    else onFailure(minted.failure);
  };

  return {
    start() {
      held = null;
      failures = 0;
      make();
    },
    wake() {
      if (cancel) plan();
    },
    renew() {
      if (cancel) make();
    },
    stop() {
      cancel?.();
      cancel = null;
      held = null;
    },
  };
}
