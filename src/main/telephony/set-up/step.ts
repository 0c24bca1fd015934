import type { Twilio } from 'twilio';
import type { Clock } from '../../../base/clock.ts';
import type { Failure } from '../../../domain/failure.ts';
import type { FunctionName, SetUpAsked, SetUpMade, SetUpStep } from '../../../domain/telephony/plan-set-up.ts';
import type { Vault } from '../../credentials/vault.ts';
import type { TwilioKeys } from '../twilio-client.ts';
import type { TwilioRoad } from '../twilio-http.ts';

/** Under this name the vault has the secret of the API key that was made. */
export const KEY_SECRET = 'twilio-api-key-secret';
/** The service's unique name at Twilio, part of its domain name, and the application's name. */
export const OUR_NAME = 'latchkey';

/** The Functions' code by name, and a fingerprint of all of it. */
export type FunctionSources = { code: Readonly<Record<FunctionName, string>>; fingerprint: string };

/** What undoing needs to know of what was asked. */
export type UndoAsked = Pick<SetUpAsked, 'accountSid' | 'deviceName'>;

export type UndoContext = {
  twilio: Twilio;
  vault: Vault;
  asked: UndoAsked;
  made: () => SetUpMade;
  /** Notes on the disk what was made, before anything is built on it; `undefined` for what is no more. */
  remember: (patch: { [Key in keyof SetUpMade]?: SetUpMade[Key] | undefined }) => Failure | null;
};

export type StepContext = UndoContext & {
  asked: SetUpAsked;
  sources: FunctionSources;
  /** For what Twilio's client cannot do itself: uploads. */
  keys: TwilioKeys;
  road: TwilioRoad;
  clock: Clock;
};

/**
 * One step. `run` finds what is there under our name before it makes anything, so it can be run again after being cut
 * off anywhere; `undo` takes it back, and is content when it is gone. Both answer what is wrong, or null; what Twilio's
 * client throws is turned into a failure around them.
 */
export type Step = {
  name: SetUpStep;
  run: (context: StepContext) => Promise<Failure | null>;
  undo: (context: UndoContext) => Promise<Failure | null>;
};
