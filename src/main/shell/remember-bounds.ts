import { readFileSync, writeFileSync } from 'node:fs';
import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';

const Bounds = z.object({ x: z.number(), y: z.number(), width: z.number().min(400), height: z.number().min(300) });

/** Where the window was when it was last closed; undefined where that is on no display any more. */
export function recallBounds(path: string): Rectangle | undefined {
  try {
    const bounds = Bounds.parse(JSON.parse(readFileSync(path, 'utf8')));
    const { workArea } = screen.getDisplayMatching(bounds);
    const seen = bounds.x < workArea.x + workArea.width - 50 && bounds.y < workArea.y + workArea.height - 50;
    return seen && bounds.x + bounds.width > workArea.x + 50 && bounds.y >= workArea.y - 10 ? bounds : undefined;
  } catch {
    return undefined;
  }
}

/** Losing this file costs nothing but a window at its usual place. */
export function rememberBounds(window: BrowserWindow, path: string): void {
  window.on('close', () => {
    try {
      writeFileSync(path, JSON.stringify(window.getNormalBounds()));
    } catch {
      // A full disk is told about by those whose files matter.
    }
  });
}
