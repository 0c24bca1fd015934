// The line window and nothing else: main, the voice process, the store and the lead are played by this file, so that a
// test can look at every port. Started with the built renderer and preload: electron line-window-app.cjs OUT_FOLDER
const { join, resolve } = require('node:path');
const { app, BrowserWindow, ipcMain, MessageChannelMain } = require('electron');

const out = resolve(process.argv.at(-1));
app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required');

/** Everything that arrived on a port, with the moment of its arrival. */
function listen(port) {
  const got = [];
  port.on('message', ({ data }) => got.push({ at: performance.now(), data }));
  port.start();
  return got;
}

const state = { ports: {}, got: {}, seq: 0, pacer: null, lastId: 0 };
globalThis.harness = state;

function give(window, offer, name) {
  const { port1, port2 } = new MessageChannelMain();
  state.ports[name] = port1;
  state.got[name] = listen(port1);
  window.webContents.postMessage('port', offer, [port2]);
}

state.ask = (name, input) =>
  new Promise((resolveAnswer) => {
    const id = ++state.lastId;
    const { control } = state.ports;
    const answered = ({ data }) => {
      if (data.type !== 'answer' || data.id !== id) return;
      control.off('message', answered);
      resolveAnswer(data.output);
    };
    control.on('message', answered);
    control.postMessage({ type: 'ask', id, name, input });
  });

state.call = async (callId) => {
  state.giveStreams(callId, ['audio', 'recording', 'trunk']);
  const dialled = await state.ask('call.dial', { callId, to: { line: 'practice' } });
  state.ports.trunk.postMessage({ type: 'ringing' });
  return dialled;
};

/** A call over the carrier has no trunk. */
state.giveStreams = (callId, streams = ['audio', 'recording']) => {
  state.stop();
  state.seq = 0;
  for (const stream of streams) give(state.window, { type: 'stream', stream, callId }, stream);
};

/** The lead sends a packet every 20 ms of its own clock: these bytes of µ-law, again and again. */
state.speak = (bytes) => {
  state.stop();
  const began = performance.now();
  const first = state.seq;
  const next = () => {
    while (performance.now() >= began + (state.seq - first) * 20) {
      const from = (state.seq * 160) % bytes.length;
      const payload = Uint8Array.from({ length: 160 }, (_, i) => bytes[(from + i) % bytes.length]);
      state.ports.trunk.postMessage({ type: 'packet', seq: state.seq, timestamp: state.seq * 160, payload });
      state.seq++;
    }
    state.pacer = setTimeout(next, Math.max(0, began + (state.seq - first) * 20 - performance.now()));
  };
  next();
};

/** The lead picks up and makes one sound. */
state.answer = (byte) => {
  state.ports.trunk.postMessage({ type: 'answered' });
  state.speak(Uint8Array.of(byte));
};

state.stop = () => clearTimeout(state.pacer);
state.events = (name) =>
  state.got.control.map(({ data }) => data).filter((d) => d.type === 'event' && (!name || d.name === name));

app.whenReady().then(() => {
  state.window = new BrowserWindow({
    show: false,
    webPreferences: { preload: join(out, 'preload/index.cjs'), backgroundThrottling: false, sandbox: true },
  });
  state.printed = [];
  state.window.webContents.on('console-message', (_event, _level, message) => state.printed.push(message));
  state.window.webContents.session.setPermissionRequestHandler((_contents, _permission, answer) => answer(true));
  ipcMain.on('ready', () => {
    give(state.window, { type: 'control' }, 'control');
    give(state.window, { type: 'gate' }, 'gate');
    state.ready = true;
  });
  void state.window.loadFile(join(out, 'renderer/line/index.html'));
});
app.on('window-all-closed', () => app.quit());
