// `npm start`: builds the window when needed, then opens the app: in Electron when its runtime is there, else in an installed browser's app
// window, else (as root, without a display, or with --headless) it serves and prints the address.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { constants, homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWindow } from './window.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const USAGE = '--data-dir D --port N --headless --key-file F --log-level info|warn|error|silent';

function readOptions() {
  try {
    return parseArgs({
      options: {
        'data-dir': { type: 'string' },
        port: { type: 'string' },
        headless: { type: 'boolean' },
        'key-file': { type: 'string' },
        'log-level': { type: 'string' },
      },
    }).values;
  } catch (error) {
    console.error(`${error.message}\nKnown: ${USAGE}`);
    return process.exit(2);
  }
}

function defaultDataDir() {
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'QuayMotCua');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'QuayMotCua');
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'quay-mot-cua');
}

/** The places where Chromium, Chrome and Edge are installed on this system, best first. */
function browserPlaces() {
  if (process.platform === 'win32') {
    return ['Microsoft\\Edge\\Application\\msedge.exe', 'Google\\Chrome\\Application\\chrome.exe'].flatMap(
      (path) =>
        [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
          .filter((folder) => folder !== undefined)
          .map((folder) => join(folder, path)),
    );
  }
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function electronRuntime() {
  const pathFile = join(ROOT, 'node_modules', 'electron', 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const path = join(ROOT, 'node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

/** Signals go on to the child; its end is ours. */
function bindLife(child) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));
}

function openWindow(url, dataDir) {
  const browser = browserPlaces().find((path) => existsSync(path));
  if (browser === undefined) {
    console.log('no Chromium, Chrome or Edge was found: open the address above in a browser');
    return;
  }
  const args = [
    `--app=${url}`,
    `--user-data-dir=${join(dataDir, 'browser-profile')}`,
    '--no-first-run',
    '--window-size=1366,768',
  ];
  const child = spawn(browser, args, { stdio: 'ignore', detached: true });
  child.on('error', (error) => console.error(`${browser} could not be started: ${error.message}`));
  child.unref();
}

/** Runs the host without Electron; `whenOpen` gets the address to open, once. */
function serve(dataDir, args, whenOpen) {
  const host = spawn(
    process.execPath,
    [join(ROOT, 'electron', 'headless.ts'), '--data-dir', dataDir, '--headless', ...args],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  bindLife(host);
  let line = '';
  let opened = false;
  host.stdout.setEncoding('utf8').on('data', (text) => {
    process.stdout.write(text);
    if (opened) return;
    line += text;
    const url = /^open (\S+)$/m.exec(line)?.[1];
    if (url === undefined) return;
    opened = true;
    whenOpen(url);
  });
}

const options = readOptions();
const dataDir = options['data-dir'] ?? defaultDataDir();
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const serveOnly = options.headless === true || process.getuid?.() === 0 || !hasDisplay;
const passedOn = (names) =>
  names.flatMap((name) => (options[name] === undefined ? [] : [`--${name}`, options[name]]));

if (await buildWindow()) console.log('window built');
mkdirSync(dataDir, { recursive: true, mode: 0o700 });
const electron = serveOnly ? undefined : electronRuntime();
if (electron !== undefined) {
  const args = ['--data-dir', dataDir, ...passedOn(['key-file', 'log-level'])];
  bindLife(
    spawn(electron, [join(ROOT, 'electron', 'main.ts'), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
    }),
  );
} else {
  serve(dataDir, passedOn(['port', 'key-file', 'log-level']), (url) => {
    if (!serveOnly) openWindow(url, dataDir);
  });
}
