import { silentLog } from '../../base/log.ts';
import { createPortPair, type Port } from '../../base/port.ts';
import type { Contract, Handlers, Server } from '../../contract/define.ts';
import type { HostHandle } from '../../contract/host.ts';
import { serve } from '../../contract/wire.ts';

export type ScriptedHost<C extends Contract> = {
  start(): HostHandle<Port>;
  /** What was asked of it, by name, in order, over all its lives. */
  readonly asked: string[];
  readonly given: string[];
  /** The other end of the last stream of that name. */
  stream(name: string): Port | undefined;
  /** Why each life was ended from outside, where it was. */
  readonly killed: (string | undefined)[];
  emit: Server<C>['emit'];
  /** Ends the process as a crash would. */
  crash(exitCode: number): void;
  /** From now on it answers this call in another way. */
  answer(handlers: Partial<Handlers<C>>): void;
  readonly lives: number;
};

/** A process that answers by a script, in place of one of ours. */
export function createScriptedHost<C extends Contract>(contract: C, script: Handlers<C>): ScriptedHost<C> {
  const asked: string[] = [];
  const given: string[] = [];
  const streams = new Map<string, Port>();
  const killed: (string | undefined)[] = [];
  let handlers = script;
  let lives = 0;
  let now: { server: Server<C>; end(exitCode: number | null): void } | undefined;
  // Answers as the script says at the moment of the question.
  const noting = new Proxy(handlers, {
    get(_target, name: string) {
      asked.push(name);
      return (handlers as Record<string, unknown>)[name];
    },
  });
  return {
    asked,
    given,
    stream: (name) => streams.get(name),
    killed,
    get lives() {
      return lives;
    },
    start() {
      lives++;
      const [mains, ours] = createPortPair();
      let gone: (exitCode: number | null) => void = () => {};
      const exited = new Promise<number | null>((resolve) => {
        gone = resolve;
      });
      const end = (exitCode: number | null) => {
        ours.close();
        gone(exitCode);
      };
      now = { server: serve(ours, contract, { handlers: noting, log: silentLog }), end };
      return {
        control: mains,
        give(offer, port) {
          given.push(offer.stream);
          streams.set(offer.stream, port);
        },
        exited,
        kill(why) {
          killed.push(why);
          end(null);
        },
      };
    },
    emit: (name, payload) => now?.server.emit(name, payload),
    crash: (exitCode) => now?.end(exitCode),
    answer(more) {
      handlers = { ...handlers, ...more };
    },
  };
}
