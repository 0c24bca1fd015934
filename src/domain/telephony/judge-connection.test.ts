import { describe, expect, test } from 'vitest';
import { qualityOf, type ConnectionReport } from './connection-report.ts';
import { judgeConnection } from './judge-connection.ts';

const spread = (average: number, worst = average) => ({ average, worst });
const quality = {
  mos: spread(4.4, 4.3),
  rttMs: spread(40, 61),
  jitterMs: spread(2, 5),
  lostIn: 0,
  lostOut: 0,
};
const good: ConnectionReport = {
  edge: 'ashburn',
  failure: null,
  answered: true,
  heard: true,
  withVoice: false,
  quality,
  relayed: false,
  warnings: [],
};

test('a good line is good in every respect, and nothing is to be done', () => {
  const { grade, says, findings } = judgeConnection(good);
  expect(grade).toBe('good');
  expect(says).toMatch(/^Good/);
  expect(findings.map((finding) => finding.says)).toEqual([
    'Calls can be placed: Twilio answered over ashburn.',
    'Sound gets through both ways.',
    'Clearness 4.4 of 4.4 (at worst 4.3).',
    'Sound takes 40 ms there and back (at worst 61).',
    'It comes evenly: 2 ms of jitter (at worst 5).',
    'Nothing is lost on the way here.',
    'Nothing is lost on the way there.',
  ]);
  expect(findings.filter(({ help }) => help !== '')).toEqual([]);
});

const measured = (change: Partial<typeof quality>): ConnectionReport => ({
  ...good,
  quality: { ...quality, ...change },
});

describe('the line is as good as its worst', () => {
  test.each([
    ['loss at its limit', measured({ lostIn: 0.01 }), 'good', ''],
    ['some loss', measured({ lostIn: 0.034 }), 'usable', '3.4 % of the sound is lost on the way here'],
    ['much loss outwards', measured({ lostOut: 0.3 }), 'poor', '30 % of the sound is lost on the way there'],
    ['a long way', measured({ rttMs: spread(320) }), 'usable', '320 ms there and back'],
    ['a very long way', measured({ rttMs: spread(700) }), 'poor', '700 ms there and back'],
    ['unevenness', measured({ jitterMs: spread(45) }), 'usable', 'unevenly: 45 ms'],
    ['much unevenness', measured({ jitterMs: spread(90) }), 'poor', 'unevenly: 90 ms'],
    ['clearness that not all are happy with', measured({ mos: spread(3.7, 3.5) }), 'usable', 'Clearness 3.7'],
    ['little clearness', measured({ mos: spread(2.9, 2.1) }), 'poor', 'Clearness 2.9'],
    ['a detour', { ...good, relayed: true }, 'usable', 'by a detour'],
    ['a tone that did not come back', { ...good, heard: false }, 'poor', 'not what was sent'],
    [
      'a voice that did not come back',
      { ...good, heard: false, withVoice: true },
      'usable',
      'your voice was not in it',
    ],
    ['silence', { ...good, heard: false, quality: null }, 'none', 'the way for it is closed'],
  ] as const)('%s', (...[, report, grade, says]) => {
    const verdict = judgeConnection(report);
    expect(verdict.grade).toBe(grade);
    const worse = verdict.findings.filter((finding) => finding.grade !== 'good');
    expect(worse.map((finding) => finding.says).join(' ')).toContain(says);
    expect(worse.every(({ help }) => help !== '')).toBe(true);
  });
});

describe('where there is no call', () => {
  const none = { ...good, answered: false, heard: false, quality: null, relayed: null, edge: '' };
  test.each([
    [{ kind: 'telephone-unreachable', detail: 'no answer within 10 s' }, 'Twilio does not answer', 'Check the network'],
    [{ kind: 'telephone-refused', code: 31202, detail: 'signature' }, 'Twilio refused the telephone', 'Twilio keys'],
  ] as const)('%s: only that is said, and what to do', (failure, says, help) => {
    const { grade, findings } = judgeConnection({ ...none, failure });
    expect([grade, findings.length]).toEqual(['none', 1]);
    expect(findings[0]?.says).toContain(says);
    expect(findings[0]?.help).toContain(help);
  });

  test('the rules at Twilio that know no echo are to be renewed', () => {
    const { grade, findings } = judgeConnection({ ...none, failure: null, edge: 'ashburn' });
    expect([grade, findings[0]?.help]).toEqual(['none', expect.stringContaining('set-up again')]);
  });

  test('a call that broke off says why', () => {
    const failure = { kind: 'call-broke-off', code: 53405, detail: 'media connection failed' } as const;
    const { grade, findings } = judgeConnection({ ...good, failure });
    expect([grade, findings[0]?.says]).toEqual(['poor', expect.stringContaining('53405')]);
  });
});

describe('the samples of a test call', () => {
  const sample = (mos: number | null, rttMs: number | null, jitterMs: number) => ({ mos, rttMs, jitterMs });
  test('are averaged, with their worst; what was not known yet does not count', () => {
    const samples = [sample(null, null, 3), sample(4.4, 20, 5), sample(4, 40, 10)];
    expect(qualityOf(samples, { received: 90, lost: 10, lostOut: 0.02 })).toEqual({
      mos: { average: 4.2, worst: 4 },
      rttMs: { average: 30, worst: 40 },
      jitterMs: { average: 6, worst: 10 },
      lostIn: 0.1,
      lostOut: 0.02,
    });
  });
  test('say nothing where nothing came in, and nothing of what the carrier never reported', () => {
    expect(qualityOf([sample(null, null, 0)], { received: 0, lost: 0, lostOut: null })).toBeNull();
    const report = { ...good, quality: qualityOf([sample(null, null, 4)], { received: 50, lost: 0, lostOut: null }) };
    expect(judgeConnection(report).findings.map(({ says }) => says)).toEqual([
      'Calls can be placed: Twilio answered over ashburn.',
      'Sound gets through both ways.',
      'It comes evenly: 4 ms of jitter (at worst 4).',
      'Nothing is lost on the way here.',
    ]);
  });
});
