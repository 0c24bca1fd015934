import { expect, test } from '@playwright/test';
import {
  answers,
  answersWithMachine,
  busy,
  earlyMediaThenAnswers,
  neverAnswers,
} from '../doubles/twilio-edge/scripts.ts';
import { forgedToken, goodToken, launchTelephoneLine, type TelephoneLine } from '../launch/launch-telephone-line.ts';
import { shareOfTone, toneOf } from '../launch/tone.ts';

// What only a telephone can do and suffer, on the real SDK in the real window; what it shares with every other line is in
// line-contract.spec.ts.

let line: TelephoneLine;
test.beforeAll(async () => {
  line = await launchTelephoneLine();
});
test.afterAll(() => line.close());

test.beforeEach(() => {
  line.edge.setOnInvite(answers);
});

/** Of a sound with holes in it: the tone's share in most twentieths of a second. */
function usualShare(pcm: Int16Array, hz: number): number {
  const shares = Array.from({ length: Math.floor(pcm.length / 800) }, (_, at) =>
    shareOfTone(pcm.subarray(at * 800, (at + 1) * 800), hz, 16_000),
  );
  return shares.toSorted((a, b) => a - b)[Math.floor(shares.length / 2)] ?? 0;
}

// A Device that was replaced must not stay connected: the carrier would ring it.
test.afterEach(() => expect.poll(() => line.edge.clients()).toBe(1));

let calls = 0;
const nextCall = () => `c${++calls}`;
const endOf = async (callId: string, timeout = 15_000) => {
  const found = async () => (await line.told('call.ended')).find((event) => event['callId'] === callId);
  await expect.poll(found, { timeout }).toBeTruthy();
  return (await found())!;
};
/** Dials, and waits until the far end rings. */
const rings = async (callId: string) => {
  await line.register();
  await line.dial(callId);
  await expect
    .poll(async () => (await line.told('call.ringing')).some((event) => event['callId'] === callId))
    .toBe(true);
};
const hangUp = async (callId: string) => {
  await line.ask('call.hangUp', { callId });
  return endOf(callId);
};
const troubles = async (name: 'part.degraded' | 'part.recovered') =>
  (await line.told(name)).map(({ failure }) => (failure as { kind: string }).kind);
const readyAgain = (count: number) =>
  expect
    .poll(async () => (await line.told('telephone.changed')).filter(({ state }) => state === 'ready').length, {
      timeout: 40_000,
    })
    .toBeGreaterThanOrEqual(count);
const readies = async () => (await line.told('telephone.changed')).filter(({ state }) => state === 'ready').length;

test('a call is dialled with the number of its permit, and loses no sound', async () => {
  const callId = nextCall();
  const far = await line.connect(callId);
  expect(far.params).toMatchObject({ To: '+15125550143', CallId: callId, MachineDetection: 'Enable' });
  expect(await line.told('leg.opened')).toContainEqual({ callId, leg: 'desk', callSid: far.sid });
  far.playLoop(toneOf({ hz: 880, seconds: 1 }, 48_000));
  await line.say({ hz: 440, seconds: 4 });
  const measured = async () => (await line.told('audio.measured')).filter((event) => event['callId'] === callId);
  await expect.poll(async () => (await measured()).length).toBeGreaterThanOrEqual(3);
  expect((await measured()).at(-1)).toMatchObject({ framesLost: 0, underruns: 0 });
  await hangUp(callId);
});

test('what the carrier tells of a call is passed on as it is', async () => {
  line.edge.setOnInvite(answersWithMachine);
  const callId = nextCall();
  await line.connect(callId);
  expect(await line.tells('carrier.told')).toMatchObject({
    callId,
    content: { about: 'machine', AnsweredBy: 'machine_start' },
  });
  await hangUp(callId);
});

test.describe('a call that nobody takes', () => {
  test('is busy', async () => {
    line.edge.setOnInvite(busy);
    const callId = nextCall();
    await line.register();
    await line.dial(callId);
    expect(await endOf(callId)).toMatchObject({ reason: 'busy' });
  });

  test('is not dialled without a permit that stands', async () => {
    const before = line.edge.calls.length;
    for (const change of [{ expiresAtWallMs: Date.now() - 1 }, { callId: 'another' }]) {
      const callId = nextCall();
      await line.dial(callId, change);
      expect(await endOf(callId)).toMatchObject({ reason: 'failed', failure: { kind: 'refused' } });
    }
    const callId = nextCall();
    expect(await line.ask('call.dial', { callId, to: { line: 'telephone', permit: { callId } } })).toMatchObject({
      ok: false,
    });
    expect(line.edge.calls.length).toBe(before);
  });
});

test('the far end is heard before it answers, and counts as answered when it does', async () => {
  line.edge.setOnInvite(earlyMediaThenAnswers(toneOf({ hz: 425, seconds: 1 }, 48_000)));
  const callId = nextCall();
  const far = await line.connect(callId);
  expect(far.facts.indexOf('media-connected')).toBeLessThan(far.facts.indexOf('answered'));
  await far.hangUp();
  expect(await endOf(callId)).toMatchObject({ reason: 'caller-hung-up' });
});

