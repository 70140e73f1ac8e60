// The programs that the tests drive and that npm does not bring, and how Debian calls them.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const NEEDED = [
  { program: 'chromium', packages: ['chromium'], for: 'the browser journeys' },
  { program: 'strace', packages: ['strace'], for: 'the crash campaign' },
  { program: 'git', packages: ['git'], for: 'the install proof' },
];

function has(program) {
  if (program === 'chromium' && existsSync(process.env.QMC_CHROMIUM ?? '')) return true;
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}

/** Installs what is missing when this is root on Debian; answers the programs that are still missing. */
export function ensureSystemPackages() {
  const missing = NEEDED.filter(({ program }) => !has(program));
  if (missing.length > 0 && process.getuid?.() === 0 && has('apt-get')) {
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', ...missing.flatMap(({ packages }) => packages)],
      options,
    );
  }
  const left = NEEDED.filter(({ program }) => !has(program));
  for (const { program, packages, for: purpose } of left) {
    console.error(`missing: ${program} (Debian package ${packages.join(' ')}), needed for ${purpose}`);
  }
  return left.map(({ program }) => program);
}
