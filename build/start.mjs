// `npm start`: builds the window when needed, then opens the app: in Electron when its runtime is there, else in an installed browser's app
// window, else (as root, without a display, or with --headless) it serves and prints the address.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWindow } from './window.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values, tokens } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    port: { type: 'string' },
    headless: { type: 'boolean' },
    'key-file': { type: 'string' },
    'log-level': { type: 'string' },
  },
  strict: false,
  tokens: true,
});
const given = tokens.filter(({ kind }) => kind === 'option').map(({ name }) => name);
const unknown = given.filter(
  (name) => !['data-dir', 'port', 'headless', 'key-file', 'log-level'].includes(name),
);
if (unknown.length > 0) {
  console.error(
    `unknown option: --${unknown[0]}. Known: --data-dir D --port N --headless --key-file F --log-level info|warn|error|silent`,
  );
  process.exit(2);
}

function defaultDataDir() {
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'QuayMotCua');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'QuayMotCua');
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'quay-mot-cua');
}

function findBrowser() {
  const windows = [
    'Microsoft\\Edge\\Application\\msedge.exe',
    'Google\\Chrome\\Application\\chrome.exe',
  ].flatMap((path) =>
    [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
      .filter(Boolean)
      .map((root) => join(root, path)),
  );
  const mac = ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  );
  const linux = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ].flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));
  const places = process.platform === 'win32' ? windows : process.platform === 'darwin' ? mac : linux;
  return places.find((path) => existsSync(path));
}

function electronRuntime() {
  const pathFile = join(ROOT, 'node_modules', 'electron', 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const path = join(ROOT, 'node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(path) ? path : undefined;
}

const dataDir = values['data-dir'] ?? defaultDataDir();
const isRoot = process.getuid?.() === 0;
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
const serveOnly = values.headless === true || isRoot || !hasDisplay;

if (await buildWindow()) console.log('window built');
mkdirSync(dataDir, { recursive: true, mode: 0o700 });
const electron = serveOnly ? undefined : electronRuntime();
const passedOn = ['port', 'key-file', 'log-level'].flatMap((name) =>
  values[name] === undefined ? [] : [`--${name}`, values[name]],
);

if (electron !== undefined) {
  const child = spawn(
    electron,
    [
      join(ROOT, 'electron', 'main.ts'),
      '--data-dir',
      dataDir,
      ...passedOn.slice(values.port === undefined ? 0 : 2),
    ],
    {
      cwd: ROOT,
      stdio: 'inherit',
    },
  );
  child.on('exit', (code) => process.exit(code ?? 1));
} else {
  const host = spawn(
    process.execPath,
    [join(ROOT, 'electron', 'headless.ts'), '--data-dir', dataDir, '--headless', ...passedOn],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => host.kill(signal));
  host.on('exit', (code) => process.exit(code ?? 1));
  let said = '';
  host.stdout.setEncoding('utf8').on('data', (text) => {
    process.stdout.write(text);
    said += text;
    const url = /^open (\S+)$/m.exec(said)?.[1];
    if (url === undefined || serveOnly) return;
    said = '';
    const browser = findBrowser();
    if (browser === undefined) return;
    const profile = join(dataDir, 'browser-profile');
    spawn(
      browser,
      [`--app=${url}`, `--user-data-dir=${profile}`, '--no-first-run', '--window-size=1366,768'],
      { stdio: 'ignore', detached: true },
    ).unref();
  });
}