test.describe('signalling', () => {
  test('lost while it rings ends the call with its reason, and the next call works', async () => {
    line.edge.setOnInvite(neverAnswers);
    const callId = nextCall();
    await rings(callId);
    const before = await readies();
    line.edge.dropWebSockets();
    expect(await endOf(callId)).toMatchObject({ reason: 'failed', failure: { kind: 'call-broke-off' } });
    await readyAgain(before + 1);
    line.edge.setOnInvite(answers);
    const next = nextCall();
    await line.connect(next);
    await hangUp(next);
  });

  test('lost while the call is live is made anew, and the sound never stops', async () => {
    const callId = nextCall();
    const far = await line.connect(callId);
    far.playLoop(toneOf({ hz: 880, seconds: 1 }, 48_000));
    await expect.poll(async () => shareOfTone(await line.hears(), 880, 16_000)).toBeGreaterThan(0.98);
    line.edge.dropWebSockets();
    await far.once('reconnected');
    await expect.poll(() => troubles('part.recovered')).toContain('call-reconnecting');
    expect(await troubles('part.degraded')).toContain('call-reconnecting');
    expect(shareOfTone(await line.hears(), 880, 16_000)).toBeGreaterThan(0.98);
    expect(await hangUp(callId)).toMatchObject({ reason: 'agent-hung-up' });
  });

  test('away for twelve seconds does not cost the call', async () => {
    const callId = nextCall();
    const far = await line.connect(callId);
    far.playLoop(toneOf({ hz: 880, seconds: 1 }, 48_000));
    const measured = async () => ((await line.told('audio.measured')).at(-1)?.['lineMs'] as number | undefined) ?? 0;
    await expect.poll(measured).toBeGreaterThan(0);
    const since = await measured();
    line.edge.refuseWebSockets(true);
    line.edge.dropWebSockets();
    await expect.poll(measured, { timeout: 30_000 }).toBeGreaterThanOrEqual(since + 12_000);
    expect(shareOfTone(await line.hears(), 880, 16_000)).toBeGreaterThan(0.98);
    line.edge.refuseWebSockets(false);
    await expect.poll(() => far.facts.includes('reconnected'), { timeout: 40_000 }).toBe(true);
    await hangUp(callId);
  });

  test('without heartbeats is made anew', async () => {
    const callId = nextCall();
    const far = await line.connect(callId);
    line.edge.stopHeartbeats();
    await expect.poll(() => far.facts.includes('reconnected'), { timeout: 40_000 }).toBe(true);
    await hangUp(callId);
  });

  test('that is away when a call is hung up is no trouble to the next', async () => {
    const callId = nextCall();
    await line.connect(callId);
    line.edge.refuseWebSockets(true);
    line.edge.dropWebSockets();
    expect(await hangUp(callId)).toMatchObject({ reason: 'agent-hung-up' });
    const before = await readies();
    line.edge.refuseWebSockets(false);
    await readyAgain(before + 1);
    const next = nextCall();
    await line.connect(next);
    await hangUp(next);
  });

  test('that is down when a call is placed fails that call alone, and not the telephone that is ready by then', async () => {
    line.edge.refuseWebSockets(true);
    line.edge.dropWebSockets();
    const callId = nextCall();
    await line.dial(callId);
    const before = await readies();
    line.edge.refuseWebSockets(false);
    await line.ask('telephone.register', { token: null });
    await line.register();
    await readyAgain(before + 1);
    expect(await endOf(callId, 20_000)).toMatchObject({ reason: 'failed' });
    expect((await line.told('telephone.changed')).at(-1)).toMatchObject({ state: 'ready' });
    expect(await readies()).toBe(before + 1);
  });

  test('that is down when a call is placed fails it within seconds', async () => {
    line.edge.refuseWebSockets(true);
    line.edge.dropWebSockets();
    const callId = nextCall();
    await line.dial(callId);
    expect(await endOf(callId, 20_000)).toMatchObject({ reason: 'failed' });
    const before = await readies();
    line.edge.refuseWebSockets(false);
    await readyAgain(before + 1);
  });
});

test.describe('a token', () => {
  test('that is wrong is told with its reason and asked for anew; a good one puts it right', async () => {
    const asked = (await line.told('telephone.tokenNeeded')).length;
    await line.ask('telephone.register', { token: null });
    await line.register(forgedToken());
    await expect.poll(async () => (await line.told('telephone.tokenNeeded')).length).toBeGreaterThan(asked);
    await expect
      .poll(async () => (await line.told('telephone.changed')).at(-1))
      .toMatchObject({ state: 'lost', failure: { kind: 'telephone-refused' } });
    const before = await readies();
    await line.register(goodToken());
    await readyAgain(before + 1);
  });

  test('that ends soon is asked for anew in time', async () => {
    const asked = (await line.told('telephone.tokenNeeded')).length;
    await line.register(goodToken(65));
    await expect
      .poll(async () => (await line.told('telephone.tokenNeeded')).length, { timeout: 30_000 })
      .toBeGreaterThan(asked);
    await line.register(goodToken());
  });

  test('that has expired is asked for anew, and the telephone is ready with the next', async () => {
    const asked = (await line.told('telephone.tokenNeeded')).length;
    line.edge.expireTokens();
    await expect.poll(async () => (await line.told('telephone.tokenNeeded')).length).toBeGreaterThan(asked);
    const before = await readies();
    await line.register(goodToken());
    await readyAgain(before + 1);
  });
});

