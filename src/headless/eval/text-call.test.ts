import { describe, expect, test } from 'vitest';
import type { HeardExchange } from '../../domain/agent/thinker.ts';
import { scoreOf } from '../../domain/agent/qualification/score.ts';
import { Scenario } from '../../domain/practice/scenario.ts';
import { blankNotes } from '../../voice/session/reply-stream.ts';
import type { DrivenThought } from './drive-thought.ts';
import { runTextCall } from './text-call.ts';

const OPENER = 'Hi, this is Joe, an AI assistant. Do you have a minute?';
const LONG = 'one two three four five six seven eight nine ten';

/** A mind that says what it is told to: by the caller's words, `hangs up` behind those that end the call. */
function mindOf(replies: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  const heard: HeardExchange[] = [];
  const thought: DrivenThought = {
    agent: 'ConversationAgent',
    qualification: scoreOf([], []),
    answer({ callerText }) {
      asked.push(callerText);
      const [text = '', ends] = (replies[callerText] ?? 'I see.').split(' | ');
      const notes = blankNotes('ConversationAgent', 'rehearsed');
      return Promise.resolve({ text, notes: { ...notes, hangUp: ends }, firstWordMs: 5 });
    },
    speaks() {},
    heard: (exchange) => Promise.resolve(void heard.push(exchange)),
  };
  return { thought, asked, heard };
}

async function call(steps: unknown[], replies: Readonly<Record<string, string>> = {}, lead: object = {}) {
  const scenario = Scenario.parse({
    id: 'sample',
    title: 'A sample',
    describes: 'Nothing much.',
    difficulty: 'easy',
    lead: { name: 'Dana Whitfield', ...lead },
    steps,
  });
  const mind = mindOf(replies);
  const done = await runTextCall(
    { scenario, file: 'sample.yaml' },
    {
      callId: 'call-1',
      thought: mind.thought,
      opener: { text: OPENER, agent: 'ConversationAgent' },
      languageModel: null,
      seed: 1,
      startWallMs: Date.UTC(2026, 2, 2, 15),
      onTime() {},
      onTurn() {},
      signal: new AbortController().signal,
    },
  );
  if (!done.ok) throw new Error('the scenario can be played');
  const { record, finished } = done.value;
  return { ...mind, record, finished, said: record.turns.map(({ side, text }) => `${side}: ${text}`) };
}

const hello = { say: 'Hello?', when: { afterSilenceMs: 300 } };
const hangUp = { hangUp: true, when: { afterSilenceMs: 3_000 } };

