import { ipcRenderer } from 'electron';

// One pipe and nothing else: the page says that it is ready, and gets message ports, each with a word for what it is.
// What travels over them is no business of this file.

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = event.data as { type?: unknown } | null;
  if (event.source === window && message?.type === 'ready') ipcRenderer.send('ready');
});

ipcRenderer.on('port', (event, offer: unknown) => {
  window.postMessage(offer, '*', event.ports);
});
