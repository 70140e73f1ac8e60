import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface LockedPackage {
  version: string;
  resolved?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  optionalDependencies?: Record<string, string>;
}

const manifest = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
};
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** Runs the launcher as an npm script would. */
function launch(...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'build/run.mjs'), ...args], {
    encoding: 'utf8',
  });
  return { status, stderr };
}

describe('the manifest and its lock', () => {
  it('pin every version exactly', () => {
    const wanted = {
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    };
    const loose = Object.entries(wanted).filter(
      ([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+$/u.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('name no registry, so that any mirror serves them, and hold the hash of every package', () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(locked.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
  });

  it('hold the packages of every platform, without which another system refuses the lock', () => {
    const missing = locked.flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {})
        .filter((name) => packages[`${path}/node_modules/${name}`] === undefined)
        .filter((name) => packages[`node_modules/${name}`] === undefined)
        .map((name) => `${path} needs ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('run no install script', () => {
    expect(read('.npmrc').split('\n')).toEqual(
      expect.arrayContaining(['ignore-scripts=true', 'omit-lockfile-registry-resolved=true']),
    );
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare'])
      expect(manifest.scripts).not.toHaveProperty(name);
  });
});

describe('the launcher', () => {
  it('is what every npm script calls', () => {
    for (const script of Object.values(manifest.scripts))
      expect(script).toMatch(/^node build\/run\.mjs [a-z-]+$/u);
  });

  it('refuses an unknown command and names the known ones, which are those of the scripts', () => {
    const { status, stderr } = launch('no-such-command');
    expect(status).toBe(2);
    const known = stderr.trim().split('Known: ')[1]?.split(', ');
    const called = Object.values(manifest.scripts).map((script) => script.split(' ').at(-1));
    expect(new Set(known)).toEqual(new Set(called));
  });

  it.each(['bench', 'faults'])('lists the names of npm run %s when the given one is unknown', (verb) => {
    const { status, stderr } = launch(verb, 'no-such-name');
    expect(status).toBe(2);
    const [name] = readdirSync(join(ROOT, 'test', verb))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.slice(0, -3))
      .filter((file) => stderr.includes(file));
    expect(name).toBeDefined();
  });

  it('starts nothing when an option of npm start is unknown', () => {
    const { status, stderr } = launch('start', '--date-dir', 'x');
    expect(status).toBe(2);
    expect(stderr).toContain('--date-dir');
    expect(stderr).toContain('--data-dir D');
  });
});
