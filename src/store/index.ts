import { z } from 'zod';
import { createPrintedLog } from '../base/printed-log.ts';
import { createRealClock } from '../base/real-clock.ts';
import { hostSideOfThisProcess } from '../contract/host-side.ts';
import { runStore } from './store-process.ts';

const Environment = z.object({
  /** The folder of the records: database and recordings. */
  LATCHKEY_DATA: z.string('main must say in LATCHKEY_DATA where the records lie').min(1),
});

runStore(hostSideOfThisProcess(), {
  folder: Environment.parse(process.env).LATCHKEY_DATA,
  clock: createRealClock(),
  log: createPrintedLog((line) => process.stderr.write(line)),
});
