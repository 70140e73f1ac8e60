import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type CounterClient, httpClient, takeBearer } from './contract-clients.ts';

/** A host in another process whose clock its visitors move: weeks of an office in seconds. */
export interface ClockedHost {
  /** A program at its door. */
  program(): Promise<CounterClient>;
  /** Puts its clock there. */
  at(instant: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts one on an empty folder of its own. */
export async function startClockedHost(): Promise<ClockedHost> {
  const program = fileURLToPath(new URL('clocked-host-program.ts', import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (word: string) => {
    const { value, done } = await lines.next();
    if (done || !String(value).startsWith(`${word} `)) throw new Error(`the host ended or said: ${value}`);
    return String(value).slice(word.length + 1);
  };
  const launchFile = await answer('listening');
  return {
    async program() {
      const launch = JSON.parse(await readFile(launchFile, 'utf8')) as { address: string; token: string };
      return httpClient(launch.address, await takeBearer(launch));
    },
    async at(instant) {
      child.stdin.write(`${instant}\n`);
      await answer('clock');
    },
    async close() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
