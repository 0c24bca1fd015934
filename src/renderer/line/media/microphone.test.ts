import { afterEach, expect, test, vi } from 'vitest';
import type { Failure } from '../../../domain/failure.ts';
import { createKnownDevices } from './device-names.ts';
import { createMicrophone } from './microphone.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

type Input = { deviceId: string; label: string };
type Track = Input & { unplug(): void; stopped: boolean };

const system = { deviceId: 'default', label: 'Built-in microphone' };
const headset = { deviceId: 'headset', label: 'Headset' };
const missing = { kind: 'microphone-missing' };
const replaced = { kind: 'device-replaced', device: 'microphone', chosen: 'Headset', instead: 'Built-in microphone' };

/** A browser and its microphones: the first is the system's choice. `refusal` is what it says instead of opening one. */
function browser(...first: Input[]) {
  let inputs = first;
  let plugged = () => {};
  const outside = { refusal: '', asked: 0, tracks: [] as Track[] };
  const trackOf = (input: Input) => {
    const ends: (() => void)[] = [];
    const track: Track = {
      ...input,
      stopped: false,
      unplug: () => ends.forEach((end) => end()),
    };
    outside.tracks.push(track);
    return {
      ...input,
      get readyState() {
        return track.stopped ? 'ended' : 'live';
      },
      getSettings: () => ({ deviceId: input.deviceId }),
      addEventListener: (_name: string, ended: () => void) => ends.push(ended),
      stop: () => {
        track.stopped = true;
      },
    };
  };
  vi.stubGlobal('navigator', {
    mediaDevices: {
      enumerateDevices: () => Promise.resolve(inputs.map((input) => ({ ...input, kind: 'audioinput' }))),
      getUserMedia({ audio }: { audio: { deviceId?: { ideal: string } } }) {
        outside.asked++;
        const refusal = outside.refusal || (inputs.length === 0 ? 'NotFoundError' : '');
        if (refusal) return Promise.reject(new DOMException('refused', refusal));
        const wanted = inputs.find(({ deviceId }) => deviceId === audio.deviceId?.ideal) ?? inputs[0]!;
        return Promise.resolve({ getAudioTracks: () => [trackOf(wanted)] });
      },
      addEventListener: (_name: string, listener: () => void) => (plugged = listener),
    },
  });
  return {
    outside,
    /** From now on these are there. Tracks of others end, as Chromium ends them. */
    plug(...next: Input[]) {
      inputs = next;
      const gone = outside.tracks.filter((track) => !track.stopped && !next.some((one) => one.label === track.label));
      for (const track of gone) {
        track.stopped = true;
        track.unplug();
      }
      plugged();
    },
  };
}

const source = { connect: () => undefined, disconnect: () => undefined };
const noSound = { createMediaStreamSource: () => source } as unknown as AudioContext;

/** A microphone whose every try to open can be waited for. */
function listen() {
  const heard: (Failure | null)[] = [];
  const microphone = createMicrophone({
    context: noSound,
    target: {} as AudioNode,
    devices: createKnownDevices(),
    tried: () => heard.push(microphone.failure),
  });
  const last = (failure: unknown) => vi.waitFor(() => expect(heard.at(-1)).toEqual(failure));
  return { microphone, heard, last };
}

test.each([
  ['NotAllowedError', 'microphone-denied'],
  ['SecurityError', 'microphone-denied'],
  ['NotFoundError', 'microphone-missing'],
  ['NotReadableError', 'microphone-missing'],
])('%s of the browser is told as %s', async (name, kind) => {
  browser(system).outside.refusal = name;
  expect(await listen().microphone.open()).toEqual({ ok: false, failure: { kind } });
});

test('one that is plugged in while a call is up is well again', async () => {
  const { plug } = browser();
  const { microphone, heard, last } = listen();
  await microphone.open();
  expect(microphone.failure).toEqual(missing);
  plug(system);
  await last(null);
  expect(heard).toEqual([missing, null]);
});

test('unplugged in a call, the system’s takes its place by name; plugged in again, it is taken back', async () => {
  const { plug, outside } = browser(system, headset);
  const { microphone, last } = listen();
  await microphone.choose('headset');
  await microphone.open();
  expect(microphone.failure).toBeNull();
  plug(system);
  await last(replaced);
  expect(outside.tracks.map(({ label, stopped }) => [label, stopped])).toContainEqual(['Built-in microphone', false]);
  plug(system, headset);
  await last(null);
  expect(outside.tracks.filter(({ stopped }) => !stopped).map(({ label }) => label)).toEqual(['Headset']);
});

test('of the system’s choice, too, it is told that another took its place, in this call and no longer', async () => {
  const { plug } = browser(headset);
  const { microphone, last } = listen();
  await microphone.open();
  plug(system);
  await last(replaced);
  microphone.close();
  await last(null);
});

test('without any other it is missing, until one is there', async () => {
  const { plug } = browser(headset);
  const { microphone, last } = listen();
  await microphone.choose('headset');
  await microphone.open();
  plug();
  await last(missing);
  plug(headset);
  await last(null);
});

test('a voice is not interrupted because something else is plugged in', async () => {
  const { plug, outside } = browser(system, headset);
  const { microphone } = listen();
  await microphone.choose('headset');
  await microphone.open();
  const [track] = outside.tracks;
  plug(system, headset, { deviceId: 'other', label: 'Webcam' });
  await microphone.choose('headset');
  expect([outside.asked, track?.stopped]).toEqual([1, false]);
});

test('between calls it is known whether the chosen one is there, and none is opened to find out', async () => {
  const { plug, outside } = browser(system, headset);
  const { microphone, last } = listen();
  await microphone.choose('headset');
  await last(null);
  plug(system);
  await last(replaced);
  plug();
  await last(missing);
  expect(outside.asked).toBe(0);
});

test('another that cannot be opened is no reason to say that nobody is heard: the one before goes on', async () => {
  const { outside } = browser(system, headset);
  const { microphone, last } = listen();
  await microphone.choose('');
  await microphone.open();
  outside.refusal = 'NotReadableError';
  await microphone.choose('headset');
  await last(replaced);
  expect(outside.tracks.map(({ label, stopped }) => [label, stopped])).toEqual([['Built-in microphone', false]]);
});

test('permission withdrawn while a call is up is told, and nothing is asked for once the call is over', async () => {
  const { plug, outside } = browser(system);
  const { microphone, heard, last } = listen();
  await microphone.open();
  outside.refusal = 'NotAllowedError';
  plug(system);
  await last({ kind: 'microphone-denied' });
  microphone.close();
  const before = [outside.asked, heard.length];
  plug(system);
  await microphone.choose('');
  expect([outside.asked, heard.length]).toEqual(before);
});
