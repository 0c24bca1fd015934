import PQueue from 'p-queue';

/** What is asked of a server, the most urgent first. */
export type Work = 'reply' | 'suggestion' | 'extraction' | 'warmUp';
const URGENCY: Readonly<Record<Work, number>> = { reply: 3, suggestion: 2, extraction: 1, warmUp: 0 };
/** Nobody waits for these, and they can be had again. */
const GIVES_WAY: ReadonlySet<Work> = new Set<Work>(['extraction', 'warmUp']);

/** A turn at the server. `signal` aborts where a reply has taken it away. */
export type Place = { readonly signal: AbortSignal; leave(): void };

export type ServerQueue = {
  /** Waits for a turn; null where `signal` aborted before there was one. Its abort, or `leave`, gives the turn back. */
  enter(work: Work, signal: AbortSignal): Promise<Place | null>;
};

/**
 * Who may ask a server, and in which order. The server's own queue is endless, knows no urgency, and finishes each
 * prompt that it has begun; so nothing waits there.
 * @param parallel how many it serves at once: as many as it has slots (OLLAMA_NUM_PARALLEL), one where it is not said.
 */
export function createServerQueue(parallel = 1): ServerQueue {
  const queue = new PQueue({ concurrency: parallel });
  const running = new Set<{ work: Work; yieldPlace: () => void }>();

  const makeWay = () => {
    for (const place of running)
      if (GIVES_WAY.has(place.work)) {
        place.yieldPlace();
        return;
      }
  };

  return {
    enter: (work, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve(null);
          return;
        }
        let waits = true;
        const served = () =>
          new Promise<void>((done) => {
            waits = false;
            const control = new AbortController();
            const leave = () => {
              running.delete(place);
              signal.removeEventListener('abort', leave);
              done();
            };
            const place = {
              work,
              yieldPlace() {
                control.abort();
                leave();
              },
            };
            running.add(place);
            signal.addEventListener('abort', leave, { once: true });
            resolve({ signal: control.signal, leave });
          });
        queue.add(served, { priority: URGENCY[work], signal }).catch(() => resolve(null));
        if (waits && work === 'reply') makeWay();
      }),
  };
}
