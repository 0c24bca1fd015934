import { afterEach, expect, test, vi } from 'vitest';
import type { Failure } from '../../../domain/failure.ts';
import { createMicrophone } from './microphone.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

type Outside = { answer: () => Promise<unknown>; plugged: () => void };

/** A browser's devices: `answer` is what it says when it is asked for a microphone, `plugged` that a device came or went. */
function browser(answer: Outside['answer']) {
  const outside: Outside = { answer, plugged: () => undefined };
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: () => outside.answer(),
      addEventListener: (_name: string, listener: () => void) => (outside.plugged = listener),
    },
  });
  return outside;
}

const refusal = (name: string) => () => Promise.reject(new DOMException('refused', name));
const source = { connect: () => undefined, disconnect: () => undefined };
const noSound = { createMediaStreamSource: () => source } as unknown as AudioContext;

test.each([
  ['NotAllowedError', 'microphone-denied'],
  ['SecurityError', 'microphone-denied'],
  ['NotFoundError', 'microphone-missing'],
  ['NotReadableError', 'microphone-missing'],
])('%s of the browser is told as %s', async (name, kind) => {
  browser(refusal(name));
  const microphone = createMicrophone({ context: noSound, target: {} as AudioNode, tried: () => undefined });
  expect(await microphone.open()).toEqual({ ok: false, failure: { kind } });
});

/** A microphone whose every try to open can be waited for. */
function listen() {
  let told: (failure: Failure | null) => void = () => undefined;
  const heard: (Failure | null)[] = [];
  const microphone = createMicrophone({
    context: noSound,
    target: {} as AudioNode,
    tried() {
      heard.push(microphone.failure);
      told(microphone.failure);
    },
  });
  return { microphone, heard, next: () => new Promise<Failure | null>((resolve) => (told = resolve)) };
}

test('one that is plugged in while a call is up is well again', async () => {
  const outside = browser(refusal('NotFoundError'));
  const { microphone, next, heard } = listen();
  await microphone.open();
  expect(microphone.failure).toEqual({ kind: 'microphone-missing' });
  outside.answer = () =>
    Promise.resolve({ getAudioTracks: () => [{ stop: () => undefined, addEventListener: () => undefined }] });
  const opened = next();
  outside.plugged();
  expect(await opened).toBeNull();
  expect(heard).toEqual([{ kind: 'microphone-missing' }, null]);
});

test('permission withdrawn while a call is up is told, and no more once the call is over', async () => {
  const outside = browser(refusal('NotFoundError'));
  const { microphone, next, heard } = listen();
  await microphone.open();

  outside.answer = refusal('NotAllowedError');
  const first = next();
  outside.plugged();
  expect(await first).toEqual({ kind: 'microphone-denied' });

  microphone.close();
  expect(microphone.failure).toBeNull();
  let asked = 0;
  outside.answer = () => {
    asked++;
    return refusal('NotAllowedError')();
  };
  outside.plugged();
  await microphone.choose('');
  expect([asked, heard.length]).toEqual([0, 2]);
});
