import type { UtilityProcess } from 'electron';

/** Ends a process for certain: it may be stuck in native code and deaf to SIGTERM, which is what Electron's own `kill` sends. */
export function endNow(child: UtilityProcess | undefined): void {
  if (child === undefined) return;
  if (child.pid === undefined) {
    child.once('spawn', () => endNow(child));
    return;
  }
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') child.kill();
  }
}
