import { expect, it } from 'vitest';
import { createPrintedLog } from './printed-log.ts';

it('prints what happened and never what a caller said', () => {
  const lines: string[] = [];
  const log = createPrintedLog((line) => lines.push(line));
  log.info('turn committed', { callId: 'c1', pii: { text: 'I live in Elm Street' } });
  log.debug('unimportant');
  expect(lines).toEqual(['{"level":"info","message":"turn committed","callId":"c1"}\n']);
});
