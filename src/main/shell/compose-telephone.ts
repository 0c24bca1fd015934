import { hostname } from 'node:os';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { Vault } from '../credentials/vault.ts';
import type { TelephoneMeans } from '../telephony/desk-telephone.ts';
import { readFunctionSources } from '../telephony/set-up/function-sources.ts';
import { openSetUpFile } from '../telephony/set-up/set-up-file.ts';
import { createTelephoneSetUp, type TelephoneSetUp } from '../telephony/telephone-set-up.ts';
import { accountFromSetUp, tokenFromSetUp } from '../telephony/token-from-set-up.ts';
import type { AppPaths } from './app-paths.ts';
import { netFetch } from './net-fetch.ts';

type Composition = {
  paths: Pick<AppPaths, 'telephone' | 'twilioFunctions'>;
  vault: Vault;
  clock: Clock;
  log: Log;
  keysChanged(): void;
};

/** The telephone's set-up and its keys, with the network of this platform. */
export function composeTelephone({ paths, vault, clock, log, keysChanged }: Composition): {
  telephone: TelephoneMeans;
  telephoneSetUp: TelephoneSetUp;
} {
  const file = openSetUpFile({ file: paths.telephone, clock, log });
  return {
    telephone: {
      isSetUp: () => file.get().application !== undefined,
      mint: (purpose) => tokenFromSetUp(file.get(), vault, purpose),
      account: () => accountFromSetUp(file.get(), vault, { fetch: netFetch }),
    },
    telephoneSetUp: createTelephoneSetUp({
      fetch: netFetch,
      clock,
      log,
      vault,
      file,
      sources: readFunctionSources(paths.twilioFunctions),
      hostName: hostname(),
      keysChanged,
    }),
  };
}
