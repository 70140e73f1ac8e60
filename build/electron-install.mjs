// Fetches the Electron runtime, which lies outside the npm registry; everything but the desktop window works without it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const TIMEOUT_MS = 5 * 60_000;
const installer = fileURLToPath(new URL('../node_modules/electron/install.js', import.meta.url));
const { status, error } = spawnSync(process.execPath, [installer], { stdio: 'inherit', timeout: TIMEOUT_MS });
if (status !== 0) {
  console.error(
    `The Electron runtime could not be fetched (${error?.message ?? `exit code ${status}`}). "npm start" opens the same app in an installed browser instead.`,
  );
  process.exit(1);
}
