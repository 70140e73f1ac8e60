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
  /** Bytes of a stored file, as the last program opens it. */
  open(sha256: string): Promise<Uint8Array>;
  /** Stores a file through the door; its SHA-256. */
  upload(bytes: Uint8Array, mediaType: string): Promise<string>;
  /** Another office in its place, on an empty folder, with helpers that are warm already. */
  anew(): Promise<void>;
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
  let launchFile = await answer('listening');
  let door = { address: '', bearer: '' };
  return {
    async program() {
      const launch = JSON.parse(await readFile(launchFile, 'utf8')) as { address: string; token: string };
      door = { address: launch.address, bearer: await takeBearer(launch) };
      return httpClient(door.address, door.bearer);
    },
    async open(sha256) {
      const headers = { authorization: `Bearer ${door.bearer}` };
      return new Uint8Array(await (await fetch(`${door.address}/blob/${sha256}`, { headers })).arrayBuffer());
    },
    async upload(bytes, mediaType) {
      const headers = { authorization: `Bearer ${door.bearer}`, 'content-type': mediaType };
      const body = new Uint8Array(bytes);
      const answer = await fetch(`${door.address}/blob`, { method: 'POST', body, headers });
      return ((await answer.json()) as { sha256: string }).sha256;
    },
    async anew() {
      child.stdin.write('anew\n');
      launchFile = await answer('listening');
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
