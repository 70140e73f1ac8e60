/** Program files that are started by path: where their source lies under electron/. Bundles lie flat in one folder. */
const SOURCES = {
  'host-process': 'host-process',
  'helper-runner': 'helpers/helper-runner',
  'orphan-watch': 'helpers/orphan-watch',
} as const;

/** Whether this program runs from its sources (type stripping) or from bundles. */
export function runsFromSources(): boolean {
  return import.meta.url.endsWith('.ts');
}

/**
 * The URL of a program file that is started as a process or thread of its own: sources start sources, bundles start bundles. The name is put
 * together here so that a bundler does not take it for an asset.
 */
export function programFile(name: keyof typeof SOURCES): URL {
  if (!runsFromSources()) return new URL(`./${name}.js`, import.meta.url);
  return new URL(`../${SOURCES[name]}.ts`, import.meta.url);
}
