import { app, type BrowserWindow } from 'electron';
import { askToQuitUnsent } from './dialogs.ts';
import type { HostSupervisor } from './host-supervisor.ts';

/** The way out: unsent work is named first, the host writes what it holds, and the window goes last. */
interface Quitting {
  /** Keeps the window open until the host has closed: whoever decides to stay has lost nothing. */
  guardClose(window: BrowserWindow): void;
}

/** Takes charge of how the program ends. */
export function createQuitting(host: HostSupervisor, window: () => BrowserWindow | undefined): Quitting {
  let state: 'staying' | 'asking' | 'leaving' = 'staying';

  async function leave(): Promise<void> {
    const unsent = await host.unsentCount();
    if (unsent > 0 && !(await askToQuitUnsent(window(), unsent))) {
      state = 'staying';
      return;
    }
    await host.close();
    state = 'leaving';
    app.quit();
  }

  app.on('before-quit', (event) => {
    if (state === 'leaving') return;
    event.preventDefault();
    if (state === 'asking') return;
    state = 'asking';
    void leave();
  });
  return {
    guardClose(guarded) {
      guarded.on('close', (event) => {
        if (state === 'leaving') return;
        event.preventDefault();
        app.quit();
      });
    },
  };
}
