import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import * as z from 'zod';
import { ok, type Result, refuse } from '../../shared/types/result.ts';
import type { WholeFileRefusal, WholeFileRequest, WholeFileSigner } from '../host/ports/whole-file-signer.ts';
import { reasonOf } from './http-answer.ts';

/** A person reads the file and types the PIN meanwhile. */
const ANSWER_MS = 180_000;
const CONNECT_MS = 5_000;
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_MESSAGE_BYTES = 64 * 1024;
const LOOPBACK = /^wss?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?\/?$/u;

const CANCELLED = refuse('SERVICE_REFUSED', { status: 'cancelled', words: '' });

/** What the service says at the end (assumed, see ADR 0034): `Status` 0 is yes; the rest names a server of files that we do not have. */
const Answer = z.object({
  Status: z.union([z.int(), z.string(), z.boolean()]),
  Message: z.string().nullish(),
});

/**
 * The VGCA signing service, and programs that speak like it, on this machine: it is told over a web socket where to fetch the file and where to post the
 * signed one; both are an address of our own that lives as long as the one signature and that nobody can guess. Every detail of its messages is an
 * assumption from public programs that use it (ADR 0034), so nothing of what it says is believed: its file is judged by `acceptSigned`.
 */
export function createLocalSigningService({ answerMs = ANSWER_MS } = {}): WholeFileSigner {
  return {
    async sign(request) {
      const { address } = request;
      if (!LOOPBACK.test(address)) return refuse('SERVICE_NOT_LOCAL', { address });
      if (request.signal?.aborted === true) return CANCELLED;
      const place = await openPlace(request.pdf, request.fileName);
      try {
        const said = await ask(request, place, answerMs);
        if (!said.ok) return said;
        if (place.tooLong()) return unusable('too-long');
        const signed = place.signed();
        return signed === undefined ? unusable('no-file') : ok(signed);
      } finally {
        place.close();
      }
    },
  };
}

interface Place {
  fetchAt: string;
  postTo: string;
  signed(): Uint8Array | undefined;
  tooLong(): boolean;
  close(): void;
}

/** An address on loopback with the file to fetch and room for one file to come back. */
async function openPlace(pdf: Uint8Array, fileName: string): Promise<Place> {
  const secret = randomBytes(24).toString('base64url');
  const fetchPath = `/${secret}/${encodeURIComponent(fileName)}`;
  const postPath = `/${secret}/signed`;
  let signed: Uint8Array | undefined;
  let isTooLong = false;
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (request.method === 'GET' && same(path, fetchPath)) {
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': pdf.byteLength });
      response.end(pdf);
    } else if (request.method === 'POST' && same(path, postPath)) {
      void takeFile(request, response).then((taken) => {
        if (taken === 'too-long') isTooLong = true;
        else if (taken !== undefined) signed = taken;
      });
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    fetchAt: `${origin}${fetchPath}`,
    postTo: `${origin}${postPath}`,
    signed: () => signed,
    tooLong: () => isTooLong,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The form's field `uploadfile`, or the only file in it. What is sent otherwise is no answer. */
async function takeFile(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Uint8Array | 'too-long' | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > MOST_BYTES) {
        answer(response, 413, false);
        request.destroy();
        return 'too-long';
      }
      parts.push(part);
    }
    const form = await new Response(Buffer.concat(parts), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
    const named = form.get('uploadfile');
    const file = named instanceof File ? named : [...form.values()].find((value) => value instanceof File);
    const taken = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : undefined;
    answer(response, taken === undefined ? 400 : 200, taken !== undefined);
    return taken;
  } catch {
    // A form that cannot be read, or a connection that broke: nothing has come.
    answer(response, 400, false);
    return undefined;
  }
}

function answer(response: ServerResponse, status: number, isTaken: boolean): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ Status: isTaken, Message: '', FileName: '', FileServer: '' }));
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** One question, one answer, one connection. */
function ask(
  { address, operation, signal }: WholeFileRequest,
  { fetchAt, postTo }: Place,
  answerMs: number,
): Promise<Result<undefined, WholeFileRefusal>> {
  return new Promise((resolve) => {
    // The certificate of a service on this very machine is its own; what matters is judged in the file.
    const socket = new WebSocket(`${address.replace(/\/$/u, '')}/${operation}`, {
      rejectUnauthorized: false,
      handshakeTimeout: CONNECT_MS,
      maxPayload: MOST_MESSAGE_BYTES,
    });
    const timer = setTimeout(
      () => end(refuse('SERVICE_SILENT', { seconds: Math.round(answerMs / 1000) })),
      answerMs,
    );
    const stop = () => end(CANCELLED);
    signal?.addEventListener('abort', stop, { once: true });
    let isOver = false;
    function end(result: Result<undefined, WholeFileRefusal>) {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      socket.terminate();
      resolve(result);
    }
    socket.on('open', () =>
      socket.send(
        JSON.stringify({
          FileUploadHandler: postTo,
          SessionId: '',
          JWTToken: '',
          FileName: fetchAt,
          MetaData: [],
        }),
      ),
    );
    socket.on('message', (data) => end(meaningOf(String(data))));
    socket.on('error', (error) => end(refuse('SERVICE_UNREACHABLE', { address, reason: reasonOf(error) })));
    socket.on('close', () => end(refuse('SERVICE_UNREACHABLE', { address, reason: 'CLOSED' })));
  });
}

function meaningOf(text: string): Result<undefined, WholeFileRefusal> {
  const read = Answer.safeParse(jsonOrNull(text));
  if (!read.success) return unusable('not-json');
  const { Status: status, Message: words } = read.data;
  if (status === 0 || status === '0' || status === true) return ok(undefined);
  return refuse('SERVICE_REFUSED', { status: String(status), words: (words ?? '').slice(0, 300) });
}

function unusable(reason: 'not-json' | 'no-file' | 'too-long') {
  return refuse('SERVICE_ANSWER_UNUSABLE', { reason });
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
