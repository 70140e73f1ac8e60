import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A PostgreSQL of Debian's packages on a folder of its own, asked through one psql that measures each answer itself. */
export interface Postgres {
  version: string;
  run(sql: string): Promise<void>;
  /** Loads lines of tab-separated text. */
  copy(into: string, lines: AsyncIterable<string> | Iterable<string>): Promise<void>;
  /** Milliseconds that psql measured for one query, prepared and asked once before, rows fetched. */
  timed(sql: string): Promise<number>;
  close(): Promise<void>;
}

/** The programs of the newest PostgreSQL that Debian installed; undefined where there is none. */
export function postgresPrograms(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const newest = readdirSync(root).sort((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : join(root, newest, 'bin');
}

/** Starts one without durability, as fast as it can be: it is the peer. As root it runs as Debian's user `postgres`, which it demands. */
export async function startPostgres(programs: string): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'qmc-pg-'));
  const root = process.getuid?.() === 0;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  const as = root ? { uid: id('-u'), gid: id('-g') } : {};
  if (root) chownSync(folder, as.uid as number, as.gid as number);
  chmodSync(folder, 0o700);
  const data = join(folder, 'data');
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', 'bench', '-E', 'UTF8', '--no-sync'], {
    ...as,
    env,
    cwd: folder,
    stdio: 'ignore',
  });
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'shared_buffers=2GB',
    'maintenance_work_mem=1GB',
    'work_mem=64MB',
    'max_wal_size=8GB',
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'jit=off',
  ];
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, env, cwd: folder, stdio: 'ignore' },
  );
  await ready(join(programs, 'pg_isready'), folder, server);
  const psql = spawn(
    join(programs, 'psql'),
    ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-h', folder, '-U', 'bench', 'postgres'],
    { ...as, env, cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: psql.stdout })[Symbol.asyncIterator]();
  const until = async (mark: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error('psql ended');
      const found = mark.exec(value);
      if (found !== null) return found;
    }
  };
  const say = (text: string) => void psql.stdin.write(`${text}\n`);
  const run = async (sql: string) => {
    say(`${sql};\n\\echo ready`);
    await until(/^ready$/u);
  };
  await run('CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm');
  const version = execFileSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' }).trim();
  return {
    version,
    run,
    async copy(into, rows) {
      say(`COPY ${into} FROM STDIN;`);
      for await (const row of rows) if (!psql.stdin.write(`${row}\n`)) await once(psql.stdin, 'drain');
      say('\\.\n\\echo ready');
      await until(/^ready$/u);
    },
    async timed(sql) {
      say(`\\o /dev/null\nPREPARE asked AS ${sql};\nEXECUTE asked;\n\\timing on\nEXECUTE asked;`);
      say('\\timing off\nDEALLOCATE asked;\n\\o');
      const [, time] = await until(/^Time: ([\d.]+) ms/u);
      return Number(time);
    },
    async close() {
      psql.stdin.end();
      server.kill('SIGINT');
      if (server.exitCode === null) await once(server, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function ready(program: string, folder: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (server.exitCode !== null) throw new Error('PostgreSQL did not start');
    try {
      execFileSync(program, ['-q', '-h', folder, '-U', 'bench'], { stdio: 'ignore' });
      return;
    } catch {
      await new Promise((later) => setTimeout(later, 100));
    }
  }
  throw new Error('PostgreSQL does not answer');
}
