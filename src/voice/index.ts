import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createPrintedLog } from '../base/printed-log.ts';
import { createRealClock } from '../base/real-clock.ts';
import { hostSideOfThisProcess } from '../contract/host-side.ts';
import { composeVoice } from './compose-voice.ts';

composeVoice(hostSideOfThisProcess(), {
  env: process.env,
  clock: createRealClock(),
  log: createPrintedLog((line) => process.stderr.write(line)),
  random: Math.random,
  newId: randomUUID,
  shippedPrompts: fileURLToPath(new URL('../../resources/prompts', import.meta.url)),
});
