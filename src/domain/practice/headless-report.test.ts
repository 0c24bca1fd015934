import { expect, test } from 'vitest';
import { summariseCalls, type HeadlessCall } from './headless-report.ts';

const call = (heardMs: number[], held: boolean[]): HeadlessCall => ({
  callId: 'c',
  scenarioId: 's',
  leadName: 'l',
  seed: null,
  endReason: 'caller-hung-up',
  talkMs: 1,
  mind: 'rehearsed',
  languageModel: null,
  voiceId: 'joe',
  turns: [],
  latencies: heardMs.map((ms) => ({
    turnId: 't',
    split: {
      silenceSeenMs: null,
      recognisedMs: null,
      decidedMs: null,
      firstWordMs: null,
      firstSoundMs: null,
      heardMs: ms,
    },
  })),
  practice: {
    callId: 'c',
    scenarioId: 's',
    said: [],
    expectations: held.map((each) => ({ name: 'n', held: each, detail: '' })),
  },
  degraded: [],
  wav: null,
  failure: null,
  passed: held.every(Boolean),
});

test('the summary is over the answers of all calls', () => {
  expect(summariseCalls([call([300, 500], [true, true]), call([400, 900], [true, false])])).toEqual({
    passed: 1,
    of: 2,
    expectations: { held: 3, of: 4 },
    latency: { count: 4, p50Ms: 400, p95Ms: 900, maxMs: 900 },
  });
});

test('no calls, no numbers', () => {
  expect(summariseCalls([]).latency).toEqual({ count: 0, p50Ms: null, p95Ms: null, maxMs: null });
});
