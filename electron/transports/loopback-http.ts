import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { RPCHandler as WebSocketHandler } from '@orpc/server/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { ok, type Result, refuse } from '../../shared/types/result.ts';
import { contentSecurityPolicy, PERMISSIONS_POLICY } from '../host/content-security-policy.ts';
import type { CounterHost } from '../host/counter-host.ts';
import type { DoorContext } from '../host/dispatcher.ts';
import type { StartRefusal } from '../host/start-refusal.ts';
import { nameHeaders } from './blob-name.ts';
import { type Admitted, createDoorGuard, type DoorGuard, type DoorRefusal } from './door-guard.ts';
import { limitUpload, UPLOAD_LIMIT_BYTES, UploadTooLong } from './upload-limit.ts';
import { readWindowFile } from './window-files.ts';

/** The largest body a call may have; pages and files never travel as JSON. */
const BODY_LIMIT_BYTES = 1024 * 1024;

const LaunchBody = z.strictObject({ token: z.string().max(200) });

/** How the loopback door is opened. */
export interface LoopbackOptions {
  host: CounterHost;
  /** 0 lets the system choose. */
  port: number;
  /** The folder of the built window. */
  windowFolder: string;
  /** Where address and launch token are written, readable by this user only. */
  launchFile: string;
  /** What a person sees who comes without a valid cookie: the words are the catalogue's. */
  notAdmittedPage: string;
}

/** An open door. */
export interface LoopbackDoor {
  address: string;
  launchUrl(): string;
  close(): Promise<void>;
}

/** Opens the door on 127.0.0.1: HTTP (RPC and OpenAPI), WebSocket, files by URL, and the window itself. */
export async function openLoopbackDoor(
  options: LoopbackOptions,
): Promise<Result<LoopbackDoor, StartRefusal>> {
  const { host } = options;
  const guard = createDoorGuard({ identity: host.identity, launchFile: options.launchFile });
  const bodyLimit = new BodyLimitPlugin<DoorContext>({ maxBodySize: BODY_LIMIT_BYTES });
  const handlers: Handlers = {
    rpc: new RPCHandler<DoorContext>(host.router, { plugins: [bodyLimit] }),
    api: new OpenAPIHandler<DoorContext>(host.router, { plugins: [bodyLimit] }),
  };
  const server = createServer((request, response) => {
    answer({ options, guard, handlers, request, response }).catch((error: unknown) => {
      host.log.error({ url: request.url?.split('?')[0], error: String(error) }, 'the door failed');
      if (response.headersSent) response.destroy();
      else send(response, 500, { code: 'INTERNAL', data: {} });
    });
  });
  const sockets = openSocketDoor(server, host, guard);
  const listening = await listen(server, options.port);
  if (!listening.ok) return listening;
  const address = guard.open(listening.value);
  return ok({
    address,
    launchUrl: () => guard.launchUrl,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

function listen(server: Server, port: number): Promise<Result<number, StartRefusal>> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(refuse('PORT_TAKEN', { port }));
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const bound = server.address();
      resolve(ok(typeof bound === 'object' && bound !== null ? bound.port : port));
    });
  });
}

interface Handlers {
  rpc: RPCHandler<DoorContext>;
  api: OpenAPIHandler<DoorContext>;
}

interface Exchange {
  options: LoopbackOptions;
  guard: DoorGuard;
  handlers: Handlers;
  request: IncomingMessage;
  response: ServerResponse;
}

async function answer(exchange: Exchange): Promise<void> {
  const { options, guard, request, response } = exchange;
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('permissions-policy', PERMISSIONS_POLICY);
  response.setHeader('cache-control', 'no-store');
  const misplaced = guard.checkPlace(request);
  if (misplaced !== undefined) return refuseAtDoor(response, misplaced);
  const isUpload = request.method === 'POST' && request.url === '/blob';
  const limit = isUpload ? UPLOAD_LIMIT_BYTES : BODY_LIMIT_BYTES;
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    response.setHeader('connection', 'close');
    return refuseAtDoor(response, { code: 'BODY_TOO_LARGE', status: 413 });
  }
  const url = new URL(request.url ?? '/', guard.address);
  if (url.pathname === '/health') return send(response, 200, { status: 'ok', version: options.host.version });
  if (url.pathname === '/launch') return await launch(exchange, url);
  const admitted = guard.admit(request);
  if (admitted === undefined) return turnAway(exchange, url);
  await serve(exchange, url, admitted);
}

async function serve(exchange: Exchange, url: URL, admitted: Admitted): Promise<void> {
  const { options, handlers, request, response } = exchange;
  const { client, context } = options.host.connect(admitted.kind, admitted.clientId);
  if (url.pathname.startsWith('/rpc/')) {
    const { matched } = await handlers.rpc.handle(request, response, { prefix: '/rpc', context: context() });
    if (matched) return;
  } else if (url.pathname.startsWith('/api/')) {
    const { matched } = await handlers.api.handle(request, response, { prefix: '/api', context: context() });
    if (matched) return;
  } else if (url.pathname === '/blob' && request.method === 'POST') {
    return await takeUpload(exchange, client);
  } else if (url.pathname.startsWith('/blob/')) {
    return await sendBlob(exchange, client, {
      sha256: url.pathname.slice('/blob/'.length),
      name: url.searchParams.get('name'),
    });
  } else if (request.method === 'GET' || request.method === 'HEAD') {
    if (await sendWindowFile(exchange, url.pathname)) return;
  }
  refuseAtDoor(response, { code: 'NOT_FOUND', status: 404 });
}

