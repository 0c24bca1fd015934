import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { BridgeProvider } from '../bridge/bridge-context.tsx';
import { createBridge } from '../bridge/bridge.ts';
import { createConsoleLog } from '../bridge/console-log.ts';
import { createPageClock } from '../bridge/page-clock.ts';
import { windowPipe } from '../bridge/page-pipe.ts';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/ui.css';

/** Composition of one page: its pipe, its clock, its bridge, and what it draws. */
export function startPage(content: ReactNode): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root.');
  const bridge = createBridge({
    pipe: windowPipe(window),
    clock: createPageClock(window),
    log: createConsoleLog(console),
  });
  createRoot(root).render(
    <StrictMode>
      <BridgeProvider bridge={bridge}>{content}</BridgeProvider>
    </StrictMode>,
  );
}
