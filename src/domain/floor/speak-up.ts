/** Silence of both sides after which we speak up. */
const LONG_SILENCE_MS = 8_000;
/** The same after a sound without words that cut us off: nobody wanted the floor. */
const FALSE_ALARM_MS = 1_000;

/** How long both sides may be silent before we speak up. */
export const speakUpAfterMs = ({ cutOffByNoise }: { cutOffByNoise: boolean }): number =>
  cutOffByNoise ? FALSE_ALARM_MS : LONG_SILENCE_MS;
