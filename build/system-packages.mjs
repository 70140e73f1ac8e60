// The programs that the tests drive and that npm does not bring, and how Debian calls them: the one list of them. Run as a program it
// installs what is missing, and fails when something still is.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const NEEDED = [
  { program: 'chromium', packages: ['chromium'], for: 'the browser journeys' },
  { program: 'strace', packages: ['strace'], for: 'the crash campaign and the reception benchmark' },
  { program: 'pdftotext', packages: ['poppler-utils'], for: 'the checks of papers and signatures' },
  { program: 'qpdf', packages: ['qpdf'], for: 'the checks of PDF structure' },
  {
    program: '/usr/share/java/preflight.jar',
    packages: ['libpdfbox2-java', 'libactivation-java', 'libjaxb-api-java', 'default-jre-headless'],
    for: 'the checks of PDF/A',
  },
  { program: 'java', packages: ['default-jre-headless'], for: 'the checks of PDF/A' },
  { program: 'openssl', packages: ['openssl'], for: 'the checks of signatures' },
  { program: 'certutil', packages: ['libnss3-tools'], for: 'the checks of signatures' },
  { program: 'softhsm2-util', packages: ['softhsm2'], for: 'the tests of signing tokens' },
  { program: 'pkcs11-tool', packages: ['opensc'], for: 'the tests of signing tokens' },
  { program: 'scanimage', packages: ['sane-utils', 'libsane1'], for: 'the tests of scanners' },
  { program: 'airscan-discover', packages: ['sane-airscan'], for: 'the tests of scanners' },
  {
    program: 'tesseract',
    packages: ['tesseract-ocr', 'tesseract-ocr-vie'],
    for: 'the tests of reading pages with the machine’s own engine',
  },
  { program: '/usr/sbin/cupsd', packages: ['cups', 'cups-client'], for: 'the tests of printing' },
  {
    program: '/usr/lib/cups/backend/cups-pdf',
    packages: ['printer-driver-cups-pdf'],
    for: 'the tests of printing',
  },
  { program: 'unpaper', packages: ['unpaper'], for: 'the benchmark of page clean-up' },
  { program: 'git', packages: ['git', 'ca-certificates'], for: 'the install proof' },
];

function has(program) {
  if (program === 'chromium' && existsSync(process.env.QMC_CHROMIUM ?? '')) return true;
  // Only root may run it, and whoever looks need not be root.
  if (program.startsWith('/')) return existsSync(program);
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}

function aptGet(...args) {
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** Installs what is missing when this is root on Debian; answers the programs that are still missing. */
export function ensureSystemPackages() {
  const missing = NEEDED.filter(({ program }) => !has(program));
  if (missing.length > 0 && process.getuid?.() === 0 && has('apt-get')) {
    aptGet('update', '-qq');
    aptGet('install', '-y', '-qq', '--no-install-recommends', ...missing.flatMap(({ packages }) => packages));
  }
  const left = NEEDED.filter(({ program }) => !has(program));
  for (const { program, packages, for: purpose } of left) {
    console.error(`missing: ${program} (Debian package ${packages.join(' ')}), needed for ${purpose}`);
  }
  return left.map(({ program }) => program);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const left = ensureSystemPackages();
  if (left.length === 0) console.log(`present: ${NEEDED.map(({ program }) => program).join(', ')}`);
  process.exitCode = left.length === 0 ? 0 : 1;
}
