/**
 * The walls around the page, whatever runs in it: no navigation, no further windows, no permissions, no network.
 * Electron's fuses belong to a packaged binary; run from a checkout there is none of ours to set them on.
 */
import type { Session, WebContents } from 'electron';
import { imageScheme } from './image-protocol.ts';
import { pageScheme, pageUrl } from './page-protocol.ts';

export function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  const allowed = [`${pageScheme}:`, `${imageScheme}:`, 'devtools:'];
  session.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !allowed.some((scheme) => url.startsWith(scheme)) }),
  );
}

/** Only our own page, in its top frame, may call. */
export function isOurPage(frame: { url: string; parent: unknown } | null): boolean {
  return frame !== null && frame.parent === null && frame.url.split(/[?#]/)[0] === pageUrl;
}
