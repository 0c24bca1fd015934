import { expect, test } from 'vitest';
import { silentLog } from '../../base/log.ts';
import { ok } from '../../base/result.ts';
import type { WishStamp } from '../../domain/call/gate-wish.ts';
import { defaultSettings } from '../../domain/settings/settings.ts';
import { createScriptedSoftphone } from '../testing/scripted-softphone.ts';
import { createDeskKeys } from './desk-keys.ts';
import { HEADSET_KEY } from './headset-key.ts';

/** Keys of the whole system at a call that the agent has, with a line that does what main asks of its gates. */
async function openDesk() {
  const phone = createScriptedSoftphone();
  const held = new Map<string, () => void>();
  const straight: WishStamp[] = [];
  const asked: unknown[] = [];
  phone.line.answer({
    'gates.set': ({ handler, knows }) => {
      asked.push([handler, knows]);
      return ok({ lineMs: 0 });
    },
  });
  const keys = createDeskKeys({
    keys: {
      register: (key, pressed) => held.set(key, pressed) === held,
      unregister: (key) => void held.delete(key),
    },
    softphone: phone.softphone,
    gate: {
      takeOver() {
        const wish = { screen: 'keys', count: straight.length + 1 };
        straight.push(wish);
        return wish;
      },
    },
    headsetKeyIsOn: () => true,
    log: silentLog,
  });
  keys.bind(defaultSettings);
  const press = async (key: string) => {
    held.get(key)?.();
    await phone.clock.advance(10);
  };
  const handler = () => phone.softphone.snapshot().handler;
  return { ...phone, press, straight, asked, handler, callId: await phone.live() };
}

test('taking over goes both ways under one stamp, so that it is done once', async () => {
  const { press, straight, asked, handler, line, callId, clock } = await openDesk();
  await press(defaultSettings.takeOverHotKey);
  expect(straight).toEqual([{ screen: 'keys', count: 1 }]);
  expect(asked).toEqual([['human', { keys: 1 }]]);
  line.emit('gates.changed', { callId, handler: 'human', lineMs: 0, by: 'screen', wish: { screen: 'keys', count: 1 } });
  await clock.advance(10);
  expect(handler()).toBe('human');
});

test('whoever has the call takes it over no second time, and the headset hands it back and takes it again', async () => {
  const { press, straight, asked, handler, line, callId, clock } = await openDesk();
  const moved = async (to: 'agent' | 'human') => {
    line.emit('gates.changed', { callId, handler: to, lineMs: 0, by: 'main' });
    await clock.advance(10);
    expect(handler()).toBe(to);
  };
  await press(HEADSET_KEY);
  await moved('human');
  await press(defaultSettings.takeOverHotKey);
  expect(straight).toHaveLength(1);
  await press(HEADSET_KEY);
  await moved('agent');
  expect([straight.length, asked.at(-1)]).toEqual([1, ['agent', { keys: 1 }]]);
  await press(HEADSET_KEY);
  expect([straight.at(-1)?.count, asked.at(-1)]).toEqual([2, ['human', { keys: 2 }]]);
});
