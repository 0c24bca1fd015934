/** One end of a two-way message pipe. Every process boundary in the app is one of these. */
export type Port = {
  post(message: unknown): void;
  /** Answers a function that stops listening. */
  onMessage(listener: (message: unknown) => void): () => void;
  /** Called once when the other end is gone. */
  onClose(listener: () => void): () => void;
  close(): void;
};

/** Two ends in one thread. Messages are cloned as a real boundary would and arrive in a later microtask, in order. */
export function createPortPair(): [Port, Port] {
  const listeners: [Set<(message: unknown) => void>, Set<(message: unknown) => void>] = [new Set(), new Set()];
  const closers: [Set<() => void>, Set<() => void>] = [new Set(), new Set()];
  let open = true;
  const end = (mine: 0 | 1, theirs: 0 | 1): Port => ({
    post(message) {
      if (!open) return;
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => {
        for (const listener of [...listeners[theirs]]) listener(copy);
      });
    },
    onMessage(listener) {
      listeners[mine].add(listener);
      return () => listeners[mine].delete(listener);
    },
    onClose(listener) {
      closers[mine].add(listener);
      return () => closers[mine].delete(listener);
    },
    close() {
      if (!open) return;
      open = false;
      queueMicrotask(() => {
        for (const side of closers) for (const closer of [...side]) closer();
      });
    },
  });
  return [end(0, 1), end(1, 0)];
}
