import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort as NodeMessagePort } from 'node:worker_threads';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { createPortPair, type Port } from '../base/port.ts';
import { createRandom } from '../base/random.ts';
import { failed, type Result } from '../base/result.ts';
import { fromWebPort, type WebPort } from '../contract/channel.ts';
import type { HostHandle } from '../contract/host.ts';
import type { Failure } from '../domain/failure.ts';
import type { Settings } from '../domain/settings/settings.ts';
import { modelsFolder } from '../engines/models-folder.ts';
import { leadTimeZone } from '../main/calls/lead-time-zone.ts';
import { createMemorySettings } from '../main/settings/settings-store.ts';
import { createMemoryVault } from '../main/credentials/memory-vault.ts';
import { noTelephone } from '../main/telephony/desk-telephone.ts';
import { noTelephoneSetUp } from '../main/telephony/telephone-set-up.ts';
import { createSoftphone, type Softphone, type SoftphoneDeps } from '../main/softphone.ts';
import { composePractice } from '../practice/compose-practice.ts';
import { runStore } from '../store/store-process.ts';
import { composeVoice } from '../voice/compose-voice.ts';
import { createHeadlessLine } from './line/headless-line.ts';
import { readSettings } from './practice-arguments.ts';
import { startSameThreadHost } from './same-thread-host.ts';
import { startWorkerHost } from './worker-host.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type HeadlessOptions = {
  env: Environment;
  /** Records, recordings, checkpoints and the log of this softphone. */
  dataFolder: string;
  appVersion: string;
  clock: Clock;
  log: Log;
  /** What the processes print. */
  printed(text: string): void;
  /** Of all chance in the agent on one thread. */
  seed: number;
  /** What is otherwise than the environment has it. */
  settings?: Partial<Settings>;
};

export const SHIPPED_PROMPTS = fileURLToPath(new URL('../../resources/prompts', import.meta.url));
export const SHIPPED_SCENARIOS = fileURLToPath(new URL('../../resources/scenarios', import.meta.url));

/** The whole product without Electron: the processes are worker threads, the line runs here, on real time. */
export function createThreadedSoftphone(options: HeadlessOptions): Softphone {
  const { clock, log, printed } = options;
  const env = environmentOf(options);
  const start = (part: 'voice' | 'store' | 'practice') => () =>
    startWorkerHost(new URL(`../${part}/index.ts`, import.meta.url), { part, env, log, printed });
  return compose<NodeMessagePort>(options, {
    hosts: {
      voice: start('voice'),
      store: start('store'),
      practice: start('practice'),
      line: () => withNativePorts(createHeadlessLine({ clock, log, microphone: null })),
    },
    createChannel() {
      const { port1, port2 } = new MessageChannel();
      return [port1, port2];
    },
    ownPort: fromNodePort,
  });
}

/** The whole product in this one thread, so that all of it shares one clock: a simulated one is as fast as the work is. */
export function createSingleThreadSoftphone(options: HeadlessOptions): Softphone {
  const { clock, log, dataFolder } = options;
  const env = { ...environmentOf(options), LATCHKEY_CHECKPOINTS: 'memory' };
  const random = createRandom(options.seed);
  const shippedPrompts = SHIPPED_PROMPTS;
  let ids = 0;
  return compose<Port>(options, {
    hosts: {
      voice: () =>
        startSameThreadHost((host) =>
          composeVoice(host, { env, clock, log, random, newId: () => `id-${++ids}`, shippedPrompts }),
        ),
      store: () => startSameThreadHost((host) => void runStore(host, { folder: dataFolder, clock, log })),
      practice: () =>
        startSameThreadHost((host) => composePractice(host, { env, clock, log, shippedScenarios: SHIPPED_SCENARIOS })),
      line: () => createHeadlessLine({ clock, log, microphone: null }),
    },
    createChannel: createPortPair,
    ownPort: (port) => port,
  });
}

function environmentOf({ env, dataFolder }: HeadlessOptions): Environment {
  return { ...env, LATCHKEY_DATA: dataFolder, LATCHKEY_CHECKPOINTS: join(dataFolder, 'checkpoints') };
}

/** Node's port speaks the EventTarget form too; only the types of its events differ. */
const fromNodePort = (port: NodeMessagePort): Port => fromWebPort(port as unknown as WebPort);

/** The line lives in this thread and speaks our ports; what main hands out are Node's. */
function withNativePorts(line: HostHandle<Port>): HostHandle<NodeMessagePort> {
  return { ...line, give: (offer, port) => line.give(offer, fromNodePort(port)) };
}

function compose<Native>(
  options: HeadlessOptions,
  platform: Pick<SoftphoneDeps<Native>, 'hosts' | 'createChannel' | 'ownPort'>,
): Softphone {
  const { env, clock, log, dataFolder, appVersion } = options;
  return createSoftphone<Native>({
    ...platform,
    clock,
    log,
    ids: { callId: randomUUID, chance: () => randomInt(2 ** 31) },
    settings: createMemorySettings({ ...settingsFrom(env), ...options.settings }),
    models: { list: () => Promise.resolve([]), install: notHere, verify: notHere, remove: notHere },
    openOllama: () => ({ getVersion: notHere, listModels: notHere, pull: notHere }),
    leadTimeZone,
    recordingUrl: (callId) => join(dataFolder, callId),
    chooseMicrophoneFile: () => Promise.resolve(null),
    // Nobody sits here who could take over; the call goes on and the report says what broke.
    ringHuman: () => {},
    telephone: noTelephone,
    telephoneSetUp: noTelephoneSetUp,
    vault: createMemoryVault(),
    about: {
      version: appVersion,
      runtime: `Node ${process.versions.node}`,
      dataFolder,
      modelsFolder: modelsFolder(env),
      fallbackRuntime: false,
    },
  });
}

/** The command line refuses a wrong environment before it comes here. */
function settingsFrom(env: Environment): Settings {
  const settings = readSettings(env);
  if (!settings.ok) throw new Error(settings.failure);
  return settings.value;
}

const notHere = (): Promise<Result<never, Failure>> =>
  Promise.resolve(
    failed({ kind: 'refused', reason: 'This is done in the app or by npm start, not in a practice call.' }),
  );
