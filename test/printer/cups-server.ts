import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, vi } from 'vitest';

const run = promisify(execFile);
const CUPS = '/usr/lib/cups';
// CUPS-PDF looks for its configuration there and nowhere else; each test's file has a name of its own and goes with it.
const CUPS_PDF_CONFIG = '/etc/cups';
const CUPS_PDF_PPD = '/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd';

/**
 * Ends of queues that a test may have. `pdf`: CUPS-PDF of Debian; `paper`: takes the file when a sheet is put in (`feed`), and says that it has
 * none until then; `fails`: the printer breaks off; `swallows`: takes everything.
 */
export type QueueEnd = 'pdf' | 'paper' | 'fails' | 'swallows';

/** A printing system of a test's own. */
export interface CupsServerForTests {
  /** For CUPS_SERVER. */
  readonly socket: string;
  addQueue(name: string, end: QueueEnd, sheets?: readonly ('A3' | 'A4' | 'A5')[]): Promise<void>;
  /** Runs one of CUPS's own administration programs. */
  admin(
    program: 'cupsdisable' | 'cupsenable' | 'cupsreject' | 'cupsaccept' | 'lpadmin',
    ...args: string[]
  ): Promise<void>;
  /** Puts paper into every printer that waits for it. */
  feed(): Promise<void>;
  /** The bytes that CUPS was given for a job, as its spool holds them. */
  spooled(job: number): Promise<Buffer>;
  /** What CUPS-PDF made, in the order of jobs. */
  printed(): Promise<Buffer[]>;
  close(): Promise<void>;
}

/** CUPS runs its PDF printer only where root may give it away. */
export const mayRunCups = process.getuid?.() === 0;

/** Starts a scheduler with its own configuration, socket, spool and queues under a temporary folder; the machine's own is left alone. */
export async function startCups(): Promise<CupsServerForTests> {
  const folder = await mkdtemp(join(tmpdir(), 'qmc-cups-'));
  // Its filters run as another user.
  await chmod(folder, 0o755);
  const under = (...parts: string[]) => join(folder, ...parts);
  const folders = [
    'etc',
    'spool',
    'spool/tmp',
    'cache',
    'state',
    'log',
    'bin',
    'bin/backend',
    'out',
    'pdf-spool',
  ];
  for (const name of folders) await mkdir(under(name));
  for (const name of ['filter', 'daemon', 'driver', 'monitor', 'notifier', 'cgi-bin'])
    await symlink(join(CUPS, name), under('bin', name));
  await symlink(join(CUPS, 'backend', 'cups-pdf'), under('bin', 'backend', 'cups-pdf'));
  await writeFile(under('bin', 'backend', 'counter'), BACKEND, { mode: 0o755 });
  const pdfConfig = join(CUPS_PDF_CONFIG, `cups-pdf-${basename(folder)}.conf`);
  await writeFile(pdfConfig, cupsPdfConfig(folder));
  const socket = under('sock');
  await writeFile(under('cups-files.conf'), filesConfig(folder));
  await writeFile(under('cupsd.conf'), daemonConfig(socket));
  const daemon = spawn('/usr/sbin/cupsd', ['-f', '-c', under('cupsd.conf'), '-s', under('cups-files.conf')], {
    stdio: 'ignore',
  });
  const close = async () => {
    await ended(daemon);
    await Promise.all([rm(folder, { recursive: true, force: true }), rm(pdfConfig, { force: true })]);
  };
  const env = { ...process.env, CUPS_SERVER: socket, LC_ALL: 'C' };
  try {
    await vi.waitFor(
      async () => expect((await run('lpstat', ['-r'], { env })).stdout).toContain('is running'),
      {
        timeout: 10_000,
        interval: 30,
      },
    );
  } catch (error) {
    await close();
    throw error;
  }
  const admin = async (program: string, ...args: string[]) => {
    await run(`/usr/sbin/${program}`, args, { env });
  };
  return {
    socket,
    async addQueue(name, end, sheets = ['A4', 'A5']) {
      const ppd = under(`${name}.ppd`);
      await writeFile(ppd, await ppdFor(sheets), 'latin1');
      const uri = end === 'pdf' ? `cups-pdf:/${basename(folder)}` : `counter:/${end}`;
      await admin('lpadmin', '-p', name, '-E', '-v', uri, '-P', ppd, '-o', 'printer-error-policy=abort-job');
    },
    admin,
    feed: () => writeFile(under('out', 'sheet'), ''),
    spooled: (job) => readFile(under('spool', `d${String(job).padStart(5, '0')}-001`)),
    async printed() {
      const names = (await readdir(under('out'), { recursive: true })).filter((name) =>
        name.endsWith('.pdf'),
      );
      return await Promise.all(names.sort().map((name) => readFile(under('out', name))));
    },
    close,
  };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(late);
}

