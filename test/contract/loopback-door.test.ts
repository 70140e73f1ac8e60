import { existsSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import WebSocket from 'ws';
import { takeBearer } from '../support/contract-clients.ts';
import {
  type HeadlessHost,
  type HostRefused,
  removeFolder,
  startHeadlessHost,
  temporaryFolder,
} from '../support/headless-host.ts';

let host: HeadlessHost;
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder();
  host = await startHeadlessHost(folder);
});
afterAll(async () => {
  await host.stop();
  removeFolder(folder);
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A raw request: fetch would not let a test choose Host and Origin. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${host.address}${path}`,
      { method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}

async function takeCookie(): Promise<string> {
  const { headers } = await ask(new URL(host.launch().url).pathname + new URL(host.launch().url).search);
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

it('tells its health to anybody on this machine and nothing else', async () => {
  expect(JSON.parse((await ask('/health')).body)).toMatchObject({ status: 'ok' });
  expect((await ask('/')).status).toBe(401);
  expect((await ask('/rpc/setup/status', { method: 'POST' })).status).toBe(401);
  expect((await ask('/api/setup/status', { method: 'POST' })).status).toBe(401);
});

it('refuses a request that names another host, as DNS rebinding would', async () => {
  const answer = await ask('/health', { headers: { host: 'evil.example' } });
  expect(answer.status).toBe(421);
  expect(JSON.parse(answer.body)).toEqual({ code: 'FOREIGN_HOST', data: {} });
});

it('refuses a request from a foreign page even with a valid cookie', async () => {
  const cookie = await takeCookie();
  const foreign = { cookie, origin: 'https://evil.example' };
  expect((await ask('/rpc/session/get', { method: 'POST', headers: foreign })).status).toBe(403);
  expect((await ask('/', { headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
});

it('gives a window an HttpOnly SameSite=Strict cookie for a token, once', async () => {
  const launch = new URL(host.launch().url);
  const first = await ask(launch.pathname + launch.search);
  expect(first.status).toBe(303);
  expect(first.headers['location']).toBe('/');
  expect(String(first.headers['set-cookie'])).toMatch(
    /^qmc_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/,
  );
  const second = await ask(launch.pathname + launch.search);
  expect(second.status).toBe(401);
  expect(JSON.parse(second.body)).toEqual({ code: 'LAUNCH_TOKEN_SPENT', data: {} });
});

it('writes the launch token where only this user can read it, and renews it when it is spent', async () => {
  const before = host.launch().token;
  expect(statSync(join(folder, 'launch.json')).mode & 0o777).toBe(0o600);
  await takeBearer(host.launch());
  expect(host.launch().token).not.toBe(before);
});

it('turns a stale cookie away with a page that says what to do', async () => {
  const port = new URL(host.address).port;
  const answer = await ask('/', {
    headers: { cookie: `qmc_${port}=${'x'.repeat(43)}`, accept: 'text/html' },
  });
  expect(answer.status).toBe(401);
  expect(answer.headers['content-type']).toContain('text/html');
  expect(answer.body).toContain('<h1>');
});

it('answers the page with a new nonce each time and a policy that allows nothing else inline', async () => {
  const cookie = await takeCookie();
  const pages = [await ask('/', { headers: { cookie } }), await ask('/', { headers: { cookie } })];
  const nonces = pages.map(
    ({ headers }) => /'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1],
  );
  expect(nonces[0]).toBeDefined();
  expect(nonces[0]).not.toBe(nonces[1]);
  for (const [index, page] of pages.entries()) {
    expect(page.status).toBe(200);
    expect(page.body).toContain(`nonce="${nonces[index]}"`);
    expect(page.body).not.toContain('__CSP_NONCE__');
    expect(String(page.headers['content-security-policy'])).not.toContain('unsafe-inline');
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(String(page.headers['permissions-policy'])).toMatch(/^camera=\(self\), microphone=\(\)/u);
  }
});

it('does not leave the folder of the window', async () => {
  const cookie = await takeCookie();
  for (const path of [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/assets/../../../package.json',
  ]) {
    expect((await ask(path, { headers: { cookie } })).status).toBe(404);
  }
});

/** Sends a body in pieces until the host answers or hangs up, and says how much it took. */
function pour(
  headers: Record<string, string>,
  pieces: number,
): Promise<{ status: number | string; sentMegabytes: number }> {
  return new Promise((resolve) => {
    let sent = 0;
    const request = httpRequest(
      `${host.address}/rpc/session/get`,
      { method: 'POST', headers },
      (response) => {
        resolve({ status: response.statusCode ?? 0, sentMegabytes: sent });
        request.destroy();
      },
    );
    request.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ status: error.code ?? 'unknown', sentMegabytes: sent }),
    );
    const piece = Buffer.alloc(1024 * 1024, 0x20);
    const send = () => {
      if (pieces === 0) request.flushHeaders();
      if (sent >= pieces || request.destroyed) return;
      sent += 1;
      request.write(piece, send);
    };
    send();
  });
}

it('refuses a body of 100 MB without taking it in, declared or not', async () => {
  const authorization = `Bearer ${await takeBearer(host.launch())}`;
  const length = { 'content-length': String(100 * 1024 * 1024) };
  expect(await pour({ authorization, ...length }, 0)).toEqual({ status: 413, sentMegabytes: 0 });
  expect((await pour({ authorization, ...length }, 100)).sentMegabytes).toBeLessThan(50);
  const chunked = await pour(
    { authorization, 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    100,
  );
  expect([413, 'ECONNRESET', 'EPIPE']).toContain(chunked.status);
  expect(chunked.sentMegabytes).toBeLessThan(50);
  expect((await ask('/health')).status).toBe(200);
});

it('opens no WebSocket without a secret or for a foreign page', async () => {
  const bearer = await takeBearer(host.launch());
  const url = `${host.address.replace('http:', 'ws:')}/ws`;
  const statusOf = (headers: Record<string, string>) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(url, { headers });
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.once('open', () => {
        socket.close();
        resolve(101);
      });
      socket.once('error', () => undefined);
    });
  expect(await statusOf({})).toBe(401);
  expect(await statusOf({ authorization: `Bearer ${bearer}`, origin: 'https://evil.example' })).toBe(403);
  expect(await statusOf({ authorization: `Bearer ${bearer}` })).toBe(101);
});

it('says in Vietnamese that the port is taken, and leaves the data folder closed and whole', async () => {
  const other = temporaryFolder();
  const port = new URL(host.address).port;
  const refused = await startHeadlessHost(other, ['--port', port]).then(
    () => undefined,
    (error: HostRefused) => error,
  );
  expect(refused).toMatchObject({
    exitCode: 3,
    refused: { code: 'PORT_TAKEN', data: { port: Number(port) } },
  });
  expect(existsSync(join(other, 'counter.db-wal'))).toBe(false);
  removeFolder(other);
});

it('refuses a second host on the same folder and names the first', async () => {
  const refused = await startHeadlessHost(folder).then(
    () => undefined,
    (error: HostRefused) => error,
  );
  expect(refused).toMatchObject({
    exitCode: 3,
    refused: { code: 'FOLDER_LOCKED', data: { pid: host.process.pid } },
  });
});
