import { EventEmitter } from 'node:events';
import { ChannelDouble, type PortDouble } from './port-double.ts';
import { type ForkRecord, RealUtility, RecordedUtility } from './utility-double.ts';

/** An event that can be refused, as Electron's are. */
export class PreventableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** A frame of a page. */
export interface FrameDouble {
  url: string;
}

/** Web contents that record what was set on them. */
export class ContentsDouble extends EventEmitter {
  mainFrame: FrameDouble = { url: 'about:blank' };
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined;
  readonly posted: { channel: string; message: unknown; ports: PortDouble[] }[] = [];

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }

  postMessage(channel: string, message: unknown, ports: PortDouble[]): void {
    this.posted.push({ channel, message, ports });
    this.emit('double:posted', channel, ports);
  }
}

/** What the tests look at and play with. */
export interface ElectronDouble {
  /** What `import 'electron'` gives. */
  module: Record<string, unknown>;
  app: EventEmitter & { isPackaged: boolean; quit(): void };
  calls: { name: string; args: unknown[] }[];
  windows: WindowDouble[];
  utilities: (RecordedUtility | RealUtility)[];
  sessionHandlers: Record<string, (...args: never[]) => unknown>;
  protocolHandlers: Record<string, (request: Request) => Promise<Response>>;
  ipcMain: EventEmitter;
  /** Buttons the person will press, first dialog first; later ones get the last. */
  presses: number[];
  dialogs: Record<string, unknown>[];
  quitDone: boolean;
}

/** A window that records its options. */
export class WindowDouble extends EventEmitter {
  readonly options: { webPreferences: Record<string, unknown> } & Record<string, unknown>;
  readonly webContents = new ContentsDouble();
  readonly loaded: string[] = [];
  readonly done: string[] = [];
  destroyed = false;
  minimized = false;

  constructor(options: WindowDouble['options']) {
    super();
    this.options = options;
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    this.webContents.mainFrame.url = url;
    return Promise.resolve();
  }

  show(): void {
    this.done.push('show');
  }

  focus(): void {
    this.done.push('focus');
  }

  restore(): void {
    this.done.push('restore');
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  /** As when a person presses the window's cross; false when the program keeps it open. */
  close(): boolean {
    const event = new PreventableEvent();
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroyed = true;
    this.emit('closed');
    return true;
  }
}

/** How the double behaves. */
export interface DoubleOptions {
  lock?: boolean;
  packaged?: boolean;
  /** Utility processes are real child processes instead of records. */
  realProcesses?: boolean;
}

// No process has such a number: Linux ends at 2^22.
const NOBODY = 2 ** 22 + 1000;

/** A double of the `electron` module: it records every setting and plays the person and the system. */
export function createElectronDouble({
  lock = true,
  packaged = false,
  realProcesses = false,
}: DoubleOptions = {}): ElectronDouble {
  const calls: ElectronDouble['calls'] = [];
  const note =
    <T>(name: string, result?: T) =>
    (...args: unknown[]) => {
      calls.push({ name, args });
      return result;
    };
  const double: ElectronDouble = {
    module: {},
    app: Object.assign(new EventEmitter(), {
      isPackaged: packaged,
      enableSandbox: note('app.enableSandbox'),
      requestSingleInstanceLock: note('app.requestSingleInstanceLock', lock),
      getPath: (name: string) => `/profile/${name}`,
      setPath: note('app.setPath'),
      whenReady: () => Promise.resolve(),
      quit,
    }),
    calls,
    windows: [],
    utilities: [],
    sessionHandlers: {},
    protocolHandlers: {},
    ipcMain: new EventEmitter(),
    presses: [],
    dialogs: [],
    quitDone: false,
  };

  function quit(): void {
    calls.push({ name: 'app.quit', args: [] });
    const event = new PreventableEvent();
    double.app.emit('before-quit', event);
    if (event.defaultPrevented) return;
    if (double.windows.every((window) => window.destroyed || window.close())) double.quitDone = true;
  }

  class Window extends WindowDouble {
    constructor(options: WindowDouble['options']) {
      super(options);
      double.windows.push(this);
      double.app.emit('web-contents-created', {}, this.webContents);
    }
  }

  function forkUtility(modulePath: string, args: string[], options: ForkRecord['options']) {
    const record = { modulePath, args, options };
    const utility = realProcesses
      ? new RealUtility(record)
      : new RecordedUtility(record, NOBODY + double.utilities.length);
    double.utilities.push(utility);
    return utility;
  }

  const handlerSetter = (name: string) => (handler: (...args: never[]) => unknown) => {
    double.sessionHandlers[name] = handler;
  };
  const setters = [
    'PermissionRequest',
    'PermissionCheck',
    'DevicePermission',
    'DisplayMediaRequest',
    'BluetoothPairing',
  ];
  double.module = {
    app: double.app,
    BrowserWindow: Window,
    MessageChannelMain: ChannelDouble,
    ipcMain: double.ipcMain,
    Menu: {
      setApplicationMenu: note('Menu.setApplicationMenu'),
      buildFromTemplate: (template: unknown) => template,
    },
    utilityProcess: { fork: forkUtility },
    dialog: {
      showMessageBox(...args: unknown[]) {
        double.dialogs.push(args.at(-1) as Record<string, unknown>);
        const response = double.presses.length > 1 ? double.presses.shift() : double.presses[0];
        return Promise.resolve({ response: response ?? 0 });
      },
    },
    protocol: {
      registerSchemesAsPrivileged: note('protocol.registerSchemesAsPrivileged'),
      handle(scheme: string, handler: (request: Request) => Promise<Response>) {
        double.protocolHandlers[scheme] = handler;
      },
    },
    session: {
      defaultSession: {
        ...Object.fromEntries(setters.map((name) => [`set${name}Handler`, handlerSetter(name)])),
        webRequest: {
          onBeforeRequest(filter: unknown, handler: (...args: never[]) => unknown) {
            calls.push({ name: 'webRequest.onBeforeRequest', args: [filter] });
            double.sessionHandlers['BeforeRequest'] = handler;
          },
        },
      },
    },
  };
  return double;
}
