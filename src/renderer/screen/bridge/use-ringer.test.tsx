// @vitest-environment happy-dom
import { cleanup } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { idleSnapshot } from '../../../domain/call/call-snapshot.ts';
import { defaultSettings } from '../../../domain/settings/settings.ts';
import { show } from './testing/show.tsx';
import { useRinger } from './use-ringer.ts';

/** The browser's audio, as far as a ring needs it. `sound` says what is heard, and on which speaker. */
function fakeAudio({ gone = [] as string[] } = {}) {
  const playing = new Set<string>();
  const open = () => {
    let on = 'system';
    return {
      sampleRate: 16_000,
      destination: {},
      createBuffer: (_channels: number, length: number) => ({ getChannelData: () => new Float32Array(length) }),
      createBufferSource: () => ({ buffer: null, loop: false, connect() {}, start: () => void playing.add(on) }),
      setSinkId(sink: string) {
        if (gone.includes(sink)) return Promise.reject(new Error('NotFoundError'));
        on = sink;
        return Promise.resolve();
      },
      close() {
        playing.delete(on);
        return Promise.resolve();
      },
    };
  };
  vi.stubGlobal(
    'AudioContext',
    // Called with `new`: what it answers is the object.
    function AudioContext() {
      return open();
    },
  );
  return { sound: () => [...playing] };
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Ringing() {
  useRinger();
  return null;
}
const offered = { ...idleSnapshot, phase: 'offered' as const, callId: 'c1', handler: 'human' as const };
const withRinger = (ringerId: string) => ({ settings: { ...defaultSettings, ringerId } });

test('it rings while a call is offered to the human, and no longer once somebody has it', async () => {
  const { sound } = fakeAudio();
  const { main, settle, unmount } = await show(<Ringing />);
  expect(sound()).toEqual([]);
  main.publish(offered);
  await settle();
  expect(sound()).toEqual(['system']);
  main.publish({ phase: 'dialling' });
  await settle();
  expect(sound()).toEqual([]);
  main.publish(offered);
  await settle();
  main.publish({ handler: 'agent' });
  await settle();
  expect(sound()).toEqual([]);
  main.publish(offered);
  await settle();
  unmount();
  expect(sound()).toEqual([]);
});

test('it rings on the chosen speaker, and on the system’s where that one is gone', async () => {
  const { sound } = fakeAudio({ gone: ['old'] });
  const { main, settle } = await show(<Ringing />, { snapshot: offered, ...withRinger('kitchen') });
  expect(sound()).toEqual(['kitchen']);
  main.emit('settings.changed', { ...defaultSettings, ringerId: 'old' });
  await settle();
  expect(sound()).toEqual(['system']);
});
