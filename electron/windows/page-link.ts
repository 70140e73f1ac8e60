import { randomBytes } from 'node:crypto';
import { type BrowserWindow, MessageChannelMain } from 'electron';
import { plainElectronPort } from '../host/ports/plain-port.ts';
import { createHostFiles, type HostFiles } from '../transports/blob-port.ts';
import type { HostSupervisor } from './host-supervisor.ts';

/** The line between the page and the host, laid anew for every page load and every new host. */
interface PageLink {
  /** Hands the page a port for its calls, if it has asked for one, and keeps one for the files it shows and gives. */
  lay(host: HostSupervisor): void;
  /** The page listens, and wants its port. */
  want(window: BrowserWindow): void;
  /** The page is gone. */
  forget(): void;
  readonly blobs: HostFiles | undefined;
}

/** Makes the line of the program's one page. */
export function createPageLink(): PageLink {
  let listening: BrowserWindow | undefined;
  let blobs: HostFiles | undefined;

  return {
    lay(host) {
      if (!host.ready || listening === undefined || listening.isDestroyed()) return;
      const calls = new MessageChannelMain();
      const files = new MessageChannelMain();
      host.connect(randomBytes(16).toString('hex'), [calls.port2, files.port2]);
      blobs?.close();
      blobs = createHostFiles(plainElectronPort(files.port1));
      listening.webContents.postMessage('qmc:port', null, [calls.port1]);
    },
    want(window) {
      listening = window;
    },
    forget() {
      listening = undefined;
      blobs?.close();
      blobs = undefined;
    },
    get blobs() {
      return blobs;
    },
  };
}
