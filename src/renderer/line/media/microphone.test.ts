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
const noSound = {} as AudioContext;

test.each([
  ['NotAllowedError', 'microphone-denied'],
  ['SecurityError', 'microphone-denied'],
  ['NotFoundError', 'microphone-missing'],
  ['NotReadableError', 'microphone-missing'],
])('%s of the browser is told as %s', async (name, kind) => {
  browser(refusal(name));
  const microphone = createMicrophone({ context: noSound, target: {} as AudioNode, degraded: () => undefined });
  expect(await microphone.open()).toEqual({ ok: false, failure: { kind } });
});

test('permission withdrawn while a call is up is told, and no more once the call is over', async () => {
  const outside = browser(refusal('NotFoundError'));
  let told!: (failure: Failure) => void;
  const next = () => new Promise<Failure>((resolve) => (told = resolve));
  const heard: Failure[] = [];
  const degraded = (failure: Failure) => {
    heard.push(failure);
    told(failure);
  };
  const microphone = createMicrophone({ context: noSound, target: {} as AudioNode, degraded });
  await microphone.open();

  outside.answer = refusal('NotAllowedError');
  const first = next();
  outside.plugged();
  expect(await first).toEqual({ kind: 'microphone-denied' });

  microphone.close();
  let asked = 0;
  outside.answer = () => {
    asked++;
    return refusal('NotAllowedError')();
  };
  outside.plugged();
  await microphone.choose('');
  expect([asked, heard.length]).toEqual([0, 1]);
});
