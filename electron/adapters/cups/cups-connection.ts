import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { userInfo } from 'node:os';
import type { Readable } from 'node:stream';
import { decodeIpp, encodeIpp, type IppAnswer, type IppGroup, IppUnreadable } from './ipp-message.ts';

/** Where a CUPS scheduler listens. */
export type CupsServer = { socketPath: string } | { host: string; port: number };

const SOCKETS = ['/run/cups/cups.sock', '/var/run/cups/cups.sock', '/private/var/run/cupsd'];
const PORT = 631;
const LONGEST_ANSWER_BYTES = 4 * 1024 * 1024;

/** No answer came: nobody listens, or it took too long. `sent`: every byte of the request had gone out. */
export class CupsSilent extends Error {
  readonly sent: boolean;
  constructor(sent: boolean, cause: unknown) {
    super('CUPS does not answer', { cause });
    this.sent = sent;
  }
}

/** The scheduler that CUPS's own programs would ask: `CUPS_SERVER` (a socket's path, or host and port), else the usual socket; undefined without any. */
export function findCupsServer(env: NodeJS.ProcessEnv = process.env): CupsServer | undefined {
  const told = env['CUPS_SERVER'];
  if (told === undefined || told === '') {
    const socketPath = SOCKETS.find((path) => existsSync(path));
    return socketPath === undefined ? undefined : { socketPath };
  }
  if (told.startsWith('/')) return { socketPath: told };
  const [address = '', port] = (told.split('/')[0] ?? '').split(':');
  return { host: address, port: port === undefined ? PORT : Number(port) };
}

/** One question to CUPS. */
interface CupsQuestion {
  path: string;
  operation: number;
  groups: { operation: IppGroup; job?: IppGroup };
  document?: Uint8Array;
  /** Milliseconds until the whole answer must be there. */
  ms: number;
}

/**
 * Asks CUPS for one operation and reads its whole answer.
 * @throws CupsSilent when none comes in time; IppUnreadable when it is none
 */
export async function askCups(server: CupsServer, question: CupsQuestion): Promise<IppAnswer> {
  const { operation, groups, document } = question;
  const head = encodeIpp(operation, groups);
  const body = document === undefined ? head : Buffer.concat([head, document]);
  const { status, bytes } = await exchange(server, question, body);
  if (status !== 200) throw new IppUnreadable(`HTTP ${status}`);
  return decodeIpp(bytes);
}

function exchange(server: CupsServer, { path, ms }: CupsQuestion, body: Buffer) {
  return new Promise<{ status: number; bytes: Buffer }>((resolve, reject) => {
    let sent = false;
    const silent = (cause: unknown) => reject(new CupsSilent(sent, cause));
    const asked = request({
      ...server,
      path,
      method: 'POST',
      headers: headers(server, body.length),
      signal: AbortSignal.timeout(ms),
      agent: false,
    });
    asked.once('finish', () => {
      sent = true;
    });
    asked.on('error', silent);
    asked.once('response', (answer) => {
      collect(answer).then((bytes) => resolve({ status: answer.statusCode ?? 0, bytes }), silent);
    });
    asked.end(body);
  });
}

function headers(server: CupsServer, length: number): Record<string, string> {
  return {
    Host: 'localhost',
    'Content-Type': 'application/ipp',
    'Content-Length': String(length),
    // On its socket CUPS asks the system who is at the other end; the name must only agree. It is how a job's owner may cancel it.
    ...('socketPath' in server ? { Authorization: `PeerCred ${userInfo().username}` } : {}),
  };
}

async function collect(answer: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > LONGEST_ANSWER_BYTES) throw new Error('the answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