describe('a call in text', () => {
  test('opens as the answer to the first words, and goes from turn to turn', async () => {
    const { said, asked, heard, record, finished } = await call([hello, { say: 'Yes, sure.' }, hangUp]);
    expect(said).toEqual(['caller: Hello?', `agent: ${OPENER}`, 'caller: Yes, sure.', 'agent: I see.']);
    expect(asked).toEqual(['Yes, sure.']);
    expect(heard.map(({ callerText, interrupted }) => [callerText, interrupted])).toEqual([
      ['Hello?', false],
      ['Yes, sure.', false],
    ]);
    expect(record.endReason).toBe('caller-hung-up');
    expect(finished).toMatchObject({ endedBy: 'lead', stepCount: 3, outOfPatience: false });
    expect(finished.heardWords).toEqual(
      new Map([
        [-1, ''],
        [0, OPENER],
        [1, 'I see.'],
      ]),
    );
  });

  test('opens by itself where nobody says hello', async () => {
    const { said } = await call([{ silenceMs: 2_000, when: { afterSilenceMs: 0 } }, { say: 'Hm?' }, hangUp]);
    expect(said[0]).toBe(`agent: ${OPENER}`);
  });

  test('an interruption leaves as many words as there was time for, and what was meant', async () => {
    const cut = { say: 'Wait, stop there.', when: { intoOurSpeechMs: 1_500 } };
    const { record, heard } = await call([hello, { say: 'Go on.' }, cut, hangUp], { 'Go on.': LONG });
    const turn = record.turns.find(({ interrupted }) => interrupted);
    expect(turn).toMatchObject({ text: 'one two three four', intended: LONG });
    expect(record.bargeIns).toBe(1);
    expect(heard[1]).toMatchObject({ agentText: 'one two three four', interrupted: true, callerGoesOn: false });
  });

  test('who speaks into our first word goes on with their turn', async () => {
    const goesOn = { say: 'and our garden.', when: { intoOurSpeechMs: 400 } };
    const { heard } = await call([hello, { say: 'We sell our house' }, goesOn, hangUp], { 'We sell our house': LONG });
    expect(heard[1]).toMatchObject({ agentText: 'one', interrupted: true, callerGoesOn: true });
  });

  test('says who calls once more where the opener was cut off, but not to a machine or an opt-out', async () => {
    const cut = (say: string) => ({ say, when: { intoOurSpeechMs: 700 } });
    expect((await call([hello, cut('What is it?'), hangUp])).said.at(-1)).toBe(
      'agent: Hi, this is Joe, an AI assistant. I see.',
    );
    expect((await call([hello, cut('Stop calling me.'), hangUp])).said.at(-1)).toBe('agent: I see.');
  });

  test('a hum stops nobody and is no turn', async () => {
    const hum = { say: 'Mm-hmm.', kind: 'backchannel', when: { intoOurSpeechMs: 600 } };
    const { said } = await call([hello, hum, hangUp]);
    expect(said).toEqual(['caller: Hello?', `agent: ${OPENER}`]);
  });

  test('a silence is answered as nothing said, and a patient lead is left after it', async () => {
    const quiet = { silenceMs: 20_000 };
    const { said, asked } = await call([hello, quiet, hangUp], { '': 'Are you there? | silent' });
    expect(asked).toEqual(['']);
    expect(said.at(-1)).toBe('agent: Are you there?');
  });

  test('keys that come together are one answer, after the last of them', async () => {
    const keys = [{ digit: '1' }, { digit: '2', when: { afterSilenceMs: 0 } }];
    expect((await call([hello, ...keys, { silenceMs: 5_000 }, hangUp])).asked).toEqual(['[pressed 12]']);
  });

  test('ends when we hang up, whatever the lead still had to say', async () => {
    const { record, finished, said } = await call([hello, { say: 'Bye.' }, { say: 'Wait!' }], {
      'Bye.': 'Goodbye. | goodbye',
    });
    expect(record.endReason).toBe('agent-hung-up');
    expect(finished).toMatchObject({ endedBy: 'agent', stepCount: 3 });
    expect(said.at(-1)).toBe('agent: Goodbye.');
  });

  test('a machine gets no words, and is hung up on', async () => {
    const machine = 'Please leave a message after the tone.';
    const { said, finished } = await call([{ say: machine, when: { afterSilenceMs: 200 } }, hangUp], {
      [machine]: ' | voicemail',
    });
    expect(said).toEqual([`caller: ${machine}`]);
    expect(finished.endedBy).toBe('agent');
  });

  test('who loses patience hangs up, and who declines is never talked to', async () => {
    const silent = await call(
      [hello, { say: 'Go on.' }, { say: 'And?' }, hangUp],
      { 'Go on.': '' },
      { patienceMs: 3_000 },
    );
    expect(silent.finished).toMatchObject({ endedBy: 'lead', outOfPatience: true });
    const declined = await call([hello, hangUp], {}, { declines: true });
    expect(declined.record).toMatchObject({ endReason: 'rejected', turns: [] });
    expect(declined.finished.answer).toBe('declined');
  });

  test('what was said at the very end is remembered, though nobody answered', async () => {
    const { heard } = await call([hello, { say: 'We want to sell.' }, { hangUp: true, when: { afterSilenceMs: 100 } }]);
    expect(heard.at(-1)).toMatchObject({ callerText: 'We want to sell.', agentText: '' });
  });
});
