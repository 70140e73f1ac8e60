import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A headless host in a process of its own, as a user starts it. */
export interface HeadlessHost {
  address: string;
  dataDir: string;
  process: ChildProcess;
  /** A fresh launch token. */
  launch(): { address: string; token: string; url: string };
  /** Everything the host wrote to standard error. */
  stderr(): string;
  /** Asks it to stop and waits; `kill` ends it as a power cut would. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

/** What a host that refused to start said. */
export interface HostRefused {
  exitCode: number | null;
  stderr: string;
  refused: { code: string; data: Record<string, unknown> } | undefined;
}

/** Makes an empty folder that the caller removes. */
export function temporaryFolder(name = 'qmc-'): string {
  return mkdtempSync(join(tmpdir(), name));
}

/** Starts a headless host and waits for its ready line; throws {@link HostRefused} when it refuses. */
export async function startHeadlessHost(
  dataDir: string,
  extra: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<HeadlessHost> {
  const args = [
    'electron/headless.ts',
    '--headless',
    '--port',
    '0',
    '--data-dir',
    dataDir,
    '--key-file',
    join(dataDir, 'counter.key'),
  ];
  const child = spawn(process.execPath, [...args, '--no-text', '--log-level', 'warn', ...extra], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '', QMC_STOP_WITH_STDIN: '1', ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const address = await new Promise<string | undefined>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const found = /^listening (\S+)$/mu.exec(stdout)?.[1];
      if (found !== undefined && stdout.includes('\nopen ')) resolve(found);
    });
    void exited.then(() => resolve(undefined));
  });
  if (address === undefined) {
    const exitCode = await exited;
    const line = stderr.split('\n').find((text) => text.startsWith('{"refused"'));
    throw {
      exitCode,
      stderr,
      refused: line === undefined ? undefined : JSON.parse(line).refused,
    } satisfies HostRefused;
  }
  return {
    address,
    dataDir,
    process: child,
    launch: () => JSON.parse(readFileSync(join(dataDir, 'launch.json'), 'utf8')),
    stderr: () => stderr,
    async stop() {
      child.kill('SIGTERM');
      return await exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Removes a temporary folder and its practice neighbour. */
export function removeFolder(folder: string): void {
  for (const path of [folder, `${folder}-practice`]) rmSync(path, { recursive: true, force: true });
}