/** CUPS-PDF's own description with the sheets that the test's printer has. */
async function ppdFor(sheets: readonly string[]): Promise<string> {
  const text = await readFile(CUPS_PDF_PPD, 'latin1');
  return text
    .replaceAll(
      /^\*Default(PageSize|PageRegion|ImageableArea|PaperDimension): .*$/gmu,
      `*Default$1: ${sheets[0]}`,
    )
    .split('\n')
    .filter((line) => {
      const sheet = /^\*(?:PageSize|PageRegion|ImageableArea|PaperDimension) ([^/:]+)/u.exec(line)?.[1];
      return sheet === undefined || sheets.includes(sheet);
    })
    .join('\n');
}

/** Where CUPS-PDF puts what it makes, whoever prints. */
function cupsPdfConfig(folder: string): string {
  return [
    `Out ${folder}/out`,
    `AnonDirName ${folder}/out`,
    `Spool ${folder}/pdf-spool`,
    `Log ${folder}/log`,
    'Grp root',
    '',
  ].join('\n');
}

function filesConfig(folder: string): string {
  return [
    `ServerRoot ${folder}/etc`,
    `CacheDir ${folder}/cache`,
    `StateDir ${folder}/state`,
    `RequestRoot ${folder}/spool`,
    `TempDir ${folder}/spool/tmp`,
    `ServerBin ${folder}/bin`,
    `DocumentRoot ${folder}`,
    `AccessLog ${folder}/log/access`,
    `ErrorLog ${folder}/log/error`,
    `PageLog ${folder}/log/page`,
    'SystemGroup root',
    '',
  ].join('\n');
}

function daemonConfig(socket: string): string {
  return [
    `Listen ${socket}`,
    'LogLevel warn',
    'Browsing Off',
    'WebInterface No',
    'PreserveJobHistory Yes',
    'PreserveJobFiles Yes',
    '<Location />',
    'Order allow,deny',
    'Allow all',
    '</Location>',
    // What Debian's own file says of jobs: only their owner may cancel them.
    '<Policy default>',
    'JobPrivateAccess default',
    'JobPrivateValues default',
    '<Limit Create-Job Print-Job Print-URI Validate-Job>',
    'Order deny,allow',
    '</Limit>',
    '<Limit Send-Document Send-URI Hold-Job Release-Job Restart-Job Purge-Jobs Set-Job-Attributes Cancel-Job>',
    'Require user @OWNER @SYSTEM',
    'Order deny,allow',
    '</Limit>',
    '<Limit All>',
    'Order deny,allow',
    '</Limit>',
    '</Policy>',
    '',
  ].join('\n');
}

const BACKEND = `#!/bin/sh
[ $# -eq 0 ] && { echo 'direct counter "Unknown" "Counter"'; exit 0; }
out=$(cd "$(dirname "$0")/../../out" && pwd)
case \${DEVICE_URI#counter:/} in
  fails) exit 1;;
  paper)
    echo 'STATE: +media-empty-error' >&2
    while [ ! -e "$out/sheet" ]; do sleep 0.1; done
    echo 'STATE: -media-empty-error' >&2
    cat > /dev/null;;
  *) cat > /dev/null;;
esac
`;
