import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { failed } from '../../base/result.ts';
import type { Client, Contract } from '../../contract/define.ts';
import type { HostHandle, StreamOffer } from '../../contract/host.ts';
import { connect } from '../../contract/wire.ts';
import type { HostName } from '../../domain/call/call-event.ts';
import { createBackOff } from './back-off.ts';

/** So long what is asked waits for a process that is still starting. A window takes a second; a process is there at once. */
const STARTING_MS = 10_000;

export type HostStarter<Native> = () => HostHandle<Native> | Promise<HostHandle<Native>>;
/** `onPurpose`: somebody had it started anew. */
export type HostChange = { state: 'started' } | { state: 'lost'; exitCode: number | null; onPurpose: boolean };

/** A host process that is there again when it was lost. Listeners stay, whatever process is behind it. */
export type SupervisedHost<C extends Contract, Native> = {
  readonly name: HostName;
  call: Client<C>['call'];
  on: Client<C>['on'];
  /** A stream for a process that is on its way is handed over when it is there, ahead of what is asked meanwhile. */
  give(offer: StreamOffer, port: Native): void;
  onChange(listener: (change: HostChange) => void): () => void;
  start(): void;
  /** Ends the process, or the wait for the next one, which starts at once. */
  restart(): void;
  /** Ends the process for good. */
  stop(): Promise<void>;
};

export type SupervisionDeps<Native> = {
  name: HostName;
  startHost: HostStarter<Native>;
  /** Calls that a healthy process always answers in time: one that does not is hung, and ended. */
  vital: readonly string[];
  clock: Clock;
  log: Log;
};

/** Starts a host, and again whenever it ends or hangs, until it is stopped. */
export function superviseHost<C extends Contract, Native>(
  contract: C,
  deps: SupervisionDeps<Native>,
): SupervisedHost<C, Native> {
  const { name, startHost, clock, log } = deps;
  const vital = new Set(deps.vital);
  const changes = new Set<(change: HostChange) => void>();
  const subscriptions: [name: never, listener: never][] = [];
  let current: { handle: HostHandle<Native>; client: Client<C>; restarts: boolean } | undefined;
  let starting: Promise<unknown> | undefined;
  let stopped = false;
  const backOff = createBackOff(clock);
  let early: [StreamOffer, Native][] = [];
  /** Only while the next start is waited for. */
  let cancelRestart: (() => void) | undefined;

  const tell = (change: HostChange) => {
    for (const listener of [...changes]) listener(change);
  };

  async function run(): Promise<void> {
    cancelRestart = undefined;
    if (stopped) return;
    backOff.started();
    const begun = begin();
    starting = begun;
    const handle = await begun;
    starting = undefined;
    const exitCode = handle ? await handle.exited : null;
    const onPurpose = current?.restarts ?? false;
    current = undefined;
    if (stopped) return;
    const afterMs = backOff.ended();
    if (onPurpose) log.info('host ended on purpose', { host: name });
    else log.error('host lost', { host: name, exitCode, endsInARow: backOff.endsInARow });
    tell({ state: 'lost', exitCode, onPurpose });
    cancelRestart = clock.after(afterMs, () => void run());
  }

  async function begin(): Promise<HostHandle<Native> | undefined> {
    try {
      const handle = await startHost();
      if (stopped) handle.kill();
      const client = connect(handle.control, contract, { clock, log, part: name });
      for (const [event, listener] of subscriptions) client.on(event, listener);
      current = { handle, client, restarts: false };
      for (const [offer, port] of early) handle.give(offer, port);
      log.info('host started', { host: name });
      tell({ state: 'started' });
      return handle;
    } catch (error) {
      log.error('host did not start', { host: name, error: String(error) });
      return undefined;
    } finally {
      early = [];
    }
  }

  /** What is asked of a process that is on its way is asked when it is there; one that was lost answers at once. */
  async function whenStarted(): Promise<typeof current> {
    if (!starting) return undefined;
    await new Promise<void>((resolve) => {
      const cancel = clock.after(STARTING_MS, resolve);
      void starting?.then(() => {
        cancel();
        resolve();
      });
    });
    return current;
  }

  return {
    name,
    async call(call, input) {
      const asked = current ?? (await whenStarted());
      if (!asked) return failed({ kind: 'process-lost', part: name, exitCode: null });
      const answer = await asked.client.call(call, input);
      if (!answer.ok && answer.failure.kind === 'deadline-passed' && vital.has(call) && asked === current) {
        log.error('host hangs', { host: name, call });
        asked.handle.kill('hangs');
        return failed({ kind: 'process-lost', part: name, exitCode: null });
      }
      return answer;
    },
    on(event, listener) {
      const subscription: [never, never] = [event as never, listener as never];
      subscriptions.push(subscription);
      const cancel = current?.client.on(event, listener);
      return () => {
        subscriptions.splice(subscriptions.indexOf(subscription), 1);
        cancel?.();
      };
    },
    give(offer, port) {
      if (current) current.handle.give(offer, port);
      else if (starting) early.push([offer, port]);
    },
    onChange(listener) {
      changes.add(listener);
      return () => changes.delete(listener);
    },
    start: () => void run(),
    restart() {
      backOff.forgive();
      if (cancelRestart) {
        cancelRestart();
        void run();
      } else if (current) {
        current.restarts = true;
        current.handle.kill();
      }
    },
    async stop() {
      stopped = true;
      cancelRestart?.();
      const last = current;
      last?.handle.kill();
      await last?.handle.exited;
    },
  };
}
