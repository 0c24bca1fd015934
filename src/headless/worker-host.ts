import { Worker, type MessagePort as NodeMessagePort } from 'node:worker_threads';
import type { Log } from '../base/log.ts';
import { fromEmitterPort, NODE_WORKER } from '../contract/channel.ts';
import type { HostHandle } from '../contract/host.ts';

export type WorkerHostDeps = {
  part: string;
  env: Readonly<Record<string, string | undefined>>;
  log: Log;
  /** What the process prints: its log. */
  printed(text: string): void;
};

/** A process of the product as a worker thread: the same entry file as in the app, started from its source. */
export function startWorkerHost(entry: URL, deps: WorkerHostDeps): HostHandle<NodeMessagePort> {
  const worker = new Worker(entry, { env: { ...deps.env }, name: deps.part, stderr: true });
  worker.stderr.setEncoding('utf8').on('data', deps.printed);
  worker.on('error', (error) => {
    deps.log.error('a worker ended with an error', { part: deps.part, error: String(error) });
  });
  const exited = new Promise<number | null>((resolve) => {
    worker.once('exit', resolve);
  });
  return {
    control: fromEmitterPort(worker, NODE_WORKER, () => void worker.terminate()),
    give(offer, port) {
      worker.postMessage({ ...offer, port }, [port]);
    },
    exited,
    kill() {
      void worker.terminate();
    },
  };
}
