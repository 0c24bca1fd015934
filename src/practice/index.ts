import { fileURLToPath } from 'node:url';
import { createPrintedLog } from '../base/printed-log.ts';
import { createRealClock } from '../base/real-clock.ts';
import { hostSideOfThisProcess } from '../contract/host-side.ts';
import { composePractice } from './compose-practice.ts';

composePractice(hostSideOfThisProcess(), {
  env: process.env,
  clock: createRealClock(),
  log: createPrintedLog((line) => process.stderr.write(line)),
  // As far from the sources as from what is built: src/practice and out/main.
  shippedScenarios: fileURLToPath(new URL('../../resources/scenarios', import.meta.url)),
});
