import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../../domain/failure.ts';
import { parsePhoneNumber } from '../../domain/lead/phone-number.ts';
import { deskNames } from '../../domain/telephony/desk-names.ts';
import type { SetUpStep } from '../../domain/telephony/plan-set-up.ts';
import {
  type AccountCheck,
  askedBefore,
  type SetUpProgress,
  type SetUpView,
  stepsMade,
} from '../../domain/telephony/set-up-view.ts';
import type { Vault } from '../credentials/vault.ts';
import { checkAccount } from './check-account.ts';
import { otherAccount, runSetUp, type SetUpDeps, type SetUpEnd, undoSetUp } from './set-up/run-set-up.ts';
import type { SetUpFile } from './set-up/set-up-file.ts';
import { type FunctionSources, KEY_SECRET } from './set-up/step.ts';
import { createTwilioAccount } from './twilio-account.ts';
import { accountKeys } from './twilio-client.ts';
import type { Fetch } from './twilio-http.ts';

/** The account's own keys, used while a wish is being done and kept nowhere. */
export type OwnerKeys = { accountSid: string; authToken: string };
/** `numberSid` is PN…; the fallback number as a person wrote it, null or empty for none. */
export type SetUpWish = OwnerKeys & { numberSid: string; fallbackNumber: string | null };
type Ended = Result<{ ended: SetUpEnd['ended'] }, Failure>;

export type TelephoneSetUp = {
  view(): SetUpView;
  check(keys: OwnerKeys): Promise<Result<AccountCheck, Failure>>;
  /** One of these two runs at a time; what it came to is in the view, even for a screen that comes later. */
  setUp(wish: SetUpWish): Promise<Ended>;
  undo(keys: OwnerKeys): Promise<Ended>;
  cancel(): void;
  /** After every change of the view. */
  onChange(listener: () => void): void;
};

type Deps = {
  fetch: Fetch;
  clock: Clock;
  log: Log;
  vault: Vault;
  file: SetUpFile;
  sources: FunctionSources;
  hostName: string;
  /** The keys for calls may be others, or gone. */
  keysChanged(): void;
};

/** The set-up of the telephone, for screens that come and go: what runs goes on without them. */
export function createTelephoneSetUp(deps: Deps): TelephoneSetUp {
  const { fetch, log, vault, file, sources } = deps;
  const listeners = new Set<() => void>();
  /** What the run has told of its steps; of one that is over, what it failed at. */
  const told = new Map<SetUpStep, SetUpProgress>();
  let run: { kind: 'set-up' | 'undo'; cancel: AbortController } | null = null;

  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  const onProgress = (progress: SetUpProgress) => {
    told.set(progress.step, progress);
    const { step, state, failure } = progress;
    if (failure) log.warn('a step of the set-up failed', { step, failure });
    else if (state === 'running') log.info('a step of the set-up began', { step });
    changed();
  };
  const setUpDeps: SetUpDeps = { ...deps, onProgress };

  async function during(kind: 'set-up' | 'undo', work: (signal: AbortSignal) => Promise<Ended>): Promise<Ended> {
    if (run) return refuse('The set-up is at work already. Wait until it ends, or cancel it.');
    const cancel = new AbortController();
    run = { kind, cancel };
    told.clear();
    changed();
    try {
      return await work(cancel.signal);
    } catch (error) {
      if (cancel.signal.aborted) return ok({ ended: 'cancelled' });
      throw error;
    } finally {
      run = null;
      for (const [step, { state }] of told) if (state !== 'failed') told.delete(step);
      deps.keysChanged();
      changed();
    }
  }

  async function runWish(wish: SetUpWish, signal: AbortSignal): Promise<Ended> {
    const fallback = wish.fallbackNumber ? parsePhoneNumber(wish.fallbackNumber) : ok(null);
    if (!fallback.ok) return fallback;
    const before = askedBefore(file.get());
    const callerId = before.numberSid === wish.numberSid ? ok(before.callerId) : await findNumber(wish, signal);
    if (!callerId.ok) return callerId;
    if (callerId.value === fallback.value) {
      return refuse(
        'The fallback number is the number itself: calls would go round in circles. Enter another, or none.',
      );
    }
    const names = deskNames(deps.hostName);
    const end = await runSetUp(setUpDeps, {
      ...wish,
      callerId: callerId.value,
      fallbackNumber: fallback.value,
      // A machine may be renamed; what is made already rings the desk under its first name.
      identity: before.identity || names.identity,
      deviceName: names.deviceName,
      signal,
    });
    return end.ok ? ok({ ended: end.value.ended }) : end;
  }

  async function findNumber({ accountSid, authToken, numberSid }: SetUpWish, signal: AbortSignal) {
    const numbers = await createTwilioAccount(accountKeys(accountSid, authToken), { fetch, signal }).listNumbers();
    if (!numbers.ok) return numbers;
    const found = numbers.value.find(({ sid }) => sid === numberSid);
    return found ? ok(found.phoneNumber) : failed<Failure>({ kind: 'not-found', what: 'That number' });
  }

  return {
    view() {
      const made = file.get();
      const facts = { sources: sources.fingerprint, secretKept: vault.get(KEY_SECRET) !== null };
      const { accountSid, callerId, fallbackNumber } = askedBefore(made);
      return {
        accountSid,
        running: run?.kind ?? null,
        steps: stepsMade(made, facts).map((each) => told.get(each.step) ?? each),
        number: callerId === '' ? null : callerId,
        fallbackNumber,
        keyKept: vault.kept(),
      };
    },
    async check({ accountSid, authToken }) {
      const other = otherAccount(file.get(), accountSid);
      if (other) return failed(other);
      return await checkAccount(createTwilioAccount(accountKeys(accountSid, authToken), { fetch }));
    },
    setUp: (wish) => during('set-up', (signal) => runWish(wish, signal)),
    undo: (keys) =>
      during('undo', async (signal) => {
        const { deviceName } = deskNames(deps.hostName);
        const end = await undoSetUp(setUpDeps, { ...keys, deviceName, signal });
        return end.ok ? ok({ ended: end.value.ended }) : end;
      }),
    cancel: () => run?.cancel.abort(),
    onChange: (listener) => void listeners.add(listener),
  };
}

const refuse = (reason: string) => failed<Failure>({ kind: 'refused', reason });

const notHere = () => Promise.resolve(refuse('The telephone is set up in the app.'));

/** For compositions without a carrier. */
export const noTelephoneSetUp: TelephoneSetUp = {
  view: () => ({
    accountSid: '',
    running: null,
    steps: [],
    number: null,
    fallbackNumber: null,
    keyKept: 'memory',
  }),
  check: notHere,
  setUp: notHere,
  undo: notHere,
  cancel: () => undefined,
  onChange: () => undefined,
};
