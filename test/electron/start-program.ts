import { vi } from 'vitest';
import {
  createElectronDouble,
  type DoubleOptions,
  type ElectronDouble,
  type WindowDouble,
} from './electron-double.ts';
import type { RecordedUtility } from './utility-double.ts';

/** The program's main process, started over a double of Electron. */
export interface StartedProgram extends ElectronDouble {
  window: WindowDouble;
  /** The host process that runs now. */
  host(): RecordedUtility;
  /** The page has loaded and asks for its port. */
  pageAsks(): void;
}

/** Runs electron/main.ts as Electron would, with `import 'electron'` answered by a new double. */
export async function startProgram(
  options: DoubleOptions & { argv?: string[] } = {},
): Promise<StartedProgram> {
  const double = createElectronDouble(options);
  vi.resetModules();
  vi.doMock('electron', () => double.module);
  const { argv } = process;
  process.argv = ['electron', ...(options.argv ?? ['--data-dir', '/nowhere'])];
  try {
    await import('../../electron/main.ts');
    await vi.waitFor(() => {
      if (options.lock !== false && double.windows.length === 0) throw new Error('no window yet');
    });
  } finally {
    process.argv = argv;
  }
  const window = double.windows[0] as WindowDouble;
  return Object.assign(double, {
    window,
    host: () =>
      double.utilities
        .filter(({ record }) => record.modulePath.includes('host-process'))
        .at(-1) as RecordedUtility,
    pageAsks() {
      const { webContents } = window;
      double.ipcMain.emit('qmc:port-wanted', { sender: webContents, senderFrame: webContents.mainFrame });
    },
  });
}
