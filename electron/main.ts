import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, ipcMain } from 'electron';
import { registerAppScheme } from './windows/app-protocol.ts';
import { startDesktop } from './windows/desktop.ts';
import { hostArguments } from './windows/start-arguments.ts';

/** Electron's main process: windows and spawning; no rules, no database. */
function main(): void {
  registerAppScheme();
  app.enableSandbox();
  // From its sources the program would share profile and lock with every other unpackaged one.
  app.setPath('userData', join(app.getPath('appData'), 'quay-mot-cua'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  const { argv, defaultApp, env, platform } = process;
  const args = hostArguments(argv.slice(defaultApp ? 2 : 1), { platform, env, home: homedir() });
  // Not awaited: Electron is ready only once this module has been evaluated.
  void app.whenReady().then(() => startDesktop({ host: { args }, ipc: ipcMain, platform }));
}

main();
