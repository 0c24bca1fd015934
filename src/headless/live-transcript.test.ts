import { expect, test } from 'vitest';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import { idleSnapshot, type CallSnapshot, type Caption } from '../domain/call/call-snapshot.ts';
import { createTranscript } from './live-transcript.ts';

const split = {
  silenceSeenMs: 40,
  recognisedMs: 90,
  decidedMs: 200,
  firstWordMs: null,
  firstSoundMs: 260,
  heardMs: 300.4,
};
const caption = (text: string, final: boolean): Caption => ({ turnId: 't1', side: 'caller', text, final, agent: null });

function open(rewritable: boolean, label = '') {
  const clock = createFakeClock();
  let written = '';
  const transcript = createTranscript({
    clock,
    label,
    terminal: { write: (text) => (written += text), rewritable, columns: 60 },
  });
  let now: CallSnapshot = { ...idleSnapshot, leadName: 'Dana', voiceId: 'joe' };
  return {
    clock,
    show(change: Partial<CallSnapshot>) {
      now = { ...now, ...change };
      transcript.show(now);
    },
    written: () => written,
  };
}

test('what is said is written once it is final, with its time, and the latency under it', async () => {
  const { clock, show, written } = open(false);
  show({ phase: 'live', answeredAtWallMs: clock.wallTime() });
  await clock.advance(61_500);
  show({ captions: [caption('Who', false)] });
  show({ captions: [caption('Who is this?', true)] });
  show({ latencies: [{ turnId: 't1', split }] });
  show({ phase: 'ended', endReason: 'caller-hung-up' });
  expect(written().split('\n')).toEqual([
    ' 0:00.0  Dana picked up · rehearsed replies (no language model) · voice joe',
    ' 1:01.5  Dana               Who is this?',
    '       ↳ heard after 300 ms (silence seen 40 · recognised 90 · decided 200 · first sound 260)',
    ' 1:01.5  The lead hung up.',
    '',
  ]);
});

test('on a terminal the words are written while they are spoken, over each other and never over more than a line', () => {
  const { show, written } = open(true);
  show({ phase: 'live', captions: [caption('Who', false)] });
  show({ captions: [caption('Who is this, and what do you want from me at this time of the day?', false)] });
  show({ captions: [caption('Who is this?', true)] });
  const lines = written().split('\r\u001b[2K');
  expect(lines.slice(1).map((line) => line.trimEnd().length <= 60)).toEqual([true, true, true]);
  expect(lines.at(-1)).toBe(' 0:00.0  Dana               Who is this?\n');
});

test('every failure is told once, and every line of several calls says whose it is', () => {
  const { show, written } = open(true, '[2] ');
  const degraded = [{ kind: 'language-model-unreachable', url: 'http://x' } as const];
  show({ phase: 'ringing', degraded });
  show({ phase: 'ringing', degraded, captions: [caption('Who', false)] });
  expect(written()).toBe('[2]        ringing Dana …\n[2]        ! Ollama does not answer at http://x.\n');
});
