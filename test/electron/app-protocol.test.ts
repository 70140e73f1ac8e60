import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plainNodePort } from '../../electron/host/ports/plain-port.ts';
import { createHostFiles, type ReadBlob, serveBlobPort } from '../../electron/transports/blob-port.ts';
import type { StoreUpload } from '../../electron/transports/blob-upload.ts';
import { UPLOAD_LIMIT_BYTES } from '../../electron/transports/upload-limit.ts';
import { ok, refuse } from '../../shared/types/result.ts';
import { createElectronDouble } from './electron-double.ts';

const SHA256 = '0f'.repeat(32);
const PICTURE = Uint8Array.from({ length: 1000 }, (_unused, at) => at % 251);

const readPicture: ReadBlob = async (sha256, range) => {
  if (sha256 !== SHA256) return refuse('BLOB_NOT_FOUND', { sha256 });
  const bytes = range === undefined ? PICTURE : PICTURE.subarray(range.start, range.end);
  return ok({
    size: PICTURE.length,
    mediaType: 'image/jpeg',
    chunks: (async function* () {
      yield bytes;
    })(),
  });
};

const keepAll: StoreUpload = async (bytes) => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of bytes) {
    hash.update(piece);
    size += piece.length;
  }
  return ok({ sha256: hash.digest('hex'), size });
};

