import { randomUUID } from 'node:crypto';
import { app, dialog, MessageChannelMain, type MessagePortMain } from 'electron';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { ELECTRON_MESSAGE, fromEmitterPort } from '../../contract/channel.ts';
import { createOllamaAdmin } from '../../engines/ollama/ollama-admin.ts';
import type { HostStarter } from '../calls/supervise-host.ts';
import { createVault } from '../credentials/vault.ts';
import { createModelInstaller } from '../models/install-model.ts';
import { readModelList } from '../models/read-model-list.ts';
import { runTool } from '../models/run-tool.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { createSoftphone, type Softphone } from '../softphone.ts';
import type { AppPaths } from './app-paths.ts';
import { composeTelephone } from './compose-telephone.ts';
import type { ExpectedEnds } from './expected-ends.ts';
import { forkHost } from './fork-host.ts';
import { leadTimeZone } from '../calls/lead-time-zone.ts';
import { recordingUrl } from './recording-protocol.ts';
import { keychainCipher } from './safe-storage.ts';

/** The Electron that the product is made for; an older one is the fallback where it cannot be downloaded. */
const PRODUCT_ELECTRON = 45;

type Composition = {
  paths: AppPaths;
  clock: Clock;
  log: Log;
  ends: ExpectedEnds;
  settings: SettingsStore;
  startLine: HostStarter<MessagePortMain>;
  ringHuman(): void;
};

/** The softphone on what this platform has: utility processes, windows and Electron's message ports. */
export function composeSoftphone({ paths, clock, log, ends, settings, startLine, ringHuman }: Composition): Softphone {
  const { electron, node, chrome } = process.versions;
  const startHost = (part: 'voice' | 'store' | 'practice') => () => {
    const { ollamaUrl, ollamaModel, agentVoice, recogniser } = settings.get();
    return forkHost({
      entry: paths.hostEntry(part),
      part,
      log,
      ends,
      env: {
        ...process.env,
        LATCHKEY_MODELS: paths.models,
        LATCHKEY_DATA: paths.records,
        LATCHKEY_CHECKPOINTS: paths.checkpoints,
        LATCHKEY_SCENARIOS: paths.scenarios,
        LATCHKEY_OLLAMA_URL: ollamaUrl,
        LATCHKEY_OLLAMA_MODEL: ollamaModel,
        LATCHKEY_VOICE: agentVoice,
        LATCHKEY_RECOGNISER: recogniser,
      },
    });
  };
  const vault = createVault({ cipher: keychainCipher, file: paths.keys, clock, log });
  const softphone: Softphone = createSoftphone<MessagePortMain>({
    clock,
    log,
    ids: { callId: () => `call-${randomUUID()}`, chance: () => -1 },
    hosts: { voice: startHost('voice'), store: startHost('store'), practice: startHost('practice'), line: startLine },
    createChannel() {
      const { port1, port2 } = new MessageChannelMain();
      return [port1, port2];
    },
    ownPort: (port) => fromEmitterPort(port, ELECTRON_MESSAGE),
    settings,
    models: createModelInstaller({
      manifest: readModelList(paths.modelList),
      folder: paths.models,
      downloads: paths.downloads,
      run: runTool,
      fetch,
      clock,
      log,
    }),
    openOllama: (url) => createOllamaAdmin({ url, clock }),
    recordingUrl,
    leadTimeZone,
    async chooseMicrophoneFile() {
      const chosen = await dialog.showOpenDialog({
        properties: ['openFile'],
        filters: [{ name: 'WAV', extensions: ['wav'] }],
      });
      return chosen.filePaths[0] ?? null;
    },
    ringHuman,
    vault,
    ...composeTelephone({ paths, vault, clock, log, keysChanged: () => softphone.telephoneChanged('keys') }),
    about: {
      version: app.getVersion(),
      runtime: `Electron ${electron}, Node ${node}, Chromium ${chrome}`,
      dataFolder: paths.data,
      modelsFolder: paths.models,
      fallbackRuntime: Number(electron.split('.')[0]) < PRODUCT_ELECTRON,
    },
  });
  return softphone;
}
