/** What is being fetched into the downloads folder, by its name there; two models may be made of the same file. */
export type DownloadsUnderWay = Map<string, Promise<unknown>>;

type Turn = { readonly underWay: DownloadsUnderWay; readonly signal: AbortSignal };

/**
 * Fetches one file of the downloads folder, after whoever fetches it already: what they brought is there by then.
 * Rejects on abort, also while it waits for another.
 */
export async function inTurn<Value>(
  name: string,
  { underWay, signal }: Turn,
  fetch: () => Promise<Value>,
): Promise<Value> {
  const mine = (underWay.get(name) ?? Promise.resolve()).then(() => {
    signal.throwIfAborted();
    return fetch();
  });
  underWay.set(
    name,
    mine.catch(() => undefined),
  );
  return Promise.race([mine, rejectedOn(signal)]);
}

/** Whoever waits for another's download can be stopped all the same. */
const rejectedOn = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
