import { expect, it } from 'vitest';
import { describeFailedStart, endFailedStart } from './failed-start.ts';

it('reports why it did not start, shows it, and ends with an error', () => {
  const done: string[] = [];
  endFailedStart(new Error('models.json does not fit this build.'), {
    logFile: '/data/logs/latchkey.log',
    report: (what, detail) => done.push(`report ${what} ${JSON.stringify(detail).includes('failed-start.test')}`),
    show: (title, text) => done.push(`show ${title}\n${text}`),
    exit: (code) => done.push(`exit ${code}`),
  });
  expect(done).toEqual([
    'report main-did-not-start true',
    [
      'show Latchkey could not start',
      'models.json does not fit this build.',
      '',
      'Start it again with "npm start": that puts right what is missing or out of date. No record of a call was touched.',
      '',
      'More is in the log: /data/logs/latchkey.log',
    ].join('\n'),
    'exit 1',
  ]);
});

it('shows of a very long reason its beginning, and names no log where there is none', () => {
  const { text } = describeFailedStart('x'.repeat(5_000), undefined);
  expect(text.length).toBeLessThan(1_000);
  expect(text).not.toContain('log');
});
