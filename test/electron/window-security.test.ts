import { describe, expect, it, vi } from 'vitest';
import { type ContentsDouble, type FrameDouble, PreventableEvent } from './electron-double.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

const OWN = 'app://counter/index.html';
const STRANGERS = [
  'https://example.com/',
  'http://127.0.0.1:4173/',
  'file:///etc/passwd',
  'app://blob/x',
  'app://counter.example.com/',
  'data:text/html,x',
  'javascript:alert(1)',
  'app://user:pw@counter/',
  'not a url',
];
const NAVIGATIONS = ['will-navigate', 'will-redirect', 'will-frame-navigate'];

function preferences(program: StartedProgram): Record<string, unknown> {
  return program.window.options.webPreferences;
}

function navigated(contents: ContentsDouble, event: string, url: string): boolean {
  const details = Object.assign(new PreventableEvent(), { url });
  contents.emit(event, details);
  return !details.defaultPrevented;
}

function handler<F>(program: StartedProgram, name: string): F {
  const found = program.sessionHandlers[name];
  if (found === undefined) throw new Error(`${name} is not handled`);
  return found as unknown as F;
}

describe('the window', () => {
  it('sandboxes every page of the program', async () => {
    const program = await startProgram();
    expect(program.calls.map(({ name }) => name)).toContain('app.enableSandbox');
    expect(preferences(program)).toMatchObject({ sandbox: true });
  });

  it('keeps the page apart from its preload script', async () => {
    expect(preferences(await startProgram())).toMatchObject({ contextIsolation: true });
  });

  it('gives the page nothing of Node, in no frame and no worker', async () => {
    expect(preferences(await startProgram())).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  it('keeps web security on, mixed content and experiments off', async () => {
    expect(preferences(await startProgram())).toMatchObject({
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
    });
  });

  it('has no webview tag', async () => {
    expect(preferences(await startProgram())).toMatchObject({ webviewTag: false });
  });

  it('sends nothing typed to a spelling service', async () => {
    expect(preferences(await startProgram())).toMatchObject({ spellcheck: false });
  });

  it('follows no file dropped on it', async () => {
    expect(preferences(await startProgram())).toMatchObject({ navigateOnDragDrop: false });
  });

  it.each([
    { packaged: false, devTools: true },
    { packaged: true, devTools: false },
  ])('has developer tools only outside a package (packaged: $packaged)', async ({ packaged, devTools }) => {
    expect(preferences(await startProgram({ packaged }))).toMatchObject({ devTools });
  });

  it('shows our own page, at a size that fits a 1366x768 screen and no smaller than the forms need', async () => {
    const { window } = await startProgram();
    expect(window.loaded).toEqual(['app://counter/']);
    expect(window.options).toMatchObject({ width: 1366, height: 768, minWidth: 1024, minHeight: 700 });
  });

  it('appears only when there is something to see', async () => {
    const { window } = await startProgram();
    expect(window.options).toMatchObject({ show: false });
    window.emit('ready-to-show');
    expect(window.done).toEqual(['show']);
  });

  it('has no default menu in a package', async () => {
    const { calls } = await startProgram({ packaged: true });
    expect(calls.filter(({ name }) => name === 'Menu.setApplicationMenu').map(({ args }) => args)).toEqual([
      [null],
    ]);
  });

  it('has an edit menu on macOS, where copy and paste need one', async () => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue('darwin');
    const { calls } = await startProgram({ packaged: true });
    vi.restoreAllMocks();
    expect(calls.find(({ name }) => name === 'Menu.setApplicationMenu')?.args).toEqual([
      [{ role: 'appMenu' }, { role: 'editMenu' }],
    ]);
  });
});

describe('navigation', () => {
  it.each(NAVIGATIONS)('stays on our own page when another is asked for (%s)', async (event) => {
    const { window } = await startProgram();
    for (const url of STRANGERS)
      expect([url, navigated(window.webContents, event, url)]).toEqual([url, false]);
  });

  it.each(NAVIGATIONS)('lets our own page load again (%s)', async (event) => {
    const { window } = await startProgram();
    expect(navigated(window.webContents, event, OWN)).toBe(true);
  });

  it('opens no other window', async () => {
    const { window } = await startProgram();
    for (const url of [OWN, ...STRANGERS])
      expect(window.webContents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
  });

  it('attaches no webview', async () => {
    const { window } = await startProgram();
    const event = new PreventableEvent();
    window.webContents.emit('will-attach-webview', event);
    expect(event.defaultPrevented).toBe(true);
  });
});

describe('permissions', () => {
  type Answer = (granted: boolean) => void;
  type Ask = (contents: unknown, permission: string, answer: Answer, details: object) => void;
  type Check = (contents: unknown, permission: string, origin: string, details: object) => boolean;

  function asked(program: StartedProgram, permission: string, details: object): boolean {
    const answer = vi.fn<Answer>();
    handler<Ask>(program, 'PermissionRequest')({}, permission, answer, {
      isMainFrame: true,
      requestingUrl: OWN,
      ...details,
    });
    expect(answer).toHaveBeenCalledTimes(1);
    return answer.mock.calls[0]?.[0] === true;
  }

  it('gives the camera to our own page when it asks for the picture only', async () => {
    expect(asked(await startProgram(), 'media', { mediaTypes: ['video'] })).toBe(true);
  });

  it.each([{ mediaTypes: ['audio'] }, { mediaTypes: ['video', 'audio'] }, { mediaTypes: [] }, {}])(
    'gives no microphone and nothing unnamed ($mediaTypes)',
    async (details) => {
      expect(asked(await startProgram(), 'media', details)).toBe(false);
    },
  );

  it('gives no camera to another page or to a frame in ours', async () => {
    const program = await startProgram();
    for (const requestingUrl of STRANGERS)
      expect(asked(program, 'media', { mediaTypes: ['video'], requestingUrl })).toBe(false);
    expect(asked(program, 'media', { mediaTypes: ['video'], isMainFrame: false })).toBe(false);
  });

  it.each([
    'geolocation',
    'notifications',
    'midi',
    'clipboard-read',
    'openExternal',
    'fileSystem',
    'display-capture',
    'usb',
    'hid',
    'serial',
    'fullscreen',
    'unknown',
  ])('gives no %s when asked', async (permission) => {
    expect(asked(await startProgram(), permission, {})).toBe(false);
  });

  it('lets our own page put text on the clipboard', async () => {
    const program = await startProgram();
    expect(asked(program, 'clipboard-sanitized-write', {})).toBe(true);
    expect(asked(program, 'clipboard-sanitized-write', { requestingUrl: 'https://example.com/' })).toBe(
      false,
    );
  });

  it('lets our own page write into a folder that a person chose, and no other page', async () => {
    const folder = { fileAccessType: 'writable', isDirectory: true };
    const program = await startProgram();
    expect(asked(program, 'fileSystem', folder)).toBe(true);
    for (const requestingUrl of STRANGERS)
      expect(asked(program, 'fileSystem', { ...folder, requestingUrl })).toBe(false);
    const check = handler<Check>(program, 'PermissionCheck');
    expect(check({}, 'fileSystem', 'https://example.com', { isMainFrame: true })).toBe(false);
  });

  it('says when checked that our own page may use the camera, and nobody anything else', async () => {
    const check = handler<Check>(await startProgram(), 'PermissionCheck');
    const video = { isMainFrame: true, mediaType: 'video' };
    expect(check({}, 'media', 'app://counter/', video)).toBe(true);
    expect(check({}, 'media', 'app://counter/', { ...video, mediaType: 'audio' })).toBe(false);
    expect(check({}, 'media', 'app://counter/', { ...video, isMainFrame: false })).toBe(false);
    expect(check({}, 'media', 'https://example.com', video)).toBe(false);
    for (const permission of ['geolocation', 'usb', 'hid', 'serial', 'notifications', 'clipboard-read']) {
      expect(check({}, permission, 'app://counter/', { isMainFrame: true })).toBe(false);
    }
  });

  it('gives no device to any page', async () => {
    const program = await startProgram();
    expect(
      handler<(details: object) => boolean>(
        program,
        'DevicePermission',
      )({ deviceType: 'hid', origin: 'app://counter' }),
    ).toBe(false);
    const answer = vi.fn();
    handler<(details: object, answer: unknown) => void>(program, 'BluetoothPairing')({}, answer);
    expect(answer).toHaveBeenCalledWith({ confirmed: false });
  });

  it('shows the screen to nobody', async () => {
    const answer = vi.fn();
    handler<(request: object, answer: unknown) => void>(await startProgram(), 'DisplayMediaRequest')(
      {},
      answer,
    );
    expect(answer).toHaveBeenCalledWith(null);
  });

  it('lets the page reach neither the network nor files', async () => {
    const program = await startProgram();
    const [filter] =
      (program.calls.find(({ name }) => name === 'webRequest.onBeforeRequest')?.args as
        | [{ urls: string[] }]
        | undefined) ?? [];
    expect(filter?.urls).toEqual(
      expect.arrayContaining(['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*']),
    );
    const answer = vi.fn();
    handler<(details: object, answer: unknown) => void>(program, 'BeforeRequest')(
      { url: 'https://example.com/' },
      answer,
    );
    expect(answer).toHaveBeenCalledWith({ cancel: true });
  });
});

describe('certificates', () => {
  it('trusts none that has an error', async () => {
    const { app } = await startProgram();
    const event = new PreventableEvent();
    const answer = vi.fn();
    app.emit(
      'certificate-error',
      event,
      {},
      'https://province.example',
      'ERR_CERT_AUTHORITY_INVALID',
      {},
      answer,
    );
    expect(event.defaultPrevented).toBe(true);
    expect(answer).toHaveBeenCalledWith(false);
  });

  it.each(['select-client-certificate', 'login'])(
    'hands out no certificate and no password (%s)',
    async (name) => {
      const { app } = await startProgram();
      const event = new PreventableEvent();
      const answer = vi.fn();
      app.emit(name, event, {}, {}, {}, answer);
      expect(event.defaultPrevented).toBe(true);
      expect(answer).toHaveBeenCalledWith();
    },
  );
});

describe('messages to the main process', () => {
  interface From {
    sender?: ContentsDouble;
    senderFrame?: FrameDouble | null;
  }

  async function portsGivenTo(from: (program: StartedProgram) => From): Promise<number> {
    const program = await startProgram();
    program.host().say({ type: 'ready' });
    const { webContents } = program.window;
    program.ipcMain.emit('qmc:port-wanted', {
      sender: webContents,
      senderFrame: webContents.mainFrame,
      ...from(program),
    });
    return webContents.posted.length;
  }

  it('are heard from the main frame of our window', async () => {
    expect(await portsGivenTo(() => ({}))).toBe(1);
  });

  it('are not heard from another frame', async () => {
    expect(await portsGivenTo(() => ({ senderFrame: { url: OWN } }))).toBe(0);
  });

  it('are not heard from a frame that is gone', async () => {
    expect(await portsGivenTo(() => ({ senderFrame: null }))).toBe(0);
  });

  it('are not heard from other contents', async () => {
    const { ContentsDouble: Contents } = await import('./electron-double.ts');
    expect(await portsGivenTo(() => ({ sender: new Contents() }))).toBe(0);
  });

  it('are not heard from our frame when it shows another page', async () => {
    const given = await portsGivenTo(({ window }) => {
      window.webContents.mainFrame.url = 'https://example.com/';
      return {};
    });
    expect(given).toBe(0);
  });
});
