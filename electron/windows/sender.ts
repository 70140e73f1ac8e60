import type { BrowserWindow, WebContents, WebFrameMain } from 'electron';
import { isOwnPage } from './origin.ts';

/** Who sent a message to the main process. */
interface Sender {
  sender: WebContents;
  senderFrame: WebFrameMain | null;
}

/** Whether a message comes from our own page in the main frame of our own window; everybody else is a stranger. */
export function isOwnSender({ sender, senderFrame }: Sender, window: BrowserWindow | undefined): boolean {
  if (window === undefined || window.isDestroyed()) return false;
  const { webContents } = window;
  return (
    sender === webContents &&
    senderFrame !== null &&
    senderFrame === webContents.mainFrame &&
    isOwnPage(senderFrame.url)
  );
}
