import { afterEach, expect, test, vi } from 'vitest';
import { createKnownDevices } from './device-names.ts';
import { openSoundOutput } from './sound-output.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const system = { deviceId: 'default', label: 'Monitor', kind: 'audiooutput' };
const headset = { deviceId: 'headset', label: 'Headset', kind: 'audiooutput' };
const gone = { kind: 'device-replaced', device: 'speaker', chosen: 'Headset', instead: 'Monitor' };

/** A browser with speakers: as in Chromium, a context that is asked for the sink it has does not look whether it is there. */
function browser(...first: (typeof system)[]) {
  const outside = { speakers: first, sink: '' as unknown, listings: [] as (() => void)[], slow: false };
  const there = (sink: unknown) =>
    typeof sink !== 'string' || sink === '' || outside.speakers.some((one) => one.deviceId === sink);
  const context = {
    currentTime: 0,
    destination: {},
    setSinkId(sink: unknown) {
      if (sink !== outside.sink && !there(sink)) return Promise.reject(new DOMException('gone', 'NotFoundError'));
      outside.sink = sink;
      return Promise.resolve();
    },
    resume: () => Promise.resolve(),
  };
  let changed = () => {};
  const opens = (made: object) =>
    function () {
      return made;
    };
  vi.stubGlobal('AudioContext', opens(context));
  vi.stubGlobal('GainNode', opens({ connect: () => undefined }));
  vi.stubGlobal('navigator', {
    mediaDevices: {
      enumerateDevices() {
        const list = [...outside.speakers];
        if (!outside.slow) return Promise.resolve(list);
        return new Promise((resolve) => outside.listings.push(() => resolve(list)));
      },
      addEventListener: (_name: string, listener: () => void) => (changed = listener),
    },
  });
  return {
    outside,
    plug(...next: (typeof system)[]) {
      outside.speakers = next;
      changed();
    },
  };
}

async function open() {
  const told: string[] = [];
  const say = (sign: string) => (failure: { kind: string }) => void told.push(`${sign}${failure.kind}`);
  const failures: unknown[] = [];
  const output = await openSoundOutput({
    listener: {
      degraded(failure) {
        failures.push(failure);
        say('+')(failure);
      },
      recovered: say('-'),
    },
    devices: createKnownDevices(),
    every: () => undefined,
  });
  return { output, told, failures };
}

test('the chosen speaker is unplugged while it plays: the system’s plays, by name; plugged in, it is taken back', async () => {
  const { outside, plug } = browser(system, headset);
  const { output, told, failures } = await open();
  await output.choose('headset');
  expect([outside.sink, told]).toEqual(['headset', []]);
  plug(system);
  await vi.waitFor(() => expect(told).toEqual(['+device-replaced']));
  expect([outside.sink, failures]).toEqual(['', [gone]]);
  plug(system, headset);
  await vi.waitFor(() => expect(told).toEqual(['+device-replaced', '-device-replaced']));
  expect(outside.sink).toBe('headset');
});

test('one that is back before it was found gone plays on, and nothing is told', async () => {
  const { outside, plug } = browser(system, headset);
  const { output, told } = await open();
  await output.choose('headset');
  outside.slow = true;
  plug(system);
  plug(system, headset);
  const [first, second] = outside.listings;
  second?.();
  first?.();
  outside.slow = false;
  await output.choose('headset');
  expect([outside.sink, told]).toEqual(['headset', []]);
});

test('without any speaker the sound runs on unheard, until there is one', async () => {
  const { outside, plug } = browser(system);
  const { output, told } = await open();
  plug();
  await vi.waitFor(() => expect(told).toEqual(['+sound-unavailable']));
  expect([outside.sink, output.audible()]).toEqual([{ type: 'none' }, false]);
  plug(system);
  await vi.waitFor(() => expect(told).toEqual(['+sound-unavailable', '-sound-unavailable']));
  expect([outside.sink, output.audible()]).toEqual(['', true]);
});
