import { workerData } from 'node:worker_threads';

/**
 * Ends this process when its host is gone. It runs on a thread of its own, because the reason for a helper process is code that may never
 * come back: a token driver that hangs would otherwise outlive a host that was killed, and keep the token.
 */
const { hostPid } = workerData as { hostPid: number };
const CHECK_EVERY_MS = 1000;

setInterval(() => {
  try {
    process.kill(hostPid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') process.kill(process.pid, 'SIGKILL');
  }
}, CHECK_EVERY_MS);
