import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../base/log.ts';
import type { CallSnapshot } from '../domain/call/call-snapshot.ts';
import type { Softphone } from '../main/softphone.ts';
import { createSingleThreadSoftphone } from './headless-softphone.ts';
import { followCall, startProcesses } from './run-practice-call.ts';
import { createSimulatedClock } from './simulated-clock.ts';

type Captions = CallSnapshot['captions'];
const hasSaid = (turns: number) => (captions: Captions) =>
  captions.filter(({ side, final }) => side === 'caller' && final).length >= turns;
/** In the middle of what the caller says, behind their hello. */
const isAnswering = (captions: Captions) =>
  hasSaid(1)(captions) && captions.some(({ side, final }) => side === 'caller' && !final);

/** The human beside the agent, on the real engines from the wish to the sound. */
describe('in a spoken call', { timeout: 120_000 }, () => {
  const clock = createSimulatedClock();
  let dataFolder = '';
  let softphone: Softphone;
  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-desk-notes-'));
    softphone = createSingleThreadSoftphone({
      env: { ...process.env, LATCHKEY_OLLAMA_URL: 'none' },
      dataFolder,
      appVersion: '0.0.0',
      clock,
      log: silentLog,
      printed() {},
      seed: 1,
    });
    await startProcesses(softphone);
  }, 240_000);
  afterAll(async () => {
    await softphone.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }, 30_000);

  /** Places a call; `act` is done once, as soon as it is `due`. */
  async function place(due: (captions: Captions) => boolean, act: (callId: string) => void) {
    const seen: CallSnapshot[] = [];
    let done = false;
    const show = (snapshot: CallSnapshot) => {
      seen.push(snapshot);
      if (done || !due(snapshot.captions) || snapshot.phase !== 'live' || snapshot.callId === null) return;
      done = true;
      act(snapshot.callId);
    };
    const { signal } = new AbortController();
    const run = { softphone, clock, scenario: 'friendly-seller', seed: null, wav: null, show, signal };
    return { call: await followCall(run), seen };
  }

  test('a whisper is followed, and only what it asks for is heard', async () => {
    const { call, seen } = await place(hasSaid(2), (callId) => void softphone.whisper(callId, 'ask about the roof'));
    expect(call.degraded).toEqual([]);
    const agent = call.turns.filter(({ side }) => side === 'agent').map(({ text }) => text);
    expect(agent.filter((text) => text.includes('Can you tell me about the roof?'))).toHaveLength(1);
    expect(agent.join(' ').toLowerCase()).not.toContain('ask about the roof');
    expect(seen.at(-1)?.whispers).toMatchObject([{ text: 'ask about the roof', state: 'used' }]);
    const record = await softphone.hosts.store.call('call.get', { callId: call.callId });
    expect(record).toMatchObject({ value: { whispers: [{ text: 'ask about the roof' }] } });
  });

  test('who takes over is shown what to say, and the agent says none of it', async () => {
    const { call, seen } = await place(isAnswering, (callId) => void softphone.takeOver(callId));
    const taken = seen.findIndex(({ handler, phase }) => handler === 'human' && phase === 'live');
    const suggestions = new Set(seen.flatMap(({ suggestion }) => (suggestion ? [suggestion.text] : [])));
    expect(suggestions.size).toBeGreaterThan(0);
    const before = new Set(seen[taken]?.captions.map(({ turnId }) => turnId));
    expect(call.turns.filter(({ side, turnId }) => side === 'agent' && !before.has(turnId))).toEqual([]);
  });
});
