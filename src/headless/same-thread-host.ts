import { createPortPair, type Port } from '../base/port.ts';
import type { HostHandle, HostSide, StreamOffer } from '../contract/host.ts';

/** A process of the product in the thread of whoever starts it, so that all share one clock. `run` is its composition. */
export function startSameThreadHost(run: (host: HostSide) => void): HostHandle<Port> {
  const [mains, ours] = createPortPair();
  const early: [StreamOffer, Port][] = [];
  let listener: ((offer: StreamOffer, port: Port) => void) | undefined;
  let gone: (code: number | null) => void = () => {};
  const exited = new Promise<number | null>((resolve) => {
    gone = resolve;
  });
  run({
    control: ours,
    onStream(next) {
      listener = next;
      for (const [offer, port] of early.splice(0)) next(offer, port);
    },
  });
  return {
    control: mains,
    give(offer, port) {
      if (listener) listener(offer, port);
      else early.push([offer, port]);
    },
    exited,
    kill() {
      ours.close();
      gone(null);
    },
  };
}
