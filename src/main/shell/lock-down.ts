import { app, type Session, type WebContents } from 'electron';
import { developmentServer } from './our-page.ts';

/** What a page may ask of the system: the microphone and the choice of a speaker, and nothing else. */
const ALLOWED = new Set(['media', 'speaker-selection']);

/** Our pages stay our pages: no windows of theirs, no other addresses, no frames, no permissions but the microphone. */
export function lockDownPages(): void {
  app.on('web-contents-created', (_event, page) => {
    page.setWindowOpenHandler(() => ({ action: 'deny' }));
    page.on('will-navigate', (event) => {
      if (!staysHome(page, event.url)) event.preventDefault();
    });
    page.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** A reload is a navigation to where the page is already. */
function staysHome(page: WebContents, url: string): boolean {
  const server = developmentServer();
  return server !== undefined ? url.startsWith(server) : url.split('#')[0] === page.getURL().split('#')[0];
}

export function allowOnlyTheMicrophone(session: Session): void {
  session.setPermissionRequestHandler((_page, permission, ...[answer, details]) => {
    const camera = 'mediaTypes' in details && details.mediaTypes?.includes('video');
    answer(ALLOWED.has(permission) && !camera);
  });
  session.setPermissionCheckHandler((_page, permission) => ALLOWED.has(permission));
}
