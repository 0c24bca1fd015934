import { utilityProcess, type MessagePortMain } from 'electron';
import type { Log } from '../../base/log.ts';
import { fromEmitterPort, UTILITY_PROCESS } from '../../contract/channel.ts';
import type { HostHandle } from '../../contract/host.ts';
import { logPrinted } from '../calls/log-printed.ts';
import { endChild } from './end-child.ts';
import type { ExpectedEnds } from './expected-ends.ts';

type ForkOptions = {
  /** The bundled entry file. */
  entry: string;
  /** What the system's process list and the log call it. */
  part: string;
  env: Readonly<Record<string, string | undefined>>;
  log: Log;
  ends: ExpectedEnds;
};

/** A process of ours beside main. What it prints goes into the log under its name. */
export function forkHost({ entry, part, env, log, ends }: ForkOptions): HostHandle<MessagePortMain> {
  const name = `latchkey-${part}`;
  const child = utilityProcess.fork(entry, [], {
    serviceName: name,
    stdio: 'pipe',
    env: definedOnly(env),
  });
  for (const stream of [child.stdout, child.stderr]) {
    const take = logPrinted(log, part);
    stream?.setEncoding('utf8').on('data', take);
  }
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  return {
    control: fromEmitterPort(child, UTILITY_PROCESS, () => void child.kill()),
    give(offer, port) {
      child.postMessage(offer, [port]);
    },
    exited,
    kill(why) {
      if (why !== 'hangs') ends.expect(name);
      // SIGTERM may find the process inside a native call that never ends.
      endChild(child, (pid) => process.kill(pid, 'SIGKILL'));
    },
  };
}

const definedOnly = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
