import { app, type BrowserWindow, type IpcMain, session } from 'electron';
import { serveAppProtocol } from './app-protocol.ts';
import { askToRestart, askToRetry } from './dialogs.ts';
import { guardApp, guardSession } from './guards.ts';
import { createHostSupervisor, type HostProcessOptions } from './host-supervisor.ts';
import { openMainWindow } from './main-window.ts';
import { setMenu } from './menu.ts';
import { createPageLink } from './page-link.ts';
import { preloadScript, RENDERER_FOLDER } from './places.ts';
import { createQuitting } from './quitting.ts';
import { isOwnSender } from './sender.ts';

/** What the desktop program is started with. */
interface DesktopOptions {
  host: HostProcessOptions;
  ipc: IpcMain;
  platform: NodeJS.Platform;
}

/** The program with its window: one window, one host, and the line between them. */
export function startDesktop({ host: hostOptions, ipc, platform }: DesktopOptions): void {
  const preload = preloadScript();
  const link = createPageLink();
  let window: BrowserWindow | undefined;
  const host = createHostSupervisor(hostOptions, {
    onReady: () => link.lay(host),
    onRefused: (refusal) => void askToRetry(refusal).then(restartOrLeave),
    onGivenUp: () => void askToRestart().then(restartOrLeave),
  });
  const quitting = createQuitting(host, () => window);

  function restartOrLeave(restart: boolean): void {
    if (restart) host.start();
    else app.quit();
  }

  function openWindow(): void {
    window = openMainWindow(preload);
    quitting.guardClose(window);
    window.on('closed', () => {
      window = undefined;
      link.forget();
    });
  }

  function showWindow(): void {
    if (window === undefined) return openWindow();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  ipc.on('qmc:port-wanted', (event) => {
    if (window === undefined || !isOwnSender(event, window)) return;
    link.want(window);
    link.lay(host);
  });
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => app.quit());
  guardApp();
  guardSession(session.defaultSession);
  serveAppProtocol({ rendererFolder: RENDERER_FOLDER, blobs: () => link.blobs });
  setMenu(platform);
  host.start();
  openWindow();
}