describe('app://', () => {
  let folder: string;
  let closePort: () => void;
  let double: ReturnType<typeof createElectronDouble>;
  let read: ReadBlob;
  let hostPresent: boolean;
  let store: StoreUpload;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'app-protocol-'));
    const built = join(folder, 'renderer');
    mkdirSync(join(built, 'assets'), { recursive: true });
    writeFileSync(
      join(built, 'index.html'),
      '<meta name="csp-nonce" content="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>',
    );
    writeFileSync(join(built, 'assets', 'main.js'), 'export {};');
    writeFileSync(join(built, 'assets', 'font.woff2'), Uint8Array.of(0, 1, 2, 255));
    writeFileSync(join(folder, 'secret.json'), '{"secret":true}');
    read = readPicture;
    hostPresent = true;
    store = keepAll;
    const { port1, port2 } = new MessageChannel();
    serveBlobPort(
      plainNodePort(port2),
      { read: (...args) => read(...args), store: (...args) => store(...args) },
      () => undefined,
    );
    const blobs = createHostFiles(plainNodePort(port1));
    closePort = () => port1.close();
    double = createElectronDouble();
    vi.resetModules();
    vi.doMock('electron', () => double.module);
    const { registerAppScheme, serveAppProtocol } = await import('../../electron/windows/app-protocol.ts');
    registerAppScheme();
    serveAppProtocol({ rendererFolder: built, blobs: () => (hostPresent ? blobs : undefined) });
  });

  afterEach(() => {
    closePort();
    rmSync(folder, { recursive: true });
  });

  function get(url: string, init: RequestInit = {}): Promise<Response> {
    // Undici's Request refuses what Electron hands over as it is: a URL that has not been normalised.
    const request = { url, method: 'GET', ...init, headers: new Headers(init.headers) };
    return (double.protocolHandlers['app'] as (request: unknown) => Promise<Response>)(request);
  }

  it('is registered as a standard and secure scheme that can be fetched and streamed, and cannot get round policies', () => {
    const [schemes] =
      double.calls.find(({ name }) => name === 'protocol.registerSchemesAsPrivileged')?.args ?? [];
    expect(schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ]);
  });

  it('serves the page with its policy, and the nonce of the policy in the page', async () => {
    const response = await get('app://counter/');
    const policy = response.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([A-Za-z0-9+/=]{24})'/u.exec(policy)?.[1];
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(policy).toContain("default-src 'none'");
    expect(nonce).toBeDefined();
    expect(await response.text()).toBe(
      `<meta name="csp-nonce" content="${nonce}"><script nonce="${nonce}"></script>`,
    );
  });

  it('makes another nonce for every answer', async () => {
    const policies = await Promise.all(
      [1, 2, 3].map(async () => (await get('app://counter/')).headers.get('content-security-policy')),
    );
    expect(new Set(policies).size).toBe(3);
  });

  it('lets the page show stored files and reach nothing else', async () => {
    const policy = (await get('app://counter/index.html')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("img-src 'self' data: blob: app://blob");
    expect(policy).toContain("connect-src 'self' app://blob;");
  });

  it.each([
    { path: 'assets/main.js', type: 'text/javascript; charset=utf-8', length: 10 },
    { path: 'assets/font.woff2', type: 'font/woff2', length: 4 },
  ])('serves $path as what it is, byte for byte', async ({ path, type, length }) => {
    const response = await get(`app://counter/${path}`);
    expect(response.headers.get('content-type')).toBe(type);
    expect((await response.arrayBuffer()).byteLength).toBe(length);
  });

  it.each(['', 'assets/main.js'])(
    'forbids guessing of types and tells nobody where one comes from (/%s)',
    async (path) => {
      const { headers } = await get(`app://counter/${path}`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('permissions-policy')).toMatch(/^camera=\(self\), microphone=\(\)/u);
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    },
  );

  it.each([
    '../secret.json',
    '%2e%2e/secret.json',
    '..%2fsecret.json',
    '%2e%2e%2fsecret.json',
    'assets/..%2f..%2fsecret.json',
    '..%5csecret.json',
    '%2fetc%2fpasswd',
    'index.html%00.js',
    '%',
    'assets',
    'absent.js',
  ])('serves nothing outside the built window, and nothing that is not there (%s)', async (path) => {
    const response = await get(`app://counter/${path}`);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('secret');
  });

  it('serves no other host', async () => {
    expect((await get('app://elsewhere/index.html')).status).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('answers no %s', async (method) => {
    expect((await get('app://counter/', { method })).status).toBe(405);
  });

  it.each([`app://blob/${SHA256}`, `app://counter/blob/${SHA256}`])(
    'streams a stored file from the host (%s)',
    async (url) => {
      const response = await get(url);
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'image/jpeg',
        'content-length': '1000',
        'accept-ranges': 'bytes',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(PICTURE);
    },
  );

  it('shows a stored file and never runs it', async () => {
    const { headers } = await get(`app://blob/${SHA256}`);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.has('content-disposition')).toBe(false);
  });

  it('saves a digital copy under its name, and under no other name that an address says', async () => {
    const named = async (name: string) =>
      (await get(`app://counter/blob/${SHA256}?name=${encodeURIComponent(name)}`)).headers.get(
        'content-disposition',
      );
    expect(await named('H61.45-261124-3001_to-khai_01.pdf')).toBe(
      'inline; filename="H61.45-261124-3001_to-khai_01.pdf"',
    );
    for (const wrong of ['a".pdf', '../a.pdf', 'giấy.pdf', 'a.exe', 'a\r\nx: y.pdf'])
      expect(await named(wrong)).toBeNull();
  });

  it.each([
    { range: 'bytes=10-19', contentRange: 'bytes 10-19/1000', start: 10, end: 20 },
    { range: 'bytes=990-', contentRange: 'bytes 990-999/1000', start: 990, end: 1000 },
    { range: 'bytes=-5', contentRange: 'bytes 995-999/1000', start: 995, end: 1000 },
  ])('answers the range $range', async ({ range, contentRange, start, end }) => {
    const response = await get(`app://blob/${SHA256}`, { headers: { range } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(response.headers.get('content-length')).toBe(String(end - start));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PICTURE.slice(start, end));
  });

  it.each(['bytes=0-1,5-6', 'lines=1-2', 'bytes=-', 'bytes=9-1'])(
    'answers the whole to a range it does not understand (%s)',
    async (range) => {
      expect((await get(`app://blob/${SHA256}`, { headers: { range } })).status).toBe(200);
    },
  );

  it('says how long the file is when a range lies beyond its end', async () => {
    const response = await get(`app://blob/${SHA256}`, { headers: { range: 'bytes=1000-' } });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */1000');
  });

  it('answers the head of a file without reading it through', async () => {
    const response = await get(`app://blob/${SHA256}`, { method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe('1000');
    expect((await response.arrayBuffer()).byteLength).toBe(0);
  });

  it.each([
    { code: 'NOT_SIGNED_IN', status: 401 },
    { code: 'SESSION_LOCKED', status: 401 },
    { code: 'BLOB_NOT_FOUND', status: 404 },
    { code: 'SOMETHING_NEW', status: 500 },
  ])('answers the refusal $code with $status', async ({ code, status }) => {
    read = async () => refuse(code, {});
    const response = await get(`app://blob/${SHA256}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code, data: {} });
  });

  it.each(['keys.db', 'ABCD', SHA256.toUpperCase(), `${SHA256}/more`])(
    'asks the host for nothing but a hash (%s)',
    async (name) => {
      const asked = vi.fn(readPicture);
      read = asked;
      expect((await get(`app://blob/${name}`)).status).toBe(404);
      expect(asked).not.toHaveBeenCalled();
    },
  );

  it('says that there is no host while it starts again', async () => {
    hostPresent = false;
    expect((await get(`app://blob/${SHA256}`)).status).toBe(503);
  });

  function post(body: BodyInit | null, headers: Record<string, string> = {}, url = 'app://counter/blob') {
    const request = new Request('http://stands-for/', {
      method: 'POST',
      body,
      headers,
      duplex: 'half',
    } as RequestInit);
    return get(url, { method: 'POST', body: request.body, headers: request.headers });
  }

  it('hands a file to the host and answers its hash', async () => {
    const seen: string[] = [];
    store = async (bytes, mediaType) => {
      seen.push(mediaType);
      return await keepAll(bytes, mediaType);
    };
    const response = await post(PICTURE, { 'content-type': 'image/jpeg', origin: 'app://counter' });
    expect(response.status).toBe(200);
    const sha256 = createHash('sha256').update(PICTURE).digest('hex');
    expect(await response.json()).toEqual({ sha256, size: PICTURE.length });
    expect(seen).toEqual(['image/jpeg']);
  });

  it('hands over a file without a byte and without a type', async () => {
    const stored = vi.fn(keepAll);
    store = stored;
    expect(await (await post(null)).json()).toMatchObject({ size: 0 });
    expect(stored.mock.calls[0]?.[1]).toBe('application/octet-stream');
  });

  it.each(['app://blob/blob', 'app://elsewhere/blob', 'app://counter/blob/', 'app://counter/'])(
    'takes no file at %s',
    async (url) => {
      const stored = vi.fn(keepAll);
      store = stored;
      expect((await post(PICTURE, {}, url)).status).toBe(405);
      expect(stored).not.toHaveBeenCalled();
    },
  );

  it.each([{ origin: 'app://blob' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
    'takes no file from somewhere else (%o)',
    async (headers) => {
      const stored = vi.fn(keepAll);
      store = stored;
      const request = {
        url: 'app://counter/blob',
        method: 'POST',
        headers: new Headers(headers),
        body: null,
      };
      const response = await double.protocolHandlers['app']?.(request as Request);
      expect(response?.status).toBe(403);
      expect(await response?.json()).toEqual({ code: 'FOREIGN_ORIGIN', data: {} });
      expect(stored).not.toHaveBeenCalled();
    },
  );

  it('refuses a file that is announced as longer than the limit without asking the host', async () => {
    const stored = vi.fn(keepAll);
    store = stored;
    const response = await post(PICTURE, { 'content-length': String(UPLOAD_LIMIT_BYTES + 1) });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ code: 'BODY_TOO_LARGE', data: {} });
    expect(stored).not.toHaveBeenCalled();
  });

  it.each([
    { code: 'NOT_SIGNED_IN', status: 401 },
    { code: 'SESSION_LOCKED', status: 401 },
    { code: 'SOMETHING_NEW', status: 500 },
  ])('answers the refusal $code of a file with $status', async ({ code, status }) => {
    store = async () => refuse(code, {});
    const response = await post(PICTURE);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code, data: {} });
  });

  it('says that there is no host to give a file to while it starts again', async () => {
    hostPresent = false;
    const response = await post(PICTURE);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ code: 'HOST_ABSENT', data: {} });
  });
});
