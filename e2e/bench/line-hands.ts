import type { EdgeCall } from '../doubles/twilio-edge/edge-call.ts';
import type { TelephoneLine } from '../launch/launch-telephone-line.ts';
import { shareOfTone, toneOf } from '../launch/tone.ts';
import { arrivedSince, isLoud, wallNow } from './line-figures.ts';

type Harness = {
  ports: Record<string, { postMessage(message: unknown): void }>;
  ask(name: string, input: unknown): Promise<unknown>;
};
declare const harness: Harness;

const SWITCH_GAP_MS = 250;
/** An agent that is heard later than this after a take-over has leaked. */
const SILENT_WITHIN_MS = 50;
const AGENT_HZ = 440;
const HUMAN_HZ = 1_000;

/**
 * The agent and the human take turns so many times: until the one is gone from the far end and the other is there, ms from
 * the press; and how many frames of the agent are heard while the human has the call, though it goes on talking.
 */
export async function switchHands(line: TelephoneLine, far: EdgeCall, count: number) {
  await line.speakWith({ hz: HUMAN_HZ, seconds: 1 });
  const sinceMs = wallNow();
  const turns = await line.app.evaluate(
    async (_, { pcm, times, gapMs }) => {
      const at: { taken: number; back: number }[] = [];
      const speech = Int16Array.from(pcm);
      const now = () => performance.timeOrigin + performance.now();
      const say = (speechId: string) => harness.ports['audio']!.postMessage({ type: 'say', speechId, pcm: speech });
      for (let i = 0; i < times; i++) {
        say(`agent${i}`);
        await new Promise((done) => setTimeout(done, gapMs));
        const taken = now();
        harness.ports['gate']!.postMessage({ type: 'takeOver', callId: 'c1', wish: { screen: 'bench', count: i + 1 } });
        say(`late${i}`);
        await new Promise((done) => setTimeout(done, gapMs));
        at.push({ taken, back: now() });
        await harness.ask('gates.set', { callId: 'c1', handler: 'agent', knows: { bench: i + 1 } });
      }
      return at;
    },
    { pcm: [...toneOf({ hz: AGENT_HZ, seconds: 2 }, 16_000)], times: count, gapMs: SWITCH_GAP_MS },
  );
  const frames = arrivedSince(far, sinceMs).map((frame) => {
    const hears = (hz: number) => isLoud(frame) && shareOfTone(frame.pcm, hz, 48_000) > 0.5;
    return { at: frame.atMs, agent: hears(AGENT_HZ), human: hears(HUMAN_HZ) };
  });
  const stretches = turns.map(({ taken, back }) => {
    const human = frames.filter(({ at }) => at >= taken && at < back);
    const last = human.findLast(({ agent }) => agent);
    const first = human.find((frame) => frame.human);
    return {
      silent: last ? last.at - taken : 0,
      audible: first ? first.at - taken : Infinity,
      leaked: human.filter(({ at, agent }) => agent && at >= taken + SILENT_WITHIN_MS).length,
    };
  });
  return {
    silent: stretches.map(({ silent }) => silent),
    audible: stretches.map(({ audible }) => audible),
    leaked: stretches.reduce((sum, { leaked }) => sum + leaked, 0),
  };
}
