import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';
import type { ContentsDouble, FrameDouble } from './electron-double.ts';
import type { PortDouble } from './port-double.ts';

/** What the page receives by `window.postMessage`. */
export interface PageMessage {
  message: unknown;
  targetOrigin: string;
  ports: PortDouble[];
}

/** A page with the real preload script in it, run as the sandbox runs it: plain script, a `require` that knows only electron. */
export interface PageDouble {
  /** Names that the script left in the page's world. */
  leaked: string[];
  /** What the script asked of electron. */
  required: string[];
  /** The load event of the page. */
  load(): void;
  received: PageMessage[];
  /** The next port that the page is given. */
  nextPort(): Promise<PortDouble>;
}

/** Loads a page into contents of the double; what it sends reaches `ipcMain`. */
export function loadPage(
  contents: ContentsDouble,
  ipcMain: { emit(channel: string, event: object): unknown },
  frame: FrameDouble = contents.mainFrame,
): PageDouble {
  const source = readFileSync(new URL('../../electron/preload.ts', import.meta.url), 'utf8');
  const page: PageDouble = { leaked: [], required: [], load: () => undefined, received: [], nextPort };
  const waiting: ((port: PortDouble) => void)[] = [];
  const ipcRenderer = {
    on(channel: string, listener: (event: { ports: PortDouble[] }) => void) {
      contents.on('double:posted', (postedOn: string, ports: PortDouble[]) => {
        if (postedOn === channel) listener({ ports });
      });
    },
    send: (channel: string) => ipcMain.emit(channel, { sender: contents, senderFrame: frame }),
  };
  const world: Record<string, unknown> = {
    location: { origin: 'app://counter' },
    addEventListener(event: string, listener: () => void) {
      if (event === 'load') page.load = listener;
    },
    postMessage(message: unknown, targetOrigin: string, ports: PortDouble[]) {
      page.received.push({ message, targetOrigin, ports });
      const [port] = ports;
      if (port !== undefined) waiting.shift()?.(port);
    },
    require(name: string) {
      page.required.push(name);
      return { ipcRenderer };
    },
  };
  const before = Object.keys(world);
  runInNewContext(stripTypeScriptTypes(source), world);
  page.leaked = Object.keys(world).filter((name) => !before.includes(name));

  function nextPort(): Promise<PortDouble> {
    return new Promise((resolve) => waiting.push(resolve));
  }
  return page;
}
