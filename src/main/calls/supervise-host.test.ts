import { expect, it } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { createPortPair } from '../../base/port.ts';
import { ok } from '../../base/result.ts';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { practiceContract } from '../../contract/practice.ts';
import { createScriptedHost } from '../testing/scripted-host.ts';
import { superviseHost } from './supervise-host.ts';

const scriptPractice = () =>
  createScriptedHost(practiceContract, {
    'scenarios.list': () => ok([]),
    'lead.prepare': () => ok({ leadName: 'Dana', scenarioId: 's' }),
    'lead.dismiss': () => ok(null),
    'report.get': ({ callId }) => ok({ callId, scenarioId: 's', said: [], expectations: [] }),
  });

function supervisePractice() {
  const clock = createFakeClock();
  const script = scriptPractice();
  let broken = false;
  const host = superviseHost(practiceContract, {
    name: 'practice',
    clock,
    log: silentLog,
    vital: ['report.get'],
    startHost() {
      if (broken) throw new Error('no such file');
      return script.start();
    },
  });
  const changes: string[] = [];
  host.onChange(({ state }) => changes.push(state));
  return { clock, script, host, changes, breakIt: (now: boolean) => void (broken = now) };
}

it('starts again at once when it ends, and later and later when it ends again and again', async () => {
  const { clock, script, host, changes } = supervisePractice();
  host.start();
  await clock.advance(1);
  script.crash(1);
  await clock.advance(1);
  expect([script.lives, changes]).toEqual([2, ['started', 'lost', 'started']]);
  script.crash(1);
  await clock.advance(200);
  expect(script.lives).toBe(2);
  await clock.advance(100);
  expect(script.lives).toBe(3);
  script.crash(1);
  await clock.advance(900);
  expect(script.lives).toBe(3);
});

it('counts from the beginning after it was well for a minute', async () => {
  const { clock, script, host } = supervisePractice();
  host.start();
  for (let crash = 0; crash < 3; crash++) {
    await clock.advance(61_000);
    script.crash(1);
    await clock.advance(1);
  }
  expect(script.lives).toBe(4);
});

it('keeps trying a process that cannot even be started', async () => {
  const { clock, script, host, changes, breakIt } = supervisePractice();
  breakIt(true);
  host.start();
  await clock.advance(400);
  expect(changes).toEqual(['lost', 'lost', 'lost']);
  breakIt(false);
  await clock.advance(1_000);
  expect(script.lives).toBe(1);
});

it('lets what is asked wait for a process that is still starting, but not for ever', async () => {
  const clock = createFakeClock();
  const script = scriptPractice();
  let open = () => {};
  const host = superviseHost(practiceContract, {
    name: 'practice',
    clock,
    log: silentLog,
    vital: [],
    async startHost() {
      await new Promise<void>((resolve) => (open = resolve));
      return script.start();
    },
  });
  host.start();
  const tooEarly = host.call('scenarios.list', null);
  await clock.advance(10_000);
  expect(await tooEarly).toMatchObject({ ok: false, failure: { kind: 'process-lost' } });
  const early = host.call('scenarios.list', null);
  host.give({ type: 'stream', stream: 'trunk', callId: 'a' }, createPortPair()[0]);
  open();
  await clock.advance(1);
  expect(await early).toEqual(ok([]));
  expect(script.given).toEqual(['trunk']);
});

it('starts at once when a person does not want to wait any longer', async () => {
  const { clock, script, host, breakIt } = supervisePractice();
  breakIt(true);
  host.start();
  await clock.advance(60_000);
  breakIt(false);
  host.restart();
  await clock.advance(1);
  expect(script.lives).toBe(1);
  await clock.advance(60_000);
  expect(script.lives).toBe(1);
});

it('tells an end that somebody asked for from one that nobody did, and a hang from both', async () => {
  const { clock, script, host } = supervisePractice();
  const ends: boolean[] = [];
  host.onChange((change) => {
    if (change.state === 'lost') ends.push(change.onPurpose);
  });
  host.start();
  await clock.advance(1);
  host.restart();
  await clock.advance(1);
  script.crash(1);
  await clock.advance(1_000);
  script.answer({ 'report.get': () => new Promise(() => {}) });
  void host.call('report.get', { callId: 'a' });
  await clock.advance(60_000);
  expect(ends).toEqual([true, false, false]);
  expect(script.killed).toEqual([undefined, 'hangs']);
});

it('answers what is asked while it is away, keeps its listeners, and ends what hangs', async () => {
  const { clock, script, host } = supervisePractice();
  expect(await host.call('scenarios.list', null)).toMatchObject({ failure: { kind: 'process-lost' } });
  const heard: number[] = [];
  host.on('lead.preparing', ({ done }) => heard.push(done));
  host.start();
  await clock.advance(1);
  script.answer({ 'report.get': () => new Promise(() => {}) });
  const hung = host.call('report.get', { callId: 'a' });
  await clock.advance(60_000);
  expect(await hung).toMatchObject({ failure: { kind: 'process-lost', part: 'practice' } });
  await clock.advance(1);
  script.emit('lead.preparing', { callId: 'a', done: 2, total: 3 });
  await clock.advance(1);
  expect([script.lives, heard]).toEqual([2, [2]]);
});

it('is ended for good when it is stopped', async () => {
  const { clock, script, host, changes } = supervisePractice();
  host.start();
  await clock.advance(1);
  await host.stop();
  await clock.advance(60_000);
  expect([script.lives, changes]).toEqual([1, ['started']]);
});
