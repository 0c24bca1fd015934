import type { Clock } from '../../../base/clock.ts';
import type { Log } from '../../../base/log.ts';
import type { Port } from '../../../base/port.ts';
import type { Client } from '../../../contract/define.ts';
import type { GateWish } from '../../../contract/gate.ts';
import { screenContract } from '../../../contract/screen.ts';
import { connect } from '../../../contract/wire.ts';
import type { PagePipe } from './page-pipe.ts';

export type ScreenClient = Client<typeof screenContract>;

/** `waiting`: no port yet. `lost`: the port has closed and no other has come. */
export type Connection =
  { state: 'waiting'; client: null } | { state: 'open'; client: ScreenClient } | { state: 'lost'; client: null };

export type Bridge = {
  readonly clock: Clock;
  connection(): Connection;
  onConnection(listener: () => void): () => void;
  /** Tells the line directly, where there is a port to it (`told`). Main is to be told with the same `wish`. */
  postGate(asked: Pick<GateWish, 'type' | 'callId'>): Pick<GateWish, 'wish'> & { told: boolean };
  /** Asks for ports (again). */
  ask(): void;
  close(): void;
};

/** The page's side of everything: a client of main that is replaced when main hands over a new port, and the gate port. */
export function createBridge(deps: { pipe: PagePipe; clock: Clock; log: Log }): Bridge {
  const { pipe, clock, log } = deps;
  const listeners = new Set<() => void>();
  let connection: Connection = { state: 'waiting', client: null };
  let control: Port | null = null;
  let gate: Port | null = null;
  const screen = crypto.randomUUID();
  let wishes = 0;

  const change = (next: Connection) => {
    connection = next;
    for (const listener of [...listeners]) listener();
  };
  const takeControl = (port: Port) => {
    control?.close();
    control = port;
    const client = connect(port, screenContract, { clock, log, part: 'main' });
    port.onClose(() => {
      if (control === port) change({ state: 'lost', client: null });
    });
    change({ state: 'open', client });
  };
  const takeGate = (port: Port) => {
    gate?.close();
    gate = port;
    port.onClose(() => {
      if (gate === port) gate = null;
    });
  };
  const deaf = pipe.onPort((name, port) => {
    if (name === 'control') takeControl(port);
    else if (name === 'gate') takeGate(port);
  });

  return {
    clock,
    connection: () => connection,
    onConnection(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    postGate(asked) {
      const wish = { screen, count: ++wishes };
      gate?.post({ ...asked, wish } satisfies GateWish);
      return { told: gate !== null, wish };
    },
    ask() {
      pipe.ready();
    },
    close() {
      deaf();
      control?.close();
      gate?.close();
    },
  };
}
