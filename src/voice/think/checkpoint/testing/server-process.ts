import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A real server, that a test has started and ends. */
export type TestServer = {
  /** With a user and a password that are right. */
  readonly url: string;
  /** It answers no more, and its connections stay open. */
  freeze(): void;
  thaw(): void;
  /** At once, as in a crash. */
  kill(): Promise<void>;
  /** On the same port, after `kill`. */
  startAgain(): Promise<void>;
  /** Ends it, and removes what it wrote. */
  stop(): Promise<void>;
};

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** Runs a program until it says `ready`; rejects with what it said where it ends before. Ended with this process. */
export async function startProgram(
  file: string,
  args: readonly string[],
  { ready, ...options }: SpawnOptions & { ready: RegExp },
): Promise<ChildProcess> {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const endWithUs = () => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (part: Buffer) => {
      said += part.toString();
      if (ready.test(said)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${file} ended (code ${code}): ${said}`)));
  });
  return child;
}

/** Sends a signal and waits for the end. */
export async function endProgram(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGCONT');
  child.kill(signal);
  await ended;
}
