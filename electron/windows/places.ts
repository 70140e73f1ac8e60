import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runsFromSources } from '../host/running-from.ts';

// From electron/windows as from the flat bundles in dist/electron, the program's folder is two up.
const PROGRAM = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the built window. */
export const RENDERER_FOLDER = join(PROGRAM, 'dist', 'renderer');

/**
 * The path of the preload script. The sandbox runs plain JavaScript only, so where the program runs from its sources, the script is made from
 * its source first.
 */
export function preloadScript(): string {
  const script = join(PROGRAM, 'dist', 'electron', 'preload.cjs');
  if (runsFromSources()) {
    const source = readFileSync(join(PROGRAM, 'electron', 'preload.ts'), 'utf8');
    mkdirSync(dirname(script), { recursive: true });
    writeFileSync(script, stripTypeScriptTypes(source));
  }
  return script;
}
