/** Electron's utility process, as far as it matters here: it has no `pid` until it runs, and none once it has ended. */
export type EndableChild = { readonly pid: number | undefined; once(event: 'spawn', run: () => void): unknown };

/**
 * Ends a child at once; one that is still being started, as soon as it runs. Whoever waits for its exit would else wait
 * for ever, and the app would not close. `kill` throws where there is no such process.
 */
export function endChild(child: EndableChild, kill: (pid: number) => void): void {
  const end = () => {
    if (child.pid === undefined) return;
    try {
      kill(child.pid);
    } catch {
      // It has just ended by itself, and its exit is still on the way to us.
    }
  };
  if (child.pid === undefined) child.once('spawn', end);
  else end();
}
