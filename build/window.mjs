// Builds the window (renderer/) into dist/renderer when its sources have changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(ROOT, 'dist', 'renderer.sha256');

function sourcesHash() {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) visit(join(path, name));
    } else {
      hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path)).update('\0');
    }
  };
  for (const part of ['renderer', 'shared', 'package-lock.json']) visit(join(ROOT, part));
  return hash.digest('hex');
}

/** Builds when needed; answers whether it built. */
export async function buildWindow() {
  const wanted = sourcesHash();
  if (
    existsSync(STAMP) &&
    existsSync(join(ROOT, 'dist', 'renderer', 'index.html')) &&
    readFileSync(STAMP, 'utf8') === wanted
  )
    return false;
  const { build } = await import('vite');
  await build({
    configFile: join(ROOT, 'renderer', 'vite.config.ts'),
    root: join(ROOT, 'renderer'),
    logLevel: 'warn',
  });
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(STAMP, wanted);
  return true;
}
