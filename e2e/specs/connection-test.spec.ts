import { expect, test } from '@playwright/test';
import { judgeConnection } from '../../src/domain/telephony/judge-connection.ts';
import type { ConnectionReport } from '../../src/domain/telephony/connection-report.ts';
import { answers, echoes, rejects } from '../doubles/twilio-edge/scripts.ts';
import { forgedToken, goodToken, launchTelephoneLine, type TelephoneLine } from '../launch/launch-telephone-line.ts';

// Twilio's own preflight test in the real window, against lines that are good, bad and not there.

test.setTimeout(90_000);

let line: TelephoneLine;
test.beforeAll(async () => {
  line = await launchTelephoneLine({ onInvite: echoes });
});
test.afterAll(() => line.close());
test.beforeEach(() => {
  line.edge.setOnInvite(echoes);
});
// A test leaves nothing connected.
test.afterEach(() => expect.poll(() => line.edge.clients()).toBe(0));

async function testLine(wish: { token?: string; withVoice?: boolean } = {}) {
  const answer = await line.ask('connection.test', { token: goodToken(), withVoice: false, ...wish });
  expect(answer).toMatchObject({ ok: true, value: { ended: 'complete' } });
  const { report } = answer.value as { report: ConnectionReport };
  return { report, ...judgeConnection(report) };
}
const wordsOf = (verdict: { findings: { says: string }[] }) => verdict.findings.map(({ says }) => says).join(' ');

test('a good line is found good: Twilio answers, sound gets through both ways, and nobody was dialled', async () => {
  const verdict = await testLine();
  expect(wordsOf(verdict)).toContain('Twilio answered over ashburn.');
  expect(wordsOf(verdict)).toContain('Sound gets through both ways.');
  expect(verdict.report.quality).toMatchObject({ lostIn: 0 });
  expect(verdict.grade, JSON.stringify(verdict)).toBe('good');
  expect(line.edge.calls.at(-1)?.params).toEqual({ Purpose: 'connection-test' });
  const progress = await line.told('connection.progressed');
  expect(progress[0]).toMatchObject({ stage: 'reaching', share: 0, levels: null });
  expect(progress.at(-1)).toMatchObject({ stage: 'listening', share: 1 });
});

test('a line that loses a third of the sound is found poor, with what is lost', async () => {
  line.edge.setOnInvite(async (call) => {
    call.faults.lossOut = 0.3;
    await echoes(call);
  });
  const verdict = await testLine();
  expect(verdict.grade).toBe('poor');
  expect(wordsOf(verdict)).toMatch(/\d\d % of the sound is lost on the way here/);
  expect(verdict.report.warnings).toContain('high-packet-loss');
});

test('the microphone comes back from Twilio where the voice is tested', async () => {
  const { report } = await testLine({ withVoice: true });
  expect(report).toMatchObject({ withVoice: true, heard: true });
});

test('a way that is closed for sound is found closed', async () => {
  line.edge.setOnInvite(async (call) => {
    call.faults.blackhole = true;
    await answers(call);
  });
  const verdict = await testLine();
  expect(verdict.grade).toBe('none');
  expect(wordsOf(verdict)).toContain('the way for it is closed');
});

test('rules at Twilio that know no echo are told apart from a bad line', async () => {
  line.edge.setOnInvite(rejects);
  const verdict = await testLine();
  expect([verdict.grade, verdict.findings[0]?.help]).toEqual(['none', expect.stringContaining('set-up again')]);
});

test('an edge that is down is found not to answer', async () => {
  line.edge.refuseWebSockets(true);
  const verdict = await testLine();
  line.edge.refuseWebSockets(false);
  expect(verdict.grade).toBe('none');
  expect(wordsOf(verdict)).toContain('Twilio does not answer');
});

test('a token that is wrong is found refused', async () => {
  const verdict = await testLine({ token: forgedToken() });
  expect(verdict.grade).toBe('none');
  expect(wordsOf(verdict)).toContain('Twilio refused the telephone (31202)');
});

test('it can be cancelled, and a call that begins comes first', async () => {
  const begun = line.edge.next('invited');
  const cancelled = line.ask('connection.test', { token: goodToken(), withVoice: false });
  await begun;
  await line.ask('connection.cancel', null);
  expect(await cancelled).toEqual({ ok: true, value: { ended: 'cancelled', why: 'asked' } });

  const again = line.edge.next('invited');
  const overtaken = line.ask('connection.test', { token: goodToken(), withVoice: false });
  await again;
  const far = await line.connect('c1');
  expect(await overtaken).toEqual({ ok: true, value: { ended: 'cancelled', why: 'call' } });
  expect(far.params['CallId']).toBe('c1');
  expect(await line.ask('connection.test', { token: goodToken(), withVoice: false })).toMatchObject({
    ok: false,
    failure: { kind: 'line-busy' },
  });
  await line.ask('call.hangUp', { callId: 'c1' });
  await line.tells('call.ended');
  await line.ask('telephone.register', { token: null });
});

test('nothing that the edge was sent was beyond it', () => {
  expect(line.edge.unknown).toEqual([]);
});
