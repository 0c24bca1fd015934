import { describe, expect, test } from 'vitest';
import { createPortPair } from '../base/port.ts';
import { createFakeClock } from '../base/testing/fake-clock.ts';
import { decodeMuLaw } from '../domain/audio/mu-law.ts';
import { loudnessDb } from '../domain/practice/agent-ear.ts';
import type { ReadyStep, StepAct, StepMoment } from '../domain/practice/lead-step.ts';
import { Scenario } from '../domain/practice/scenario.ts';
import { createLead, type EndedCall } from './lead.ts';
import { createScriptSource } from './script-source.ts';
import { callTheLead, type AgentVoice } from './testing/spoken-agent.ts';

const sound = (kind: 'turn' | 'barge-in' | 'backchannel', ms: number): StepAct => ({
  act: 'sound',
  kind,
  text: kind,
  pcm: new Int16Array(ms * 8).fill(2_500),
});
const ourTurn = (pauseMs: number): StepMoment => ({ after: 'our-turn', pauseMs });
const into = (ms: number): StepMoment => ({ after: 'onset-of-our-speech', ms });
const silence = (ms: number): StepMoment => ({ after: 'silence', ms });

type Call = {
  steps: [StepMoment, StepAct][];
  voice: AgentVoice;
  lead?: object;
  line?: object;
  seed?: number;
  forMs?: number;
};

async function call(given: Call) {
  const clock = createFakeClock();
  const [near, far] = createPortPair();
  const scenario = Scenario.parse({
    id: 'x',
    title: 'x',
    describes: 'x',
    difficulty: 'easy',
    lead: { name: 'Dana', answersAfterMs: 1_000, ...given.lead },
    line: { jitterMs: 0, ...given.line },
    steps: [{ say: 'x' }],
  });
  const steps: ReadyStep[] = given.steps.map(([moment, act], index) => ({ index, name: `s${index}`, moment, ...act }));
  const lead = createLead({
    clock,
    port: far,
    scenario,
    steps: createScriptSource(steps),
    seed: given.seed ?? 1,
    remembers: true,
  });
  let ended: EndedCall | undefined;
  void lead.finished.then((result) => (ended = result));
  const agent = callTheLead({ clock, port: near, voice: given.voice });
  await clock.advance(given.forMs ?? 20_000);
  return { clock, agent, lead, ended: () => ended };
}
const saidBy = (agent: { received: readonly { atMs: number; message: { type: string } }[] }) =>
  agent.received.map(({ message }) => message.type).filter((type) => type !== 'packet');