/** A file of at most {@link UPLOAD_LIMIT_BYTES}, stored as it arrives; longer ones are refused and nothing of them is kept. */
async function takeUpload(
  { options, request, response }: Exchange,
  client: DoorContext['client'],
): Promise<void> {
  const mediaType = request.headers['content-type'] ?? 'application/octet-stream';
  try {
    const stored = await options.host.storeUpload(client, limitUpload(request), mediaType);
    if (!stored.ok) return refuseAtDoor(response, { code: 'NOT_ADMITTED', status: 401 });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(stored.value));
  } catch (error) {
    if (error instanceof UploadTooLong)
      return refuseAtDoor(response, { code: 'BODY_TOO_LARGE', status: 413 });
    throw error;
  }
}

/** GET gives a window its cookie and sends it to the page; POST gives a program its bearer. */
async function launch({ guard, request, response }: Exchange, url: URL): Promise<void> {
  const spent: DoorRefusal = { code: 'LAUNCH_TOKEN_SPENT', status: 401 };
  if (request.method === 'GET') {
    const issued = guard.exchange(url.searchParams.get('token') ?? '', 'window');
    if (issued === undefined)
      return guard.admit(request) === undefined ? refuseAtDoor(response, spent) : redirectHome(response);
    response.setHeader('set-cookie', guard.cookieHeader(issued.secret));
    return redirectHome(response);
  }
  const body = LaunchBody.safeParse(await readJson(request));
  const issued = body.success ? guard.exchange(body.data.token, 'program') : undefined;
  if (issued === undefined) return refuseAtDoor(response, spent);
  send(response, 200, { bearer: issued.secret });
}

function redirectHome(response: ServerResponse): void {
  response.writeHead(303, { location: '/' }).end();
}

/** A person without a valid cookie gets a page that says what to do; a program gets the code. */
function turnAway({ options, response, request }: Exchange, url: URL): void {
  const wantsPage = (request.headers.accept ?? '').includes('text/html') && !url.pathname.startsWith('/api/');
  if (!wantsPage) return refuseAtDoor(response, { code: 'NOT_ADMITTED', status: 401 });
  response.writeHead(401, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'",
  });
  response.end(options.notAdmittedPage);
}

async function sendWindowFile({ options, guard, response }: Exchange, path: string): Promise<boolean> {
  const nonce = options.host.identity.randomBytes(16).toString('base64');
  const file = await readWindowFile(options.windowFolder, path, nonce);
  if (file === undefined) return false;
  if (file.isPage) {
    response.setHeader(
      'content-security-policy',
      contentSecurityPolicy(nonce, { connect: [guard.address.replace('http:', 'ws:')] }),
    );
  } else if (path.startsWith('/assets/')) {
    response.setHeader('cache-control', 'private, max-age=31536000, immutable');
  }
  response.writeHead(200, { 'content-type': file.type }).end(file.body);
  return true;
}

async function sendBlob(
  { options, request, response }: Exchange,
  client: DoorContext['client'],
  { sha256, name }: { sha256: string; name: string | null },
): Promise<void> {
  const whole = await options.host.readBlob(client, sha256);
  if (!whole.ok) return refuseBlob(response, whole.refusal.code);
  const { size, mediaType } = whole.value;
  const range = parseRange(request.headers.range, size);
  response.setHeader('content-type', mediaType);
  for (const [header, value] of Object.entries(nameHeaders(name))) response.setHeader(header, value);
  response.setHeader('accept-ranges', 'bytes');
  response.setHeader('content-security-policy', "default-src 'none'; sandbox");
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
    return;
  }
  if (range === undefined) {
    response.writeHead(200, { 'content-length': size });
    return await pipeline(Readable.from(whole.value.chunks), response);
  }
  const part = await options.host.readBlob(client, sha256, range);
  if (!part.ok) return refuseBlob(response, part.refusal.code);
  response.writeHead(206, {
    'content-length': range.end - range.start,
    'content-range': `bytes ${range.start}-${range.end - 1}/${size}`,
  });
  await pipeline(Readable.from(part.value.chunks), response);
}

function refuseBlob(response: ServerResponse, code: string): void {
  send(response, code === 'BLOB_NOT_FOUND' ? 404 : 401, { code, data: {} });
}

/** One byte range of RFC 9110 section 14.1.2, end made exclusive; several ranges are answered with the whole. */
function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/u.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const fromEnd = match[1] === '';
  const start = fromEnd ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = fromEnd || match[2] === '' ? size : Math.min(size, Number(match[2]) + 1);
  return start < end ? { start, end } : 'unsatisfiable';
}

function openSocketDoor(server: Server, host: CounterHost, guard: DoorGuard): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: BODY_LIMIT_BYTES });
  const handler = new WebSocketHandler<DoorContext>(host.router);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const misplaced = guard.checkPlace(request);
    const admitted = misplaced === undefined ? guard.admit(request) : undefined;
    if (admitted === undefined || new URL(request.url ?? '/', guard.address).pathname !== '/ws') {
      socket.end(`HTTP/1.1 ${misplaced?.status ?? 401} Refused\r\nconnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket: WebSocket) => {
      const { context } = host.connect(admitted.kind, admitted.clientId);
      void handler.upgrade(webSocket, { context: context() });
    });
  });
  return sockets;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > BODY_LIMIT_BYTES) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    return undefined;
  }
}

function refuseAtDoor(response: ServerResponse, { code, status }: DoorRefusal): void {
  send(response, status, { code, data: {} });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
