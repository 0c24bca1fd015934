import { expect, test } from 'vitest';
import { createHeadsetKey, HEADSET_KEY } from './headset-key.ts';

const idle = { phase: 'idle', handler: 'agent' } as const;
const live = { phase: 'live', handler: 'agent' } as const;

function openDesk(register: () => boolean = () => true) {
  const held = new Map<string, () => void>();
  const told: boolean[] = [];
  let presses = 0;
  const desk = { register };
  const key = createHeadsetKey({
    keys: {
      register(name, pressed) {
        const mine = desk.register();
        if (mine) held.set(name, pressed);
        return mine;
      },
      unregister: (name) => void held.delete(name),
    },
    pressed: () => {
      presses += 1;
    },
    told: (now) => void told.push(now),
  });
  return { ...key, desk, told, held, presses: () => presses };
}

test('the key is held while a press means something, and given back when the call is over', () => {
  const { follow, held, presses, told } = openDesk();
  follow(idle, true);
  expect(held.size).toBe(0);
  follow(live, true);
  held.get(HEADSET_KEY)?.();
  follow({ ...live, handler: 'human' }, true);
  held.get(HEADSET_KEY)?.();
  expect(presses()).toBe(2);
  follow({ ...live, phase: 'ended' }, true);
  expect([held.size, told]).toEqual([0, []]);
});

test('switched off it is not held, and is let go in the middle of a call', () => {
  const { follow, held } = openDesk();
  follow(live, false);
  expect(held.size).toBe(0);
  follow(live, true);
  expect(held.size).toBe(1);
  follow(live, false);
  expect(held.size).toBe(0);
});

test('switched off, a key that another program holds is missed no more, and is again once it is switched on', () => {
  const { follow, told } = openDesk(() => false);
  follow(live, true);
  follow(live, false);
  follow(live, false);
  expect(told).toEqual([false, true]);
  follow(live, true);
  expect(told).toEqual([false, true, false]);
});

test.each([
  ['says no', () => false],
  [
    'throws',
    (): boolean => {
      throw new Error('not yours');
    },
  ],
])('where the system %s it is told once, and told again when it is had', (_, register) => {
  const { follow, desk, told } = openDesk(register);
  follow(live, true);
  follow(idle, true);
  follow(live, true);
  expect(told).toEqual([false]);
  follow(idle, true);
  desk.register = () => true;
  follow(live, true);
  expect(told).toEqual([false, true]);
});