describe('a simulated lead', () => {
  test('rings, picks up, speaks, waits for our turn to end, answers and hangs up', async () => {
    const { agent, ended } = await call({
      steps: [
        [silence(300), sound('turn', 500)],
        [ourTurn(900), sound('turn', 1_000)],
        [silence(0), { act: 'hang-up' }],
      ],
      voice: [[1_200, 3_200]],
    });
    expect(saidBy(agent)).toEqual(['ringing', 'answered', 'bye']);
    expect(ended()).toMatchObject({
      endedBy: 'lead',
      outOfPatience: false,
      played: [
        { name: 's0', startedMs: 300, endedMs: 800 },
        { name: 's1', startedMs: 4_100, endedMs: 5_100 },
        { name: 's2', kind: 'hang-up', startedMs: 5_100 },
      ],
    });
  });

  test('sends a packet every 20 ms from the moment it picks up, loud only while it speaks', async () => {
    const { agent } = await call({ steps: [[silence(300), sound('turn', 500)]], voice: [], forMs: 3_000 });
    const packets = agent.received.flatMap(({ atMs, message }) =>
      message.type === 'packet' ? [{ atMs, ...message }] : [],
    );
    expect(packets.map(({ seq }) => seq)).toEqual(packets.map((_, i) => i));
    expect(packets.every(({ atMs, timestamp }, i) => atMs === i * 20 && timestamp === i * 160)).toBe(true);
    const loud = packets.filter(({ payload }) => loudnessDb(decodeMuLaw(payload)) > -40);
    expect([loud.length, loud[0]?.atMs]).toEqual([25, 300]);
    const quiet = packets
      .filter(({ payload }) => loudnessDb(decodeMuLaw(payload)) <= -40)
      .map(({ payload }) => loudnessDb(decodeMuLaw(payload)));
    expect(quiet.reduce((sum, db) => sum + db, 0) / quiet.length).toBeCloseTo(-62, 0);
  });

  test('interrupts us and hums along where the script says so', async () => {
    const { ended, agent, clock } = await call({
      steps: [
        [into(700), sound('backchannel', 300)],
        [into(2_000), sound('barge-in', 600)],
      ],
      voice: [[500, 2_800]],
      forMs: 6_000,
    });
    agent.hangUp();
    await clock.advance(20);
    expect(ended()).toMatchObject({
      endedBy: 'agent',
      played: [
        { kind: 'backchannel', startedMs: 1_200 },
        { kind: 'barge-in', startedMs: 2_500, endedMs: 3_100 },
      ],
    });
  });

  test('says an interruption that came too late all the same, and leaves a hum that came too late out', async () => {
    const { agent, clock, ended } = await call({
      steps: [
        [into(3_000), sound('backchannel', 300)],
        [into(3_000), sound('barge-in', 600)],
      ],
      voice: [[500, 1_500]],
      forMs: 6_000,
    });
    agent.hangUp();
    await clock.advance(20);
    expect(ended()?.played).toMatchObject([
      { kind: 'backchannel', missed: true, startedMs: 2_200, endedMs: 2_200 },
      { kind: 'barge-in', missed: true, startedMs: 2_220, endedMs: 2_820 },
    ]);
  });

  test('hangs up on a line where nobody speaks', async () => {
    const { ended, agent } = await call({
      steps: [[ourTurn(700), sound('turn', 400)]],
      voice: [],
      lead: { patienceMs: 5_000 },
    });
    expect(ended()).toMatchObject({ endedBy: 'lead', outOfPatience: true, endedMs: 5_000 });
    expect(saidBy(agent)).toEqual(['ringing', 'answered', 'bye']);
  });

  test('presses the call away', async () => {
    const { agent, ended } = await call({
      steps: [[ourTurn(700), sound('turn', 400)]],
      voice: [],
      lead: { declines: true },
    });
    expect(saidBy(agent)).toEqual(['ringing', 'declined']);
    expect(ended()).toMatchObject({ endedBy: 'lead', answer: 'declined', played: [] });
  });

  test('knows that it never picked up where we hang up while it rings', async () => {
    const { agent, clock, ended } = await call({
      steps: [[silence(0), sound('turn', 400)]],
      voice: [],
      lead: { answersAfterMs: 60_000 },
    });
    agent.hangUp();
    await clock.advance(20);
    expect(ended()).toMatchObject({ endedBy: 'agent', answer: null, played: [] });
  });

  test('keeps what it had said when we hang up in the middle', async () => {
    const { agent, clock, ended } = await call({
      steps: [[silence(0), sound('turn', 5_000)]],
      voice: [],
      forMs: 3_000,
    });
    agent.hangUp();
    await clock.advance(20);
    expect(ended()).toMatchObject({ endedBy: 'agent', played: [{ startedMs: 0, endedMs: 2_000 }] });
  });

  test('presses a key', async () => {
    const { agent } = await call({ steps: [[silence(500), { act: 'digit', digit: '7' }]], voice: [], forMs: 3_000 });
    expect(agent.received).toContainEqual({ atMs: 500, message: { type: 'digit', digit: '7' } });
  });
});

describe('chance', () => {
  const noisy = {
    steps: [[silence(300), sound('turn', 500)]] as [StepMoment, StepAct][],
    voice: [],
    line: { noiseDb: -38, jitterMs: 60, lossPercent: 10 },
    forMs: 4_000,
  };
  test('one seed makes one call, to the bit', async () => {
    const [first, again] = [await call({ ...noisy, seed: 5 }), await call({ ...noisy, seed: 5 })];
    expect(again.agent.received).toEqual(first.agent.received);
  });

  test('another seed makes another call; a bad line loses and delays packets', async () => {
    const [first, other] = [await call({ ...noisy, seed: 5 }), await call({ ...noisy, seed: 6 })];
    expect(other.agent.received).not.toEqual(first.agent.received);
    const packets = first.agent.received.flatMap(({ atMs, message }) =>
      message.type === 'packet' ? [{ atMs, seq: message.seq }] : [],
    );
    const sent = (packets.at(-1)?.seq ?? 0) + 1;
    expect(packets.length / sent).toBeGreaterThan(0.8);
    expect(packets.length / sent).toBeLessThan(0.97);
    const late = packets.map(({ atMs, seq }) => atMs - seq * 20);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeGreaterThan(30);
    expect(Math.max(...late)).toBeLessThanOrEqual(60);
  });
});
