import { type App, app, type PermissionRequest, type Session, type WebContents } from 'electron';
import { isOwnPage } from './origin.ts';

// Whatever is not `app:` needs the network or the disk; the page needs neither, and the policy of the page forbids both as well.
const ELSEWHERE = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*'] };

/** Guards the whole program: every web contents that comes to be, and every certificate question. */
export function guardApp(guarded: App = app): void {
  guarded.on('web-contents-created', (_event, contents) => guardContents(contents));
  guarded.on('certificate-error', (event, _contents, _url, _error, _certificate, answer) => {
    event.preventDefault();
    answer(false);
  });
  guarded.on('select-client-certificate', (event, _contents, _url, _list, answer) => {
    event.preventDefault();
    answer();
  });
  guarded.on('login', (event, _contents, _details, _info, answer) => {
    event.preventDefault();
    answer();
  });
}

/** No page but our own, no new window, no guest. */
function guardContents(contents: WebContents): void {
  const stay = (details: { url: string; preventDefault(): void }) => {
    if (!isOwnPage(details.url)) details.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/**
 * No permission but the camera without sound (scanning by camera, reading codes), writing plain text to the clipboard after a gesture, and files in a folder that a
 * person chose in the system's own dialog (copies onto a stick), all for our own page only; no device, no screen, no network.
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(details.isMainFrame && isOwnPage(details.requestingUrl) && mayAsk(permission, details));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    if (!details.isMainFrame || !isOwnPage(origin)) return false;
    return (
      permission === 'clipboard-sanitized-write' ||
      permission === 'fileSystem' ||
      (permission === 'media' && details.mediaType === 'video')
    );
  });
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.webRequest.onBeforeRequest(ELSEWHERE, (_details, answer) => answer({ cancel: true }));
}

function mayAsk(permission: string, details: PermissionRequest): boolean {
  if (permission === 'clipboard-sanitized-write') return true;
  if (permission === 'fileSystem') return 'fileAccessType' in details;
  if (permission !== 'media' || !('mediaTypes' in details)) return false;
  const asked = details.mediaTypes;
  return Array.isArray(asked) && asked.length > 0 && asked.every((type) => type === 'video');
}
