import { z } from 'zod';
import { createPrintedLog } from '../../base/printed-log.ts';
import { createRealClock } from '../../base/real-clock.ts';
import { openLineWindow } from './line-window.ts';

// Compiling schemas needs eval, which the page's content security policy forbids.
z.config({ jitless: true });

// Ports may arrive while the audio is still being opened.
const early: MessageEvent[] = [];
let accept = (event: MessageEvent) => {
  early.push(event);
};
window.addEventListener('message', (event) => {
  if (event.ports[0]) accept(event);
});

const take = await openLineWindow({ clock: createRealClock(), log: createPrintedLog((line) => console.info(line)) });
accept = ({ data, ports }) => {
  if (ports[0]) take(data, ports[0]);
};
early.splice(0).forEach(accept);
window.postMessage({ type: 'ready' }, '*');
