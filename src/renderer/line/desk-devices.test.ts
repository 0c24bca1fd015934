import { expect, test } from 'vitest';
import { createFakeClock } from '../../base/testing/fake-clock.ts';
import { ok } from '../../base/result.ts';
import { createDeskDevices } from './desk-devices.ts';

function openDesk() {
  const desk = { callIsUp: false, loopbacks: [] as string[] };
  const nothing = () => undefined;
  const devices = createDeskDevices({
    line: { ask: () => Promise.resolve(ok({ lineMs: 0 })), give: nothing, obey: nothing },
    microphone: {
      choose: () => Promise.resolve(),
      open: () => Promise.resolve(ok(null)),
      close: nothing,
      chosen: 'headset',
      failure: null,
    },
    output: {
      context: {} as AudioContext,
      desk: {} as AudioNode,
      setVolume: nothing,
      audible: () => true,
      choose: () => Promise.resolve(),
    },
    devices: { list: () => Promise.resolve([]), nameOf: (id) => id },
    loopback: {
      start(microphoneId) {
        desk.loopbacks.push(microphoneId);
        return Promise.resolve(ok(null));
      },
      stop: nothing,
    },
    clock: createFakeClock(),
    fileDb: { value: null },
    tellMicrophone: nothing,
    callIsUp: () => desk.callIsUp,
  });
  return { desk, devices };
}

test('somebody hears the microphone that was chosen, and nothing while a call rings or is up', async () => {
  const { desk, devices } = openDesk();
  expect(await devices.startLoopback(null)).toEqual(ok(null));
  desk.callIsUp = true;
  expect(await devices.startLoopback(null)).toMatchObject({ ok: false, failure: { kind: 'line-busy' } });
  expect(desk.loopbacks).toEqual(['headset']);
});
