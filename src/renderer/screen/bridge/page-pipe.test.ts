// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { windowPipe } from './page-pipe.ts';

const arrival = (given: { source: unknown; data: unknown; ports: unknown[] }) =>
  Object.assign(new Event('message'), given);

test('a port comes in under its name, from our own window only', () => {
  const names: string[] = [];
  const stop = windowPipe(window).onPort((name) => names.push(name));
  const [port1, port2] = [{}, {}];
  window.dispatchEvent(arrival({ source: window, data: { type: 'control' }, ports: [port1] }));
  window.dispatchEvent(arrival({ source: {}, data: { type: 'gate' }, ports: [port2] }));
  window.dispatchEvent(arrival({ source: window, data: { type: 'ready' }, ports: [] }));
  window.dispatchEvent(arrival({ source: window, data: 'rubbish', ports: [port2] }));
  stop();
  window.dispatchEvent(arrival({ source: window, data: { type: 'gate' }, ports: [port2] }));
  expect(names).toEqual(['control']);
});