test.describe('sound', () => {
  test('with a third of its packets lost is still heard, and the loss is counted and told', async () => {
    const callId = nextCall();
    const far = await line.connect(callId);
    far.playLoop(toneOf({ hz: 880, seconds: 1 }, 48_000));
    far.faults.lossOut = 0.3;
    far.faults.lossIn = 0.3;
    const warned = async () => (await troubles('part.degraded')).filter((kind) => kind === 'call-quality').length;
    const before = await warned();
    await expect.poll(warned, { timeout: 40_000 }).toBeGreaterThan(before);
    const lost = async () => (await line.told('audio.measured')).at(-1)?.['framesLost'];
    await expect.poll(lost, { timeout: 30_000 }).toBeGreaterThan(50);
    await expect.poll(async () => usualShare(await line.hears(), 880)).toBeGreaterThan(0.8);
    await hangUp(callId);
  });

  test('that comes with 300 ms of jitter is still heard', async () => {
    const callId = nextCall();
    const far = await line.connect(callId);
    far.playLoop(toneOf({ hz: 880, seconds: 1 }, 48_000));
    far.faults.jitterOutMs = 300;
    const ofThis = async () => (await line.told('audio.measured')).filter((event) => event['callId'] === callId);
    await expect.poll(async () => (await ofThis()).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(6);
    await expect.poll(async () => usualShare(await line.hears(), 880)).toBeGreaterThan(0.8);
    await hangUp(callId);
  });

  test('that falls into a black hole ends the call with its reason', async () => {
    test.setTimeout(180_000);
    const callId = nextCall();
    const far = await line.connect(callId);
    await far.heard(-100);
    far.faults.blackhole = true;
    expect(await endOf(callId, 120_000)).toMatchObject({ reason: 'failed', failure: { kind: 'call-broke-off' } });
  });
});

test.describe('a call that comes in', () => {
  const offered = async (from: string) => {
    const before = (await line.told('call.offered')).length;
    const far = await line.edge.callClient('desk', { from });
    return { far, offer: await line.tells('call.offered', before + 1) };
  };
  test.beforeEach(async () => {
    const before = await readies();
    await line.ask('telephone.register', { token: null });
    await line.register();
    await readyAgain(before + 1);
  });

  test('is offered with its number, picked up for the human, and heard on both sides', async () => {
    const { far, offer } = await offered('+15125550199');
    expect(offer).toMatchObject({ from: '+15125550199' });
    const callId = offer['callId'] as string;
    await line.speakWith({ hz: 600, seconds: 1 });
    await line.giveStreams(callId);
    expect(await line.ask('call.accept', { callId, handler: 'human' })).toEqual({ ok: true, value: null });
    await far.once('media-connected');
    far.playLoop(toneOf({ hz: 700, seconds: 1 }, 48_000));
    await expect.poll(async () => shareOfTone(await line.hears(), 700, 16_000)).toBeGreaterThan(0.98);
    await expect.poll(async () => shareOfTone(await far.listen(0.5), 600, 48_000)).toBeGreaterThan(0.98);
    await far.hangUp();
    expect(await endOf(callId)).toMatchObject({ reason: 'caller-hung-up' });
  });

  test('is missed when the caller gives up', async () => {
    const { far, offer } = await offered('+15125550199');
    await far.cancel();
    expect(await endOf(offer['callId'] as string)).toMatchObject({ reason: 'missed' });
  });

  test('can be declined', async () => {
    const { far, offer } = await offered('+15125550199');
    expect(await hangUp(offer['callId'] as string)).toMatchObject({ reason: 'rejected' });
    await far.once('rejected');
  });

  test('while another is up is declined at once, so that the fallback number rings, and the call goes on', async () => {
    const callId = nextCall();
    const far = await line.connect(callId);
    const before = (await line.told('call.offered')).length;
    const second = await line.edge.callClient('desk', { from: '+15125550199' });
    await second.once('rejected');
    far.playLoop(toneOf({ hz: 880, seconds: 1 }, 48_000));
    await expect.poll(async () => shareOfTone(await line.hears(), 880, 16_000)).toBeGreaterThan(0.98);
    expect((await line.told('call.offered')).length).toBe(before);
    await hangUp(callId);
  });
});

test('nothing that the edge was sent was beyond it', () => {
  expect(line.edge.unknown).toEqual([]);
});
