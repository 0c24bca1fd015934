import { runHeadless } from './run-headless.mjs';

/** The practice call in the terminal. */
export const runPractice = (args) => runHeadless('practice-cli.ts', args);
