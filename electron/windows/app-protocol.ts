import { randomBytes } from 'node:crypto';
import { protocol } from 'electron';
import { contentSecurityPolicy, PERMISSIONS_POLICY } from '../host/content-security-policy.ts';
import { nameHeaders } from '../transports/blob-name.ts';
import type { ByteRange, HostFiles } from '../transports/blob-port.ts';
import { UPLOAD_LIMIT_BYTES } from '../transports/upload-limit.ts';
import { readWindowFile, type WindowFile } from '../transports/window-files.ts';
import { APP_SCHEME, isOwnPage } from './origin.ts';

const BLOB_ORIGIN = `${APP_SCHEME}://blob`;
const COMMON = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': PERMISSIONS_POLICY,
};
const FILE_STATUS: Readonly<Record<string, number>> = {
  NOT_SIGNED_IN: 401,
  SESSION_LOCKED: 401,
  BLOB_NOT_FOUND: 404,
  BLOB_PURGED: 410,
  RANGE_UNSATISFIABLE: 416,
  BLOB_UNREADABLE: 500,
  BODY_TOO_LARGE: 413,
  HOST_ABSENT: 503,
  UPLOAD_BROKEN_OFF: 400,
};

/** Makes `app:` a scheme with an origin, secure, that can be fetched and streamed; called before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true };
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
}

/** Where the answers come from. */
interface AppSources {
  rendererFolder: string;
  /** The files of the host for the window that is open now. */
  blobs(): HostFiles | undefined;
}

/** Serves `app://counter/...` from the built window and `app://blob/<sha256>` (also `app://counter/blob/<sha256>`) from the host, and takes files by POST to `app://counter/blob`. */
export function serveAppProtocol(sources: AppSources): void {
  protocol.handle(APP_SCHEME, (request) => answer(request, sources));
}

async function answer(request: Request, sources: AppSources): Promise<Response> {
  const { host, pathname, searchParams } = new URL(request.url);
  if (request.method === 'POST' && host + pathname === 'counter/blob')
    return await takeUpload(request, sources.blobs());
  if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405, 'METHOD_NOT_ALLOWED');
  const sha256 = /^(?:counter\/blob|blob)\/([0-9a-f]{64})$/u.exec(host + pathname)?.[1];
  if (sha256 !== undefined)
    return await answerBlob(request, { sha256, name: searchParams.get('name') }, sources.blobs());
  if (host !== 'counter') return refused(404, 'NOT_FOUND');
  return await answerFile(request, pathname, sources.rendererFolder);
}

async function answerFile({ method }: Request, pathname: string, folder: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const file = await fileOrNothing(folder, pathname, nonce);
  if (file === undefined) return refused(404, 'NOT_FOUND');
  const headers: Record<string, string> = {
    ...COMMON,
    'content-type': file.type,
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
  };
  if (file.isPage)
    headers['content-security-policy'] = contentSecurityPolicy(nonce, { blobs: [BLOB_ORIGIN] });
  return new Response(method === 'HEAD' ? null : new Uint8Array(Buffer.from(file.body)), { headers });
}

/** A path that cannot be decoded or that no file can have is the same as one where nothing is. */
async function fileOrNothing(
  folder: string,
  pathname: string,
  nonce: string,
): Promise<WindowFile | undefined> {
  try {
    const path = decodeURIComponent(pathname);
    if (path.includes('\0') || path.includes('\\') || path.split('/').includes('..')) return undefined;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
  return await readWindowFile(folder, pathname, nonce);
}

async function answerBlob(
  request: Request,
  { sha256, name }: { sha256: string; name: string | null },
  blobs: HostFiles | undefined,
): Promise<Response> {
  if (blobs === undefined) return refused(503, 'HOST_ABSENT');
  const range = parseRange(request.headers.get('range'));
  const opened = await blobs.open(sha256, range);
  if (!opened.ok) {
    const { code, data } = opened.refusal;
    const headers: Record<string, string> =
      code === 'RANGE_UNSATISFIABLE' && 'size' in data ? { 'content-range': `bytes */${data.size}` } : {};
    return refused(FILE_STATUS[code] ?? 500, code, headers);
  }
  const { size, mediaType, start, end, body } = opened.value;
  const headers: Record<string, string> = {
    ...COMMON,
    'content-type': mediaType,
    ...nameHeaders(name),
    'content-length': String(end - start),
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    // What citizens hand in is shown, never run.
    'content-security-policy': "default-src 'none'; sandbox",
  };
  if (range !== undefined) headers['content-range'] = `bytes ${start}-${end - 1}/${size}`;
  if (request.method === 'HEAD') await body.cancel();
  return new Response(request.method === 'HEAD' ? null : body, {
    status: range === undefined ? 200 : 206,
    headers,
  });
}

/**
 * Hands a file on to the host while it comes. As behind the loopback door the request must come from our own page when it says where it comes
 * from; whether the window's person may give a file the host decides before it takes a byte.
 */
async function takeUpload({ headers, body }: Request, host: HostFiles | undefined): Promise<Response> {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const foreign = (origin !== null && !isOwnPage(origin)) || (site !== null && site !== 'same-origin');
  if (foreign) return refused(403, 'FOREIGN_ORIGIN');
  if (Number(headers.get('content-length') ?? 0) > UPLOAD_LIMIT_BYTES) return refused(413, 'BODY_TOO_LARGE');
  if (host === undefined) return refused(503, 'HOST_ABSENT');
  const stored = await host.store(
    body ?? new Blob([]).stream(),
    headers.get('content-type') ?? 'application/octet-stream',
  );
  if (!stored.ok) return refused(FILE_STATUS[stored.refusal.code] ?? 500, stored.refusal.code);
  return Response.json(stored.value, { headers: { ...COMMON, 'cache-control': 'no-store' } });
}

/** One byte range; several, or something else, are answered with the whole (RFC 9110 section 14.2). */
function parseRange(header: string | null): ByteRange | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/u.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const first = match[1] === '' ? null : Number(match[1]);
  const last = match[2] === '' ? null : Number(match[2]);
  if (first !== null && last !== null && last < first) return undefined;
  return { first, last };
}

function refused(status: number, code: string, headers: Record<string, string> = {}): Response {
  return Response.json({ code, data: {} }, { status, headers: { ...COMMON, ...headers } });
}
